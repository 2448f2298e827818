public import Canvas
import PlainText

/// Everything that can be done at the screen, in the order of the help: key handling, footer, help and manual are read
/// off this table.
public enum ActionTable {
    /// All actions.
    public static let all: [Action] = alerts + timeline + incident + playbook + moving + everywhere

    /// The action that a key runs.
    public static func action(for key: Key) -> Action? { byKey[key] }

    /// The action of a name.
    public static func action(_ id: ActionID) -> Action? { byID[id] }

    private static let byKey = Dictionary(
        all.flatMap { action in action.keys.map { ($0, action) } }, uniquingKeysWith: { first, _ in first })
    private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    private static let alerts = [
        Action(
            .acknowledge, [.character("a")], "ack", "Take the alert: it is yours for an hour", scope: .alerts,
            changesRoom: true, unless: \.alertReason),
        Action(
            .acknowledgeFor, [.character("A")], "ack for",
            "Take it for another length, with a note, or give it: 30m @bo look",
            scope: .alerts, changesRoom: true, unless: \.alertReason),
        Action(
            .unacknowledge, [.character("x")], "unack", "Take the ack back: the alert fires again", scope: .alerts,
            changesRoom: true, unless: \.unacknowledgeReason),
        Action(
            .see, [.character("m")], "seen", "Mark as seen; an alert that has cleared leaves the board", scope: .alerts,
            changesRoom: true, unless: \.seeReason),
        Action(
            .silence, [.character("Z")], "silence", "Hide alerts like this, or like those marked, with a reason",
            scope: .alerts, isDangerous: true, changesRoom: true, unless: \.silenceReason),
        Action(
            .silences, [.character("H")], "silences", "List the silences: what they hide, by whom, until when",
            scope: .alerts, unless: \.connectionReason),
        Action(
            .endSilence, [.character("X")], "end", "End the silence that is selected in the list", scope: .alerts,
            changesRoom: true, unless: \.silenceListReason),
        Action(
            .extendSilence, [.character("+")], "extend", "Let the silence last longer, counted from now: 2h why",
            scope: .alerts, changesRoom: true, unless: \.silenceListReason),
        Action(
            .resolve, [.character("r")], "resolve", "Say by hand that the alert is over", scope: .alerts,
            isDangerous: true, changesRoom: true, unless: \.alertReason),
        Action(
            .link, [.character("L")], "link", "Make the alert part of the incident, or take it out", scope: .alerts,
            changesRoom: true, unless: \.linkReason),
        Action(
            .mark, [.character(" ")], "mark", "Mark the alert or the group; acts then mean all that is marked",
            scope: .alerts, unless: \.markReason),
        Action(
            .markAll, [.character("*")], "mark all", "Mark all that the filter shows, or unmark all", scope: .alerts,
            unless: \.boardReason),
        Action(
            .group, [.character("g")], "group", "Put together by name, service, severity, source; then no more",
            scope: .alerts, unless: \.boardReason),
        Action(
            .expand, [.right], "open group", "Show the alerts of the group below it", scope: .alerts,
            unless: \.groupReason),
        Action(
            .collapse, [.left], "close group", "Hide the alerts of the group again", scope: .alerts,
            unless: \.groupReason),
    ]

    private static let timeline = [
        Action(
            .pin, [.character("P")], "pin", "Pin the entry, or unpin it", scope: .timeline, changesRoom: true,
            unless: \.entryReason),
        Action(
            .correct, [.character("e")], "correct", "Correct a note of your own; the first version stays in the log",
            scope: .timeline, changesRoom: true, unless: \.correctReason),
        Action(
            .onlyIncident, [.character("o")], "only incident", "Show only the incident's entries, or all",
            scope: .timeline, unless: \.onlyIncidentReason),
    ]

    private static let incident = [
        Action(
            .note, [.character("n")], "note", "Write on the timeline: #finding @03:05 pool exhausted", scope: .incident,
            changesRoom: true, unless: \.connectionReason),
        Action(
            .declare, [.character("d")], "declare", "Declare an incident, with the selected alert", scope: .incident,
            changesRoom: true, unless: \.connectionReason),
        Action(
            .incidents, [.character("i")], "incidents", "List the incidents and choose which one you look at",
            scope: .incident, unless: \.connectionReason),
        Action(
            .takeCommand, [.character("c")], "take command", "Become the incident commander", scope: .incident,
            isDangerous: true, changesRoom: true, unless: \.takeCommandReason),
        Action(
            .roles, [.character("R")], "roles", "Give a role: scribe kim, comms nobody", scope: .incident,
            changesRoom: true, unless: \.incidentReason),
        Action(
            .status, [.character("S")], "status", "Say where the incident stands", scope: .incident, changesRoom: true,
            unless: \.incidentReason),
        Action(
            .severity, [.character("s")], "severity", "Say how bad the incident is, SEV1 to SEV5", scope: .incident,
            changesRoom: true, unless: \.incidentReason),
        Action(
            .join, [.character("J")], "join", "Take part in the incident, or leave it and your roles in it",
            scope: .incident, changesRoom: true, unless: \.incidentReason),
        Action(
            .close, [.character("C")], "close", "Close the incident", scope: .incident, isDangerous: true,
            changesRoom: true, unless: \.incidentReason),
        Action(
            .merge, [.character("M")], "merge", "Make the incident part of another, which closes it",
            scope: .incident, isDangerous: true, changesRoom: true, unless: \.mergeReason),
    ]

