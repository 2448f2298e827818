/// The names of all that can be done at the screen, as a key map would use them.
public enum ActionID: String, Sendable, Hashable, CaseIterable {
    // Alerts
    case acknowledge, acknowledgeFor, unacknowledge, see, silence, resolve, link
    case mark, markAll, group, expand, collapse
    case silences, endSilence, extendSilence
    // Timeline
    case pin, correct, onlyIncident
    // Incident
    case note, declare, incidents, takeCommand, roles, status, severity, join, close, merge
    // Playbook
    case startPlaybook, completeStep, skipStep, stopPlaybook, nextPlaybook
    // Moving
    case down, up, halfPageDown, halfPageUp, pageDown, pageUp, first, last
    case nextPane, previousPane, focusAlerts, focusResponder, focusPlaybook, focusTimeline
    case zoom, filter, open, back
    // Everywhere
    case undo, help, redraw, suspend, quit
}
