/// Ends the walking of a playbook before its last step.
public struct StopPlaybook: PersonCommand {
    public static let name = "stopPlaybook"
    /// As `RunSelection` reads it.
    public var run: String?
    public var reason: String?

    public init(run: String? = nil, reason: String? = nil) {
        self.run = run
        self.reason = reason
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let run = try RunSelection.resolve(run, in: state)
        let words = try reason.map { text throws(Refusal) in
            PlaybookStopped.Words(reason: try Wording.checked(text, "a reason", bytesMax: Limits.reasonBytesMax))
        }
        decision.record(PlaybookStopped(facts: PlaybookStopped.Facts(run: run.id), text: words), incident: run.incident)
        decision.outcome.incident = run.incident
        decision.outcome.sentence = "stopped \(run.title)"
    }
}
