import Canvas
import PlainText
import WarRoom

/// A group of the board in one line: the worst severity, its name, how many fire and how many are acknowledged, and how
/// old the newest is, or all of them are.
struct GroupRow {
    let group: AlertGroup
    let grouping: AlertGrouping
    let model: Model
    let columns: AlertColumns

    func draw(row line: Int, on frame: inout Frame) {
        let glyphs = model.glyphs
        let isCalm = group.counts.firing == 0
        // What its source left in the middle of it is not calm either.
        frame.put(
            AlertsPane.word(group.severity), in: columns.severity, row: line,
            role: isCalm && group.counts.expired == 0 ? .textDim : AlertsPane.role(group.severity), glyphs: glyphs)
        let name =
            glyphs[group.isOpen ? .moreBelow : .current] + " " + SafeText.cell(group.words(grouping), isName: true)
        let nameEnd = max(columns.name.upperBound, columns.target.upperBound)
        frame.put(
            name, in: columns.name.lowerBound..<nameEnd, row: line, role: isCalm ? .textDim : .textStrong,
            glyphs: glyphs)
        let ages = ages(after: columns.name.lowerBound + name.width)
        let agesStart = columns.age.upperBound - ages.reduce(0) { $0 + $1.text.width }
        frame.put(
            ages, at: Point(column: agesStart, row: line), maxColumns: columns.age.upperBound - agesStart)
        drawPlace(row: line, from: columns.name.lowerBound + name.width + 1, to: agesStart - 1, on: &frame)
        let start = columns.count.isEmpty ? columns.state.lowerBound : columns.count.lowerBound
        let room = columns.state.upperBound - start
        let words = words(room: room)
        let wordsWidth = words.reduce(0) { $0 + $1.text.width }
        frame.put(words, at: Point(column: columns.state.upperBound - wordsWidth, row: line), maxColumns: room)
    }

    /// Columns of `59m–<1m`, and of a blank before it.
    private static let agesColumns = 8

    /// How old the newest is; `3d–2h` where the oldest is older by a word and no name reaches into its place.
    private func ages(after nameEnd: Int) -> [TextRun] {
        let newest = Age.short(model.minute - group.newest)
        let run = TextRun(newest, group.counts.firing == 0 ? .textDim : .text)
        guard !columns.link.isEmpty, let oldest = group.oldest, oldest < group.newest,
            nameEnd <= columns.age.upperBound - Self.agesColumns
        else { return [run] }
        let first = Age.short(model.minute - oldest)
        return first.string == newest.string ? [run] : [TextRun(first + model.glyphs[.dash], .textDim), run]
    }

    /// How many of them flap, else what all of them are about; a name that reaches into its place has it.
    private func drawPlace(row line: Int, from start: Int, to end: Int, on frame: inout Frame) {
        if let flapping = group.flapping, flapping > 0 {
            let words: SafeText = Age.count(Int64(flapping)) + " flapping"
            guard start + words.width <= end else { return }
            frame.put(words, at: Point(column: end - words.width, row: line), role: .warning)
        } else if let target = group.target, start <= columns.target.lowerBound, columns.target.lowerBound < end {
            frame.put(
                SafeText.cell(target, isName: true),
                in: columns.target.lowerBound..<min(columns.target.upperBound, end), row: line, role: .textDim,
                glyphs: model.glyphs)
        }
    }

    /// `12 firing 3 acked`; where there is no room for words `12/3`.
    private func words(room: Int) -> [TextRun] {
        let counts = group.counts
        let firing = Age.count(Int64(counts.firing))
        let acked = Age.count(Int64(counts.acknowledged))
        var runs: [TextRun] = []
        if counts.firing > 0 { runs.append(TextRun(firing + " firing", .stateFiring)) }
        if counts.acknowledged > 0 {
            runs.append(TextRun((runs.isEmpty ? "" : " ") + acked + " acked", .stateAcknowledged))
        }
        if runs.isEmpty {
            let rest: [(Int, SafeText, StyleRole)] = [
                (counts.returned, "returned", .stateReturned), (counts.expired, "expired", .stateExpired),
                (counts.silenced, "silenced", .stateSilenced),
            ]
            runs = rest.filter { $0.0 > 0 }.prefix(1).map { TextRun(Age.count(Int64($0.0)) + " " + $0.1, $0.2) }
        }
        guard runs.reduce(0, { $0 + $1.text.width }) > room else { return runs }
        return [TextRun(firing, .stateFiring), TextRun("/" + acked, .textDim)]
    }
}
