import Canvas
import PlainText
import WarRoom

/// A group of the board in one line: the worst severity, its name, how many fire and how many are acknowledged, and how
/// old the newest is.
struct GroupRow {
    let group: AlertGroup
    let grouping: AlertGrouping
    let model: Model
    let columns: AlertColumns

    func draw(row line: Int, on frame: inout Frame) {
        let glyphs = model.glyphs
        let isCalm = group.counts.firing == 0
        frame.put(
            AlertsPane.word(group.severity), in: columns.severity, row: line,
            role: isCalm ? .textDim : AlertsPane.role(group.severity), glyphs: glyphs)
        let name =
            glyphs[group.isOpen ? .moreBelow : .current] + " " + SafeText.cell(group.words(grouping), isName: true)
        let nameEnd = max(columns.name.upperBound, columns.target.upperBound)
        frame.put(
            name, in: columns.name.lowerBound..<nameEnd, row: line, role: isCalm ? .textDim : .textStrong,
            glyphs: glyphs)
        drawFirstAndWorst(row: line, after: columns.name.lowerBound + name.width, on: &frame)
        frame.put(
            Age.short(model.minute - group.newest), in: columns.age, row: line, isRight: true,
            role: isCalm ? .textDim : .text, glyphs: glyphs)
        let start = columns.count.isEmpty ? columns.state.lowerBound : columns.count.lowerBound
        let room = columns.state.upperBound - start
        let words = words(room: room)
        let width = words.reduce(0) { $0 + $1.text.width }
        frame.put(words, at: Point(column: columns.state.upperBound - width, row: line), maxColumns: room)
    }

    /// Which one is the worst, and left of the newest's age `3d–` for the oldest. Both have places of their own; a name
    /// that reaches into one has it.
    private func drawFirstAndWorst(row line: Int, after nameEnd: Int, on frame: inout Frame) {
        guard !columns.link.isEmpty else { return }
        let glyphs = model.glyphs
        let agesStart = columns.age.lowerBound - 5
        if let oldest = group.oldest, oldest < group.newest, nameEnd < agesStart {
            frame.put(
                Age.short(model.minute - oldest) + glyphs[.dash], in: agesStart..<agesStart + 4, row: line,
                isRight: true, role: .textDim, glyphs: glyphs)
        }
        let end = min(columns.target.upperBound, agesStart - 1)
        guard let worst = group.worst, columns.target.lowerBound < end, nameEnd < columns.target.lowerBound else {
            return
        }
        frame.put(
            SafeText.cell(worst, isName: true), in: columns.target.lowerBound..<end, row: line, role: .textDim,
            glyphs: glyphs)
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
