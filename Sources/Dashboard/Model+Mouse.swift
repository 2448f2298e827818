import Canvas
import WarRoom

/// The mouse: the wheel scrolls what is under it, a click focuses and selects.
extension Model {
    private static let wheelLines = 3

    mutating func take(_ event: MouseEvent) {
        guard prompt == nil, layout.form != .tooSmall else { return }
        switch event.action {
        case .wheelUp: wheel(-Model.wheelLines, at: event.position)
        case .wheelDown: wheel(Model.wheelLines, at: event.position)
        case .press(.left): click(event.position)
        case .press, .release, .drag: break
        }
    }

    private mutating func wheel(_ lines: Int, at position: Point) {
        if overlay != nil {
            move(by: lines)
        } else if let pane = layout.pane(at: position) {
            scroll(pane, by: lines)
        }
    }

    private mutating func click(_ position: Point) {
        guard overlay == nil else { return clickOverlay(position) }
        if let pane = layout.tab(at: position) { return setFocus(pane) }
        guard let pane = layout.pane(at: position) else { return }
        if layout.form != .quiet { setFocus(pane) }
        let inside = layout.inside(pane)
        guard inside.contains(position) else { return }
        let line = position.row - inside.row
        switch pane {
        case .alerts where line < boardHeight && board.top + line < lineCount:
            board.select(index: board.top + line, lines: boardLines, offset: boardOffset, matching: lineCount)
        case .timeline:
            let lines = TimelinePane.visibleLines(self, height: inside.rows)
            if lines.indices.contains(line), case .entry(let index) = lines[line] {
                timeline.selected = timelineEntries[index].sequence
            }
        default: break
        }
    }

    private mutating func clickOverlay(_ position: Point) {
        let inside = overlayInside
        guard inside.contains(position) else {
            overlay = nil
            return
        }
        let line = position.row - inside.row
        switch overlay {
        case .help(var list):
            let rows = list.rows
            guard rows.indices.contains(list.top + line), case .action(let id) = rows[list.top + line] else { return }
            list.selected = id
            overlay = .help(list)
        case .incidents(var list):
            let incidents = listedIncidents
            guard incidents.indices.contains(list.top + line) else { return }
            list.selected = incidents[list.top + line].id
            overlay = .incidents(list)
        case .silences(var list):
            let silences = listedSilences
            guard silences.indices.contains(list.top + line) else { return }
            list.selected = silences[list.top + line].id
            overlay = .silences(list)
        case .detail, nil: break
        }
    }
}
