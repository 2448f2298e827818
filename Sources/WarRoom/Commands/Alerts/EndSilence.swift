/// Ends a silence before its time: what it hides is shown again.
public struct EndSilence: PersonCommand {
    public static let name = "unsilence"
    /// A silence's id, or the beginning of one while it is unique.
    public var silence: String

    public init(silence: String) {
        self.silence = silence
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let living = state.silences.values.filter { $0.state != .expired }
        let fitting = living.filter { $0.id.description.hasPrefix(silence.lowercased()) }
        guard let found = fitting.first, !silence.isEmpty else {
            throw Refusal(.notFound, "no silence's id begins with \(silence): `warroom silences` lists those there are")
        }
        guard fitting.count == 1 else {
            throw Refusal(.ambiguous, "\(fitting.count) silences' ids begin with \(silence): write more of it")
        }
        decision.record(SilenceEnded(facts: SilenceEnded.Facts(silence: found.id, byTime: false)))
        decision.outcome.sentence = "ended the silence \(found.matchers.map(\.description).joined(separator: ", "))"
        decision.outcome.undo = [CreateSilence(again: found)]
    }
}
