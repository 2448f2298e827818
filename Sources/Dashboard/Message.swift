public import Canvas
public import Playbooks
public import WarRoom

/// What the shell tells the dashboard.
///
/// On every wake-up the shell sends `clock` first: the dashboard never looks at a clock of its own.
public enum Message: Sendable {
    /// A key, a paste, the mouse, a new size.
    case input(InputEvent)
    /// The answer to a `follow`, and which: all that it shows. Answers to any but the newest are let go.
    case connected(RoomView, of: ViewRequest)
    /// What changed since.
    case changed(RoomChange, of: ViewRequest)
    /// Nothing changed; the room is alive.
    case heartbeat(sequence: Int64)
    /// The connection came or went.
    case connection(ConnectionState)
    /// The room's answer to a command.
    case answered(token: Int, Result<Outcome, Refusal>)
    /// A command that did not reach the room, and why (raw words).
    case undelivered(token: Int, reason: String)
    /// The room's answer to `propose`.
    case proposed(token: Int, Result<[SilenceProposal], Refusal>)
    /// The room's answer to `story`.
    case story(token: Int, Result<Story, Refusal>)
    /// Older entries, oldest first, asked for by `page`; `before` as it was asked.
    case page([TimelineEntry], before: Int64?)
    /// What time it is.
    case clock(Instant)
    /// The playbooks that can be begun at this screen, in the order of their names.
    case playbooks([Playbook])
    /// The themes that can be drawn with, in the order of their names.
    case themes([String])
    /// What came back from the editor that `edit` asked for.
    case edited(String)
    /// An effect that could not be carried out, and why (raw words).
    case shellFailed(reason: String)
    /// What the screen remembered from the last time; sent once, before the first `follow`.
    case restoredScreen(ScreenMemory)
    /// Sent instead where the screen ended over what it showed at this position of the log: it begins anew.
    case forgottenScreen(sequence: Int64)
}
