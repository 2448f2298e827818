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
        title.isFirstCut = true
        // While the pane follows the active step, what lies above it is over.
        let above = model.playbook.top == nil ? 0 : first
        title.trailing = OverlayBox.trailing(
            filtered(model, model.playbook.filter),
            overflow(above: above, below: lines.count - first - inside.rows, columns: inside.columns, model))
        title.draw(model, layout, on: &frame)
        for (line, rect) in zip(lines.dropFirst(first), inside.lines) {
            frame.put(line.line, column: rect.column + 1, row: rect.row, columns: columns, glyphs: model.glyphs)
        }
    }

    /// A line and the step that it belongs to.
    struct StepLine {
        var line: Line
        var isActive = false
        /// The step's number; nil for what belongs to none.
        var number: String?
    }

    /// Columns from which a title has room for words beside the numbers.
    private static let wordyFrom = 46

    /// What lies outside; where there is little room, what lies below alone, if anything does.
    private static func overflow(above: Int, below: Int, columns: Int, _ model: Model) -> [TextRun] {
        guard columns < wordyFrom else { return PaneTitle.overflow(above: above, below: below, glyphs: model.glyphs) }
        if below > 0 {
            return [TextRun(model.glyphs[.moreBelow] + " " + Age.count(Int64(below)), .textDim)]
        }
        return above > 0 ? [TextRun(model.glyphs[.moreAbove] + " " + Age.count(Int64(above)), .textDim)] : []
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

    /// The steps that the filter shows, the active one with its text, those that have the words only there, and those opened.
    ///
    /// - Parameters:
    ///   - opened: the numbers of steps whose text is wanted.
    ///   - book: where it is taken from.
    static func lines(
        _ model: Model, columns: Int, filter: String, opened: Set<String> = [], book: Playbook? = nil
    ) -> [StepLine] {
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
            let text = StepText(glyphs: model.glyphs, columns: columns)
            let rows =
                PlaybookHeading.lines(step, model, columns: columns)
                + (opened.contains(step.step.number) && !isActive
                    ? text.lines(step.step, from: book) : isRead ? text.lines(step.step) : [])
            return rows.map { StepLine(line: $0, isActive: isActive, number: step.step.number) }
        }
        let others = model.progresses.count { $0.run != progress.run }
        if others > 0, filter.isEmpty {
            let text: SafeText = "\(others) more walked: " + model.key(.nextPlaybook) + " shows the next"
            lines.append(StepLine(line: Line(text, .textDim)))
        }
        return lines
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
