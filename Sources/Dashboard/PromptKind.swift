import WarRoom

/// What the bottom line asks for. What an answer acts on is fixed when the prompt opens.
enum PromptKind: Sendable, Equatable {
    /// What narrows a pane; `before` comes back when it is cancelled, and the selection with it.
    case filter(Pane, before: FilterSight)
    /// What narrows the list over the panes.
    case listFilter(before: String)
    /// An action by its name, perhaps with words behind it.
    case palette
    case theme
    case acknowledge(AlertTarget)
    case resolve(AlertTarget)
    case silence(AlertTarget)
    case extendSilence(SilenceSummary)
    /// Nil for a note to the room.
    case note(IncidentID?)
    case correct(Int64)
    case declare(AlertTarget?)
    case declareSeverity(title: String, AlertTarget?)
    case severity(IncidentID)
    case status(IncidentID)
    case roles(IncidentID)
    case takeCommand(IncidentID, holder: String)
    case close(IncidentID)
    /// Nil for one that belongs to no incident.
    case startPlaybook(IncidentID?)
    case skipStep(run: String, step: String)
    case stopPlaybook(run: String, title: String)
    case merge(IncidentID)

    /// What a pane showed when its filter was asked for.
    struct FilterSight: Sendable, Equatable {
        let filter: String
        let place: SelectionPlace?
        let entry: Int64?
        let anchor: Int64?
    }

    /// The prompts that take a person's own sentences, which must not be lost.
    enum Name: Sendable, Equatable { case note, declare }

    /// Under which name what was typed is kept when it is not taken.
    var draftName: Name? {
        switch self {
        case .note: .note
        case .declare, .declareSeverity: .declare
        default: nil
        }
    }

    /// Bytes that can be typed.
    var bytesMax: Int {
        switch self {
        case .note, .correct, .palette: Limits.noteBytesMax
        case .acknowledge, .silence, .extendSilence, .skipStep, .stopPlaybook: Limits.reasonBytesMax
        case .declare: Limits.titleBytesMax
        default: 512
        }
    }

    /// Whether one of the offered choices has to be taken.
    var isChoice: Bool {
        switch self {
        case .declareSeverity, .severity, .status, .startPlaybook, .theme: true
        default: false
        }
    }
}
