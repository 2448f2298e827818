import WarRoom

/// A person's command that a sender gives by the listener: carried out only where the configuration lets senders act.
struct SenderAct: Command {
    let command: any Command

    init(_ command: any Command) {
        self.command = command
    }

    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        try situation.policy.checkSendersMay("silence")
        try command.decide(in: state, situation, into: &decision)
    }
}
