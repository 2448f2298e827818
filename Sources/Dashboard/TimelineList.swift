import WarRoom

/// The state of the timeline pane: what is shown of the entries, what is selected, and what is new.
struct TimelineList: Sendable {
    /// What the filter was last set to.
    var filter = ""
    /// Whether only the entries of the incident looked at are wanted.
    var isOfIncident = false
    /// The selected entry, by its sequence; nil while nobody chose one.
    var selected: Int64?
    /// The entry in the first line; nil while the end is followed.
    var anchor: Int64?
    /// The selection and the first line to go back to with the next entries.
    var returning: (selected: Int64?, anchor: Int64?)?
    /// The newest entry there was when somebody last looked away: where what is new begins.
    var seen: Int64?
    /// The newest entry that stood on the screen when somebody last did something here: it is not counted as new.
    var looked: Int64?
    /// What is shown of the entries.
    var folded = FoldedTimeline()
    /// The `before` of the page that is on the way.
    var awaitedPage: Int64?
    /// Whether entries were left out since the newest page was asked for, so that it has to be read once more.
    var isGapped = false
    /// Whether the first entry there is has been loaded.
    var isComplete = false
    /// What the loaded entries were filtered by.
    var loadedFilter = TimelineFilter.all
    /// Entries that came or changed, and until when they are marked.
    var marks: [Int64: Instant] = [:]

    var isFollowing: Bool { anchor == nil }

    /// The place of the first entry that is not older than a sequence.
    static func index(of sequence: Int64, in entries: [TimelineEntry]) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The first entry that is new to this person; nil when there is none. One's own entries are no news.
    func firstNew(in entries: [TimelineEntry], for person: String) -> Int? {
        guard let seen else { return nil }
        let start = TimelineList.index(of: seen == .max ? seen : seen + 1, in: entries)
        return entries[start...].firstIndex { $0.actor.person != person }
    }

    /// How many entries are new to this person.
    func newCount(in entries: [TimelineEntry], for person: String) -> Int {
        guard let seen else { return 0 }
        let known = max(seen, looked ?? seen)
        let start = TimelineList.index(of: known == .max ? known : known + 1, in: entries)
        return entries[start...].count { $0.actor.person != person }
    }

    /// The selected entry's place.
    func selectedIndex(in entries: [TimelineEntry]) -> Int? {
        guard let selected else { return nil }
        let index = TimelineList.index(of: selected, in: entries)
        return entries.indices.contains(index) && entries[index].sequence == selected ? index : nil
    }

    /// Goes back to the entry that was selected before a filter was tried.
    mutating func comeBack() {
        guard let place = returning else { return }
        (selected, anchor) = (place.selected, place.anchor)
        returning = nil
    }

    /// Everything up to here has been looked at.
    mutating func markSeen(_ entries: [TimelineEntry]) {
        guard let last = entries.last else { return }
        seen = max(seen ?? 0, last.sequence)
    }

    /// Brings anchor and selection back in line with the entries. While the hand is here, the selected entry keeps its line
    /// as long as it can: what comes in goes below.
    mutating func settle(_ entries: [TimelineEntry], lines: TimelineLines, height: Int, isAtHand: Bool) {
        guard !entries.isEmpty else {
            selected = nil
            anchor = nil
            return
        }
        if let chosen = selected, selectedIndex(in: entries) == nil {
            // It was taken back, or filtered away: the nearest one stands in for it.
            let index = min(TimelineList.index(of: chosen, in: entries), entries.count - 1)
            selected = entries[index].sequence
        }
        let chosen = selectedIndex(in: entries)
        var shown = shownRange(entries, lines, height)
        if let chosen, chosen < shown.lowerBound {
            anchor = entries[chosen].sequence
        } else if let chosen, chosen >= shown.upperBound {
            shown = lines.range(endingAt: chosen, height: height)
            anchor = entries[shown.lowerBound].sequence
        }
        let isHeld = isAtHand && selected != nil
        guard anchor != nil || isHeld else { return }
        shown = shownRange(entries, lines, height)
        if shown.upperBound == entries.count {
            anchor =
                isHeld ? entries[lines.range(endingAt: entries.count - 1, height: height).lowerBound].sequence : nil
        } else if isHeld {
            anchor = entries[shown.lowerBound].sequence
        }
    }

    /// The entries that fit into the pane as it is scrolled now.
    func shownRange(_ entries: [TimelineEntry], _ lines: TimelineLines, _ height: Int) -> Range<Int> {
        guard !entries.isEmpty else { return 0..<0 }
        guard let anchor else { return lines.range(endingAt: entries.count - 1, height: height) }
        let start = min(TimelineList.index(of: anchor, in: entries), entries.count - 1)
        return lines.range(startingAt: start, height: height)
    }
}
