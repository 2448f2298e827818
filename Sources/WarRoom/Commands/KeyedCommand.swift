/// A command that a sender may repeat under one id: it is carried out once, and the repeats get the outcome of then.
///
/// Whoever runs commands looks the id up among the outcomes that are remembered, as it does for people's retries.
public struct KeyedCommand: Command {
    public let id: EventID
    public let command: any Command

    public init(id: EventID, command: any Command) {
        self.id = id
        self.command = command
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        try command.decide(in: state, situation, into: &decision)
    }
}
