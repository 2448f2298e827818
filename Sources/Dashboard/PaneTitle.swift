import Canvas
import PlainText

/// A pane's title in its border: digit and name, then what is worth counting, and at the right what narrows it.
struct PaneTitle {
    let pane: Pane
    /// Counts and the like, the most important first; the last go first when there is no room.
    var counts: [TextRun] = []
    /// The filter, and how much lies outside the window.
    var trailing: [TextRun] = []

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
        for count in counts {
            let needed = count.text.width + (shown.isEmpty ? 0 : dot.text.width)
            guard needed <= room else { break }
            shown += (shown.isEmpty ? [] : [dot]) + [count]
            room -= needed
        }
        if !shown.isEmpty { runs += [line, TextRun(" ", .title)] + shown + [TextRun(" ", .title)] }
        frame.boxTitle(box, title: runs, trailing: trailingRuns, glyphs: model.glyphs)
    }

    /// How many lines lie above and below the window.
    static func overflow(above: Int, below: Int, glyphs: GlyphSet) -> [TextRun] {
        var parts: [SafeText] = []
        if above > 0 { parts.append(glyphs[.moreAbove] + " " + Age.count(Int64(above)) + " above") }
        if below > 0 { parts.append(glyphs[.moreBelow] + " " + Age.count(Int64(below)) + " below") }
        return parts.isEmpty ? [] : [TextRun(parts.joined(separator: "  "), .textDim)]
    }
}
