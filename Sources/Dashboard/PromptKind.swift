import WarRoom

/// What the bottom line asks for. What an answer acts on is fixed when the prompt opens.
enum PromptKind: Sendable, Equatable {
    /// What narrows a pane; `before` comes back when it is cancelled.
    case filter(Pane, before: String)
    case helpFilter(before: String)
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
        case .note, .correct: Limits.noteBytesMax
        case .acknowledge, .silence, .extendSilence, .skipStep, .stopPlaybook: Limits.reasonBytesMax
        case .declare: Limits.titleBytesMax
        default: 512
        }
    }

    /// Whether one of the offered choices has to be taken.
    var isChoice: Bool {
        switch self {
        case .declareSeverity, .severity, .status, .startPlaybook: true
        default: false
        }
    }
}
