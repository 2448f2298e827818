import Canvas
import PlainText
import WarRoom

/// What happened, the newest at the bottom.
enum TimelinePane {
    static func draw(_ model: Model, _ layout: Layout, on frame: inout Frame) {
        let inside = layout.inside(.timeline)
        let lines = visibleLines(model, height: inside.rows)
        title(model, lines, height: inside.rows).draw(model, layout, on: &frame)
        guard !inside.isEmpty else { return }
        let entries = model.timelineEntries
        if entries.isEmpty {
            let sentence: SafeText =
                model.timeline.filter.isEmpty
                ? "nothing has happened yet"
                : "nothing matches /" + SafeText.cell(model.timeline.filter) + ": " + model.key(.back) + " shows all"
            frame.put(
                Line(sentence, .textDim), column: inside.column + 1, row: inside.row, columns: inside.columns - 2,
                glyphs: model.glyphs)
        }
        let columns = TimelineColumns(start: inside.column, width: inside.columns)
        let isFocused = model.activePane == .timeline
        for (line, rect) in zip(lines, inside.lines) {
            switch line {
            case .day(let instant):
                divider(model.clock.day(instant, now: model.now), rect, model, on: &frame)
            case .new:
                divider("new since you looked", rect, model, on: &frame)
            case .entry(let index):
                let entry = entries[index]
                TimelineRow(entry: entry, model: model, columns: columns).draw(rect, on: &frame)
                if entry.sequence == model.timeline.selected {
                    frame.put(.selected, of: model.glyphs, at: rect.origin, role: isFocused ? .borderFocused : .border)
                    frame.setLayer(rect, isFocused ? .selected : .selectedUnfocused)
                } else if model.timeline.marks[entry.sequence] != nil {
                    frame.setLayer(rect, .changed)
                }
            }
        }
    }

    /// The lines in the window; where there is more room than lines, they stand at its top.
    static func visibleLines(_ model: Model, height: Int) -> [TimelineLines.Line] {
        let all = model.timelineLines
        let shown = model.timeline.shownRange(all.entries, all, height)
        let lines = all.lines(of: shown)
        return Array(lines.suffix(max(0, height)))
    }

    /// Words in the middle of a dotted line.
    private static func divider(_ words: SafeText, _ rect: Rect, _ model: Model, on frame: inout Frame) {
        frame.fill(rect, with: .divider, of: model.glyphs, role: .divider)
        let text = (" " + words + " ").truncated(to: rect.columns, ellipsis: model.glyphs[.ellipsis])
        let column = rect.column + (rect.columns - text.width) / 2
        frame.put(text, at: Point(column: column, row: rect.row), role: .divider)
    }

    private static func title(_ model: Model, _ lines: [TimelineLines.Line], height: Int) -> PaneTitle {
        var title = PaneTitle(pane: .timeline)
        let entries = model.timelineEntries
        let scope = model.timeline.isOfIncident ? model.incident.map { SafeText.cell($0.id.description) } : nil
        title.counts = [TextRun(scope ?? "all", .textDim)]
        if !entries.isEmpty, model.timeline.filter.isEmpty {
            let more: SafeText = model.timeline.isComplete ? "" : "+"
            title.counts.append(TextRun(Age.count(Int64(model.entries.count)) + more, .textDim))
        }
        let new = model.timeline.newCount(in: entries, for: model.person)
        if new > 0 { title.counts.append(TextRun(Age.count(Int64(new)) + " new", .textStrong)) }
        if !model.timeline.filter.isEmpty {
            let text = SafeText.cell("/" + model.timeline.filter).truncated(to: 20, ellipsis: model.glyphs[.ellipsis])
            let more: SafeText = model.timeline.isComplete ? "" : "+"
            title.trailing = [
                TextRun(text, .match), TextRun(" " + Age.count(Int64(model.entries.count)) + more + " found", .textDim),
            ]
        }
        let shown = model.timeline.shownRange(entries, model.timelineLines, height)
        if model.timeline.awaitedPage != nil {
            title.trailing.append(TextRun("  reading older " + model.glyphs[.ellipsis], .textDim))
        }
        if shown.upperBound < entries.count {
            title.trailing.append(TextRun("  "))
            title.trailing += PaneTitle.overflow(
                above: 0, below: entries.count - shown.upperBound, glyphs: model.glyphs)
        }
        return title
    }
}