    private static let playbook = [
        Action(
            .startPlaybook, [.character("p")], "playbook", "Begin to walk a playbook; those that fit come first",
            scope: .playbook, changesRoom: true, unless: \.startPlaybookReason),
        Action(
            .completeStep, [.character(".")], "step done", "The active step is done, on to the next", scope: .playbook,
            changesRoom: true, unless: \.playbookReason),
        Action(
            .skipStep, [.character(",")], "skip", "Leave the active step out, and say why", scope: .playbook,
            changesRoom: true, unless: \.playbookReason),
        Action(
            .stopPlaybook, [.character("E")], "stop", "Stop walking the playbook before its end", scope: .playbook,
            isDangerous: true, changesRoom: true, unless: \.playbookReason),
        Action(
            .nextPlaybook, [.character(">")], "next playbook", "Show the next of the playbooks that are walked",
            scope: .playbook, unless: \.nextPlaybookReason),
    ]

    private static let moving = [
        Action(.down, [.character("j"), .down], "down", "One line down", scope: .moving),
        Action(.up, [.character("k"), .up], "up", "One line up", scope: .moving),
        Action(.halfPageDown, [.control("d")], "half down", "Half a page down", scope: .moving),
        Action(.halfPageUp, [.control("u")], "half up", "Half a page up", scope: .moving),
        Action(.pageDown, [.pageDown], "page down", "A page down", scope: .moving),
        Action(.pageUp, [.pageUp], "page up", "A page up", scope: .moving),
        Action(.first, [.home, .character("<")], "first", "To the first line", scope: .moving),
        Action(
            .last, [.character("G"), .end], "last", "To the last line; the timeline then follows its end",
            scope: .moving),
        Action(.nextPane, [.tab], "next pane", "To the next pane", scope: .moving),
        Action(.previousPane, [.backTab], "previous pane", "To the pane before", scope: .moving),
        Action(.focusAlerts, [.character("1")], "alerts", "To the alerts", scope: .moving),
        Action(.focusResponder, [.character("2")], "responder", "To the responder", scope: .moving),
        Action(.focusPlaybook, [.character("3")], "playbook", "To the playbook", scope: .moving),
        Action(.focusTimeline, [.character("4")], "timeline", "To the timeline", scope: .moving),
        Action(.zoom, [.character("z")], "zoom", "The pane alone on the screen, or all again", scope: .moving),
        Action(
            .filter, [.character("/")], "filter", "Narrow the pane: words, !not, severity=\"critical\"", scope: .moving,
            unless: \.filterReason),
        Action(
            .open, [.enter], "open", "All there is about the selected line; opens and closes groups", scope: .moving,
            unless: \.openReason),
        Action(.back, [.escape], "back", "Back; then unmark; then clear the filter. Never leaves", scope: .moving),
    ]

    private static let everywhere = [
        Action(
            .undo, [.character("U")], "undo", "Take the last act back, for five seconds", scope: .everywhere,
            changesRoom: true, unless: \.undoReason),
        Action(
            .copy, [.character("y")], "copy", "Put the selected thing on the terminal's clipboard", scope: .everywhere,
            unless: \.copyReason),
        Action(
            .palette, [.character(":"), .control("p")], "command", "Any of these by its name: ack 30m @bo looking",
            scope: .everywhere),
        Action(.help, [.character("?")], "help", "What can be done; Enter does it", scope: .everywhere),
        Action(
            .theme, [.character("T")], "theme", "Another theme for this screen, until it is left", scope: .everywhere,
            unless: \.themeReason),
        Action(.redraw, [.control("l")], "redraw", "Paint the screen anew", scope: .everywhere),
        Action(.suspend, [.control("z")], "suspend", "Back to the shell for a while; fg returns", scope: .everywhere),
        Action(.quit, [.character("q")], "quit", "Leave the screen; the room lives on", scope: .everywhere),
    ]
}
