import Canvas
import PlainText
import WarRoom

/// `i`: all incidents, the open ones first; Enter makes one the incident looked at.
enum IncidentsOverlay {
    static func draw(_ list: IncidentList, _ model: Model, on frame: inout Frame) {
        let incidents = model.overview?.incidents ?? []
        let height = model.overlayInside.rows
        let overflow = PaneTitle.overflow(
            above: list.top, below: incidents.count - list.top - height, glyphs: model.glyphs)
        let inside = OverlayBox.draw(model, title: "Incidents", trailing: overflow, on: &frame)
        if incidents.isEmpty {
            frame.put(
                Line("there has been none yet: " + model.key(.declare) + " declares one", .textDim),
                column: inside.column, row: inside.row,
                columns: inside.columns, glyphs: model.glyphs)
        }
        for (incident, rect) in zip(incidents.dropFirst(list.top), inside.lines) {
            draw(incident, model, rect, on: &frame)
            if incident.id == list.selected {
                frame.put(.selected, of: model.glyphs, at: rect.origin, role: .borderFocused)
                frame.setLayer(rect, .selected)
            }
        }
    }

    private static func draw(_ incident: IncidentSummary, _ model: Model, _ rect: Rect, on frame: inout Frame) {
        let glyphs = model.glyphs
        let isOpen = incident.status != .closed
        let calm: StyleRole = isOpen ? .text : .textDim
        let start = rect.column + 2
        frame.put(
            SafeText.cell(incident.id.description), in: start..<start + 8, row: rect.row, role: calm, glyphs: glyphs)
        frame.put(
            SafeText.cell(incident.severity.rawValue), in: start + 9..<start + 13, row: rect.row,
            role: isOpen ? StatusLine.role(of: incident.severity) : .textDim, glyphs: glyphs)
        let hasRoom = rect.columns >= 60
        let end = rect.endColumn
        let time = model.clock.moment(incident.closedAt ?? incident.openedAt, now: model.now)
        let timeColumns = hasRoom ? 12 : 0
        let statusColumns = hasRoom ? 13 : 0
        let title = start + 15..<max(start + 15, end - timeColumns - statusColumns - (hasRoom ? 3 : 0))
        frame.put(SafeText.cell(incident.title), in: title, row: rect.row, role: calm, glyphs: glyphs)
        guard hasRoom else { return }
        let status = incident.mergedInto.map { "in \($0)" } ?? incident.status.rawValue
        frame.put(
            SafeText.cell(status), in: end - timeColumns - statusColumns - 1..<end - timeColumns - 1,
            row: rect.row, role: isOpen ? .status : .textDim, glyphs: glyphs)
        frame.put(time, in: end - timeColumns..<end, row: rect.row, isRight: true, role: .textDim, glyphs: glyphs)
    }
}
