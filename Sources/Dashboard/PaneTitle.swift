import Canvas
import PlainText

/// A pane's title in its border: digit and name, then what is worth counting, and at the right what narrows it.
struct PaneTitle {
    let pane: Pane
    /// Counts and the like, the most important first; the last go first when there is no room.
    var counts: [TextRun] = []
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
        var room = box.columns - 2 - name.width - (trailingColumns == 0 ? 0 : trailingColumns + 2) - 3
        let dot = TextRun(" " + model.glyphs[.separator] + " ", .textDim)
        var shown: [TextRun] = []
        var counts = counts
        if isFirstCut, let first = counts.first {
            let left = counts.dropFirst().reduce(room) { $0 - $1.text.width - dot.text.width }
            if left < PaneTitle.firstColumnsMin, first.text.width > left {
                counts.removeFirst()
            } else {
                counts[0] = TextRun(first.text.truncated(to: left, ellipsis: model.glyphs[.ellipsis]), first.role)
            }
        }
        for count in counts {
            let needed = count.text.width + (shown.isEmpty ? 0 : dot.text.width)
            guard needed <= room else { break }
            shown += (shown.isEmpty ? [] : [dot]) + [count]
            room -= needed
        }
        if !shown.isEmpty { runs += [line, TextRun(" ", .title)] + shown + [TextRun(" ", .title)] }
        frame.boxTitle(box, title: runs, trailing: trailingRuns, glyphs: model.glyphs)
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
