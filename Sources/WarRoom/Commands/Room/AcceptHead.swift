/// Accepts that the log lost events: the room goes on from what is there, and the loss is no longer shown.
public struct AcceptHead: PersonCommand {
    public static let name = "acceptHead"
    /// The first and the last lost sequence, as the one who accepts has seen them: a loss found since is not accepted with it.
    public var from: Int64
    public var to: Int64

    public init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard let truncation = state.truncation else {
            throw Refusal(.notFound, "there is nothing to accept: the log is not known to have lost anything")
        }
        guard truncation.from == from, truncation.to == to else {
            throw Refusal(
                .conflict,
                "the log lost its events \(truncation.from) to \(truncation.to), not \(from) to \(to): look again")
        }
        decision.record(LogHeadAccepted(facts: LogHeadAccepted.Facts(from: from, to: to)))
        decision.outcome.sentence = "accepted that the events \(from) to \(to) are lost"
    }
}
