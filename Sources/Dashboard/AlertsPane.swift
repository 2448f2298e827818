import Canvas
import PlainText
import WarRoom

/// What is on fire: one alert a row, the worst first.
enum AlertsPane {
    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        let inside = layout.inside(.alerts)
        title(model, height: model.boardHeight).draw(model, layout, on: &frame)
        guard !inside.isEmpty else { return }
        if let sentence = emptySentence(model) {
            frame.put(
                Line(sentence, .textDim), column: inside.column + 1, row: inside.row, columns: inside.columns - 2,
                glyphs: model.glyphs)
            return
        }
        let columns = AlertColumns(start: inside.column, width: inside.columns, needs: model.board.needs)
        let lines = model.boardLines
        let isFocused = model.activePane == .alerts
        for (line, rect) in inside.lines.prefix(model.boardHeight).enumerated() {
            let place = model.board.top + line - model.boardOffset
            guard lines.indices.contains(place) else { continue }
            draw(lines[place], model, columns, row: rect.row, on: &frame)
            if lines[place].id == model.board.selected {
                frame.put(.selected, of: model.glyphs, at: rect.origin, role: isFocused ? .borderFocused : .border)
                frame.setLayer(rect, isFocused ? .selected : .selectedUnfocused)
            } else if let row = lines[place].alert, model.board.changes[row.id] != nil {
                frame.setLayer(rect, .changed)
            }
        }
        drawCrowd(model, inside, on: &frame)
    }

    private static func draw(
        _ line: BoardLine, _ model: Model, _ columns: AlertColumns, row: Int, on frame: inout Frame
    ) {
        let isMarked: Bool
        switch line {
        case .alert(let alert):
            draw(alert, model, columns, row: row, on: &frame)
            isMarked = model.board.marked.contains(alert)
        case .group(let group):
            guard let grouping = model.loadedBoard.grouping else { return }
            GroupRow(group: group, grouping: grouping, model: model, columns: columns).draw(row: row, on: &frame)
            isMarked = model.board.marked.contains(group, by: grouping, filter: model.loadedBoard.filter)
        }
        guard isMarked else { return }
        let place = Point(column: columns.severity.upperBound, row: row)
        frame.put(.bullet, of: model.glyphs, at: place, role: .mark)
    }

    private static func draw(
        _ row: AlertRow, _ model: Model, _ columns: AlertColumns, row line: Int, on frame: inout Frame
    ) {
        let glyphs = model.glyphs
        let isCalm = row.state != .firing && row.state != .acknowledged || row.under != nil
        let nameRole: StyleRole =
            isCalm ? .textDim : row.state == .firing && row.severity == .critical ? .textStrong : .text
        // That its source fell silent does not make an alert less bad.
        let isBad = !isCalm || row.state == .expired && row.under == nil
        frame.put(
            word(row.severity), in: columns.severity, row: line, role: isBad ? role(row.severity) : .textDim,
            glyphs: glyphs)
        if !columns.link.isEmpty, let incident = row.incident, incident == model.sight.incident {
            frame.put(.marked, of: glyphs, at: Point(column: columns.link.lowerBound, row: line), role: .textDim)
        }
        let indent = model.loadedBoard.grouping == nil ? 0 : min(2, columns.name.count)
        frame.put(
            SafeText.cell(row.name, isName: true), in: columns.name.dropFirst(indent), row: line, role: nameRole,
            glyphs: glyphs)
        frame.put(
            SafeText.cell(row.target, isName: true), in: columns.target, row: line, role: isCalm ? .textDim : .text,
            glyphs: glyphs)
        if !columns.title.isEmpty {
            frame.put(SafeText.cell(row.summary), in: columns.title, row: line, role: .textDim, glyphs: glyphs)
        }
        frame.put(
            Age.short(model.minute - row.since), in: columns.age, row: line, isRight: true,
            role: isCalm ? .textDim : .text, glyphs: glyphs)
        if row.count > 1 {
            frame.put(
                glyphs[.times] + Age.count(row.count), in: columns.count, row: line, isRight: true, role: .textDim,
                glyphs: glyphs)
        }
        let state = AlertStatus(row: row, model: model, room: columns.state.count).runs
        let width = state.reduce(0) { $0 + $1.text.width }
        frame.put(
            state, at: Point(column: columns.state.upperBound - width, row: line), maxColumns: columns.state.count)
    }

    private static func title(_ model: Model, height: Int) -> PaneTitle {
        var title = PaneTitle(pane: .alerts)
        guard let overview = model.overview else { return title }
        let counts = overview.counts
        let words: [(Int, SafeText, StyleRole)] = [
            (counts.firing, "firing", .stateFiring), (model.hiddenCount, "under others", .textDim),
            (counts.acknowledged, "acked", .textDim),
            (counts.returned, "returned", .stateReturned), (counts.silenced, "silenced", .textDim),
            (counts.expired, "expired", .textDim),
        ]
        let shown = words.filter { $0.0 > 0 }
        title.counts = shown.map { TextRun("\($0.0) " + $0.1, $0.2) }
        // Those under others are among the firing ones.
        title.numbers = shown.map { $0.1.string == "under others" ? 0 : $0.0 }
        var extra: [TextRun] = []
        if let rate = model.view?.live.alertsPerSecond, rate >= 10 {
            // As wide for any rate, so that what stands beside it holds still.
            let words = Age.count(Int64(rate)) + "/s"
            let rest = SafeText("").padded(to: max(0, 6 - words.width))
            extra.append(TextRun(words + rest, .warning))
        }
        extra += boardWords(model)
        title.insert(extra, at: min(1, title.counts.count))
        let marked = model.board.marked
        if !marked.isEmpty { title.insert([TextRun("\(marked.count) marked", .mark)], at: 0) }
        if !model.board.filter.isEmpty {
            let text = SafeText.cell("/" + model.board.filter).truncated(to: 20, ellipsis: model.glyphs[.ellipsis])
            title.trailing = [
                TextRun(text, .match),
                // What is here may still be the answer to what was typed before.
                TextRun(
                    model.loadedBoard.filter == model.board.filter
                        ? " \(model.matching) of \(counts.total)" : " " + model.glyphs[.ellipsis], .textDim),
            ]
        }
        let below = model.lineCount - model.board.top - height
        let overflow = PaneTitle.overflow(above: model.board.top, below: below, glyphs: model.glyphs)
        if !overflow.isEmpty { title.trailing += (title.trailing.isEmpty ? [] : [TextRun("  ")]) + overflow }
        return title
    }

    /// What the alerts are put together by, and in a storm that they could be.
    private static func boardWords(_ model: Model) -> [TextRun] {
        if let grouping = model.board.grouping {
            return [TextRun("by " + SafeText.cell(grouping.rawValue), .textStrong)]
        }
        return model.isStorm ? [TextRun(model.key(.group) + " groups", .textDim)] : []
    }

    private static func emptySentence(_ model: Model) -> SafeText? {
        guard let view = model.view, view.rows.isEmpty, view.groups?.isEmpty ?? true else { return nil }
        if let problem = view.filterProblem { return "the filter cannot be read: " + SafeText.cell(problem) }
        guard view.overview.counts.total > 0 else { return "no alert is on the board" }
        guard !model.board.filter.isEmpty else { return "" }
        return "nothing matches /" + SafeText.cell(model.board.filter) + ": " + model.key(.back)
            + " shows all \(view.overview.counts.total)"
    }

    /// Alerts above the room's limit are not rows: the last line counts them.
    private static func drawCrowd(_ model: Model, _ inside: Rect, on frame: inout Frame) {
        guard let overview = model.overview, model.hasCrowdLine, inside.rows > 1 else { return }
        let groups = overview.crowd.prefix(3).map {
            SafeText.cell($0.name, isName: true) + " " + model.glyphs[.times] + Age.count(Int64($0.count))
        }
        let rect = Rect(column: inside.column, row: inside.endRow - 1, columns: inside.columns, rows: 1)
        frame.fill(rect, role: .warning)
        let sentence: SafeText =
            "and \(overview.crowdCount) more above the room's limit: " + groups.joined(separator: ", ")
        frame.put(
            Line(sentence, .warning), column: inside.column + 1, row: rect.row, columns: inside.columns - 2,
            glyphs: model.glyphs)
    }

    /// Four letters, so that the column holds still.
    static func word(_ severity: AlertSeverity) -> SafeText {
        switch severity {
        case .critical: "CRIT"
        case .error: "ERR"
        case .warning: "WARN"
        case .info: "INFO"
        }
    }

    static func role(_ severity: AlertSeverity) -> StyleRole {
        switch severity {
        case .critical: .severityCritical
        case .error: .severityError
        case .warning: .severityWarning
        case .info: .severityInfo
        }
    }
}
