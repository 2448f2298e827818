import Canvas
import PlainText
import WarRoom

/// `H`: the silences there are, the next to end first; each can be ended or given more time.
enum SilencesOverlay {
    static func draw(_ list: SilenceList, _ model: Model, on frame: inout Frame) {
        let silences = model.silences
        let height = model.overlayInside.rows
        let overflow = PaneTitle.overflow(
            above: list.top, below: silences.count - list.top - height, glyphs: model.glyphs)
        let inside = OverlayBox.draw(model, title: "Silences", trailing: overflow, on: &frame)
        if silences.isEmpty {
            let isKnown = model.view?.silences != nil
            frame.put(
                Line(isKnown ? "nothing is silenced: Z silences an alert" : "asking the room", .textDim),
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
        let time = (isActive ? "ends in " : "begins in ") + Age.short(Age.left(until: end, minute: model.minute))
        let hides: SafeText = isActive ? "hides \(silence.hides)" : ""
        let hasRoom = rect.columns >= 60
        let person = SafeText.cell(silence.createdBy, isName: true).truncated(
            to: 12, ellipsis: glyphs[.ellipsis])
        let right = time.padded(to: 13)
        var columns = rect.columns - 2 - right.width - 1
        frame.put(right, at: Point(column: rect.endColumn - right.width, row: rect.row), role: .textDim)
        if hasRoom {
            let middle = hides.padded(to: 11) + person.padded(to: 13)
            columns -= middle.width
            frame.put(
                middle, at: Point(column: rect.endColumn - right.width - middle.width, row: rect.row), role: .text)
        }
        let matchers = SafeText.cell(silence.matchers.map(\.description).joined(separator: ", "))
        frame.put(
            [
                TextRun(matchers, isActive ? .stateSilenced : .textDim),
                TextRun("  " + SafeText.cell(silence.comment), .textDim),
            ], column: rect.column + 2, row: rect.row, columns: columns, glyphs: glyphs)
    }
}
