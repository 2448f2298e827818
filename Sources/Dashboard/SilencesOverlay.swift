import Canvas
import PlainText
import WarRoom

/// `H`: the silences there are, the next to end first; each can be ended or given more time.
enum SilencesOverlay {
    static func draw(_ list: SilenceList, _ model: Model, on frame: inout Frame) {
        let all = model.silences.count
        let silences = model.listedSilences
        let height = model.overlayInside.rows
        let overflow = PaneTitle.overflow(
            above: list.top, below: silences.count - list.top - height, glyphs: model.glyphs)
        let trailing = OverlayBox.trailing(
            PaneTitle.filter(list.filter, silences.count, of: all, glyphs: model.glyphs), overflow)
        let inside = OverlayBox.draw(model, title: "Silences", trailing: trailing, on: &frame)
        if silences.isEmpty {
            let isKnown = model.view?.silences != nil
            let empty: SafeText =
                isKnown ? "nothing is silenced: " + model.key(.silence) + " silences an alert" : "asking the room"
            frame.put(
                Line(all == 0 ? empty : OverlayBox.nothingMatches(list.filter, all, model), .textDim),
                column: inside.column, row: inside.row, columns: inside.columns, glyphs: model.glyphs)
        }
        for (silence, rect) in zip(silences.dropFirst(list.top), inside.lines) {
            draw(silence, model, rect, on: &frame)
            if silence.id == list.selected {
                frame.put(.selected, of: model.glyphs, at: rect.origin, role: .borderFocused)
                frame.setLayer(rect, .selected)
            }
        }
    }

    /// What it matches and why at the left; how much it hides, by whom, and how long still at the right.
    private static func draw(_ silence: SilenceSummary, _ model: Model, _ rect: Rect, on frame: inout Frame) {
        let glyphs = model.glyphs
        let isActive = silence.state == .active
        let end = isActive ? silence.endsAt : silence.startsAt
        let left = Age.shortLeft(until: end, minute: model.minute)
        let words: SafeText = isActive ? "ends in " : "begins in "
        let time = rect.columns >= 48 ? (words + left).padded(to: 13) : left.padded(to: 3)
        let hidden: SafeText = isActive ? "hides " + Age.count(Int64(silence.hides)) : ""
        let hides = hidden.padded(to: 11)
        let person = SafeText.cell(silence.createdBy, isName: true).truncated(to: 12, ellipsis: glyphs[.ellipsis])
        let right = hides + (rect.columns >= 60 ? person.padded(to: 13) : "") + time
        let columns = rect.columns - 2 - right.width - 1
        let start = rect.endColumn - right.width
        frame.put(right, at: Point(column: start, row: rect.row), role: .text)
        frame.put(time, at: Point(column: rect.endColumn - time.width, row: rect.row), role: .textDim)
        let matchers = SafeText.cell(silence.matchers.map(\.description).joined(separator: ", "))
        frame.put(
            [
                TextRun(matchers, isActive ? .stateSilenced : .textDim),
                TextRun("  " + SafeText.cell(silence.comment), .textDim),
            ], column: rect.column + 2, row: rect.row, columns: columns, glyphs: glyphs)
    }
}
