import Canvas
import PlainText
import Playbooks
import WarRoom

/// What to do next: the steps of the playbook that is walked, the active one with its text and its clock.
enum PlaybookPane {
    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        let inside = layout.inside(.playbook)
        let columns = inside.columns - 2
        let lines = lines(model, columns: max(1, columns), filter: model.playbook.filter)
        let top = model.playbook.top ?? model.firstPlaybookLine(lines, rows: inside.rows)
        let first = min(max(0, top), max(0, lines.count - max(1, inside.rows)))
        var title = PaneTitle(pane: .playbook)
        if let progress = model.progress {
            title.counts = [TextRun(SafeText.cell(progress.playbook, isName: true), .text), count(progress)]
        }
        title.trailing = filtered(model, model.playbook.filter)
        // While the pane follows the active step its name is worth more than how much lies around it.
        if model.playbook.top != nil {
            title.trailing = OverlayBox.trailing(
                title.trailing,
                PaneTitle.overflow(above: first, below: lines.count - first - inside.rows, glyphs: model.glyphs))
        }
        title.draw(model, layout, on: &frame)
        for (line, rect) in zip(lines.dropFirst(first), inside.lines) {
            frame.put(line.line, column: rect.column + 1, row: rect.row, columns: columns, glyphs: model.glyphs)
        }
    }

    /// A line and whether it belongs to the active step.
    struct StepLine {
        var line: Line
        var isActive = false
    }

    private static func count(_ progress: PlaybookProgress) -> TextRun {
        guard let current = progress.current else {
            return TextRun(progress.isStopped ? "stopped" : "done", .textDim)
        }
        let number = SafeText.cell(progress.steps[current].step.number)
        return TextRun(number + " of " + SafeText.cell(progress.steps.last?.step.mainNumber ?? ""), .text)
    }

    /// What narrows the steps, or what is suggested, and how many of all it shows.
    static func filtered(_ model: Model, _ filter: String) -> [TextRun] {
        let shown = model.progress.map { model.steps(of: $0, matching: filter).count } ?? model.listedSuggestions.count
        let all = model.progress?.steps.count ?? model.playbook.suggestions.count
        return PaneTitle.filter(filter, shown, of: all, glyphs: model.glyphs)
    }

    /// The steps that the filter shows, the active one with its text, and those that have the words only there.
    static func lines(_ model: Model, columns: Int, filter: String) -> [StepLine] {
        guard let progress = model.progress else { return idle(model).map { StepLine(line: $0) } }
        let steps = model.steps(of: progress, matching: filter)
        guard !steps.isEmpty || filter.isEmpty else {
            let sentence = OverlayBox.nothingMatches(filter, progress.steps.count, model)
            return [StepLine(line: Line(sentence, .textDim))]
        }
        let words = ListFilter(filter)
        var lines = steps.flatMap { step -> [StepLine] in
            let isActive = step.state == .active
            let isRead = isActive || !words.matches(step.step.number + " " + step.step.title)
            let rows =
                [heading(step, model, columns: columns)]
                + (isRead ? StepText(glyphs: model.glyphs, columns: columns).lines(step.step) : [])
            return rows.map { StepLine(line: $0, isActive: isActive) }
        }
        let others = model.progresses.count { $0.run != progress.run }
        if others > 0, filter.isEmpty {
            let text: SafeText = "\(others) more walked: " + model.key(.nextPlaybook) + " shows the next"
            lines.append(StepLine(line: Line(text, .textDim)))
        }
        return lines
    }

    /// The clock stays whole; the title gives way to it.
    private static func heading(_ step: RunStep, _ model: Model, columns: Int) -> Line {
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
        let clock = clock(step, model)
        let indent = isBelow ? 2 : 0
        let taken = indent + 3 + number.width + (clock.isEmpty ? 0 : 2 + clock.reduce(0) { $0 + $1.text.width })
        let title = SafeText.cell(step.step.title).truncated(to: max(8, columns - taken), ellipsis: glyphs[.ellipsis])
        return Line(
            [
                TextRun(sign.0 + " ", sign.1), TextRun(number + " ", role == .text ? .textDim : role),
                TextRun(title, role),
            ], trailing: clock, indent: indent)
    }

    /// How long the step took, or takes; with its time box where it has one.
    private static func clock(_ step: RunStep, _ model: Model) -> [TextRun] {
        guard let started = step.startedAt else {
            guard let box = step.step.timeBox else { return [] }
            return [TextRun(SafeText.cell(box.clock), .textDim)]
        }
        if step.state == .skipped { return [TextRun("skipped", .textDim)] }
        let length = max(.zero, (step.endedAt ?? model.now) - started)
        let box = step.step.timeBox
        let isOver = box.map { length > $0 } ?? false
        let words = SafeText.cell(length.clock) + (box.map { " / " + SafeText.cell($0.clock) } ?? "")
        guard step.state == .active else { return [TextRun(SafeText.cell(length.clock), .textDim)] }
        return [TextRun(words, isOver ? .countdownUrgent : .countdown)]
    }

    /// Nothing is walked: what fits the alerts that fire, else how to begin.
    private static func idle(_ model: Model) -> [Line] {
        let suggested = model.listedSuggestions
        guard !suggested.isEmpty else {
            let all = model.playbook.suggestions.count
            if all > 0 { return [Line(OverlayBox.nothingMatches(model.playbook.filter, all, model), .textDim)] }
            guard !model.playbook.library.isEmpty else { return [Line("no playbook is active", .textDim)] }
            return [Line(model.noPlaybookReason, .textDim)]
        }
        return [Line("For what fires, " + model.key(.startPlaybook) + " begins one:", .textDim)]
            + suggested.map { suggestion in
                let count: SafeText = suggestion.alerts == 1 ? "1 alert" : "\(suggestion.alerts) alerts"
                return Line(
                    [
                        TextRun(model.glyphs[.bullet] + " ", .textDim),
                        TextRun(SafeText.cell(suggestion.playbook.title)),
                    ],
                    trailing: [TextRun(count, .textDim)])
            }
    }
}

extension PlaybookStep {
    /// The number of the step that this is or stands below.
    var mainNumber: String { number.split(separator: ".").first.map(String.init) ?? number }
}

extension Model {
    /// The first line to show so that the active step stands near the top and is seen whole, as far as that goes.
    func firstPlaybookLine(_ lines: [PlaybookPane.StepLine], rows: Int) -> Int {
        guard let first = lines.firstIndex(where: \.isActive) else { return 0 }
        let length = lines.count(where: \.isActive)
        let context = max(0, min(2, rows - length - 1))
        return first - context
    }
}
