import Canvas
import PlainText

/// A pane's title in its border: digit and name, then what is worth counting, and at the right what narrows it.
struct PaneTitle {
    let pane: Pane
    /// Counts and the like, the most important first; the last go first when there is no room.
    var counts: [TextRun] = []
    /// How many things each of the counts counts; those of the ones that go are summed up.
    var numbers: [Int] = []
    /// Whether the first count is cut to what the others leave.
    var isFirstCut = false
    /// The filter, and how much lies outside the window.
    var trailing: [TextRun] = []

    /// Columns of a cut name that still tell it from others.
    private static let firstColumnsMin = 5

    func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        guard layout.hasBorders else { return }
        let box = layout.box(pane)
        let isFocused = model.activePane == pane
        let name: SafeText = " " + model.sign(of: pane) + pane.title + " "
        var runs = [TextRun(name, isFocused ? .titleFocused : .title)]
        let line = TextRun(model.glyphs[.horizontal], isFocused ? .borderFocused : .border)
        let trailingRuns = trailing.isEmpty ? [] : [TextRun(" ", .title)] + trailing + [TextRun(" ", .title)]
        let trailingColumns = trailingRuns.reduce(0) { $0 + $1.text.width }
        let room = box.columns - 2 - name.width - (trailingColumns == 0 ? 0 : trailingColumns + 2) - 3
        let dot = TextRun(" " + model.glyphs[.separator] + " ", .textDim)
        let shown = Self.cutFirst(self, max(0, room), dot, model.glyphs).fitting(max(0, room), dot)
        if !shown.isEmpty { runs += [line, TextRun(" ", .title)] + shown + [TextRun(" ", .title)] }
        frame.boxTitle(box, title: runs, trailing: trailingRuns, glyphs: model.glyphs)
    }

    /// The counts that fit into the columns, and how much they leave out: `12 firing · +3 more`.
    private func fitting(_ room: Int, _ dot: TextRun) -> [TextRun] {
        for length in stride(from: counts.count, through: 1, by: -1) {
            var runs = Array(counts.prefix(length))
            let rest = numbers.dropFirst(length).reduce(0, +)
            if rest > 0 { runs.append(TextRun("+\(rest) more", .textDim)) }
            let line = Array(runs.map { [$0] }.joined(separator: [dot]))
            if line.reduce(0, { $0 + $1.text.width }) <= room { return line }
        }
        return counts.first.map { $0.text.width <= room ? [$0] : [] } ?? []
    }

    /// With its first count cut, or left out where too little would be left of it.
    private static func cutFirst(_ title: PaneTitle, _ room: Int, _ dot: TextRun, _ glyphs: GlyphSet) -> PaneTitle {
        guard title.isFirstCut, let first = title.counts.first else { return title }
        var title = title
        let left = title.counts.dropFirst().reduce(room) { $0 - $1.text.width - dot.text.width }
        if left < firstColumnsMin, first.text.width > left {
            title.counts.removeFirst()
        } else {
            title.counts[0] = TextRun(first.text.truncated(to: left, ellipsis: glyphs[.ellipsis]), first.role)
        }
        return title
    }

    /// Puts what counts nothing among the counts.
    mutating func insert(_ runs: [TextRun], at index: Int) {
        counts.insert(contentsOf: runs, at: index)
        if numbers.count >= index { numbers.insert(contentsOf: runs.map { _ in 0 }, at: index) }
    }

    /// What narrows a list, and how many of all it shows.
    static func filter(_ text: String, _ count: Int, of all: Int, glyphs: GlyphSet) -> [TextRun] {
        guard !text.isEmpty else { return [] }
        let words = SafeText.cell("/" + text).truncated(to: 20, ellipsis: glyphs[.ellipsis])
        return [TextRun(words, .match), TextRun(" \(count) of \(all)", .textDim)]
    }

    /// How many lines lie above and below the window.
    static func overflow(above: Int, below: Int, glyphs: GlyphSet) -> [TextRun] {
        var parts: [SafeText] = []
        if above > 0 { parts.append(glyphs[.moreAbove] + " " + Age.count(Int64(above)) + " above") }
        if below > 0 { parts.append(glyphs[.moreBelow] + " " + Age.count(Int64(below)) + " below") }
        return parts.isEmpty ? [] : [TextRun(parts.joined(separator: "  "), .textDim)]
    }
}
