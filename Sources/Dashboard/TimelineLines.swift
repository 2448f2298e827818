import WarRoom

/// Which lines the timeline's entries make: each its own, some with a divider above.
///
/// Only the lines around the window are ever computed.
struct TimelineLines {
    enum Line: Equatable {
        case entry(Int)
        /// A new day begins with this instant.
        case day(Instant)
        /// What follows came since this person looked.
        case new
    }

    let entries: [TimelineEntry]
    let firstNew: Int?
    let isComplete: Bool
    let clock: LocalClock
    let now: Instant

    /// The dividers above an entry, from the top.
    func dividers(above index: Int) -> [Line] {
        guard entries.indices.contains(index) else { return [] }
        var lines: [Line] = []
        let instant = entries[index].recordedAt
        if index > 0 {
            if clock.dayNumber(entries[index - 1].recordedAt) != clock.dayNumber(instant) {
                lines.append(.day(instant))
            }
        } else if clock.dayNumber(instant) != clock.dayNumber(now) {
            lines.append(.day(instant))
        }
        if index == firstNew { lines.append(.new) }
        return lines
    }

    /// The entries whose lines fit into a height, the first of them given.
    func range(startingAt start: Int, height: Int) -> Range<Int> {
        var used = 0
        var index = start
        while index < entries.count {
            used += 1 + dividers(above: index).count
            if used > height { break }
            index += 1
        }
        return start..<max(index, min(start + 1, entries.count))
    }

    /// The entries whose lines fit into a height, the last of them given.
    func range(endingAt end: Int, height: Int) -> Range<Int> {
        var used = 0
        var index = end
        while index >= 0 {
            used += 1 + dividers(above: index).count
            if used > height { break }
            index -= 1
        }
        return min(index + 1, end)..<(end + 1)
    }

    /// The lines of a range of entries, from the top.
    func lines(of range: Range<Int>) -> [Line] {
        range.flatMap { dividers(above: $0) + [.entry($0)] }
    }
}
