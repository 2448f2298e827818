import Canvas
import PlainText
import WarRoom

/// The lines of a step's sign, number, title and clock.
enum PlaybookHeading {
    /// Of the active step the whole title: its limit goes first, then the title is wrapped. Of the others as much as fits.
    static func lines(_ step: RunStep, _ model: Model, columns: Int) -> [Line] {
        let glyphs = model.glyphs
        let sign: (SafeText, StyleRole) =
            switch step.state {
            case .done: (glyphs[.done], .stepDone)
            case .skipped: (glyphs[.dash], .textDim)
            case .active: (glyphs[.current], .stepCurrent)
            case .pending: (" ", .textDim)
            }
        let role: StyleRole =
            switch step.state {
            case .active: .stepCurrent
            case .pending: .text
            case .done, .skipped: .textDim
            }
        let isBelow = step.step.number != step.step.mainNumber
        let written = SafeText.cell(step.step.number)
        let number = written.padded(to: max(2, written.width))
        let indent = isBelow ? 2 : 0
        let before = indent + 3 + number.width
        let whole = SafeText.cell(step.step.title)
        func room(_ clock: [TextRun]) -> Int {
            columns - before - (clock.isEmpty ? 0 : 2 + clock.reduce(0) { $0 + $1.text.width })
        }
        var clock = clock(step, model)
        var titles = [whole]
        if step.state == .active {
            if whole.width > room(clock) { clock = self.clock(step, model, isLimited: false) }
            titles = whole.wrapped(to: max(8, room(clock)))
        } else {
            titles = [whole.truncated(to: max(8, room(clock)), ellipsis: glyphs[.ellipsis])]
        }
        let head = [TextRun(sign.0 + " ", sign.1), TextRun(number + " ", role == .text ? .textDim : role)]
        return titles.enumerated().map { index, title in
            index == 0
                ? Line(head + [TextRun(title, role)], trailing: clock, indent: indent)
                : Line(title, role, indent: before)
        }
    }

    /// How long the step took, or takes; with its time box where it has one and that is wanted.
    private static func clock(_ step: RunStep, _ model: Model, isLimited: Bool = true) -> [TextRun] {
        guard let started = step.startedAt else {
            guard let box = step.step.timeBox else { return [] }
            return [TextRun(SafeText.cell(box.clock), .textDim)]
        }
        if step.state == .skipped { return [TextRun("skipped", .textDim)] }
        let length = max(.zero, (step.endedAt ?? model.now) - started)
        let box = step.step.timeBox
        let isOver = box.map { length > $0 } ?? false
        let limit = isLimited ? box.map { " / " + SafeText.cell($0.clock) } ?? "" : ""
        guard step.state == .active else { return [TextRun(SafeText.cell(length.clock), .textDim)] }
        return [TextRun(SafeText.cell(length.clock) + limit, isOver ? .countdownUrgent : .countdown)]
    }
}
