import WarRoom

/// A person's command that a sender gives by the listener: carried out only where the configuration lets senders act.
struct SenderAct: Command {
    let command: any Command

    init(_ command: any Command) {
        self.command = command
    }

    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        guard situation.policy.sendersMayAct else {
            throw Refusal(.forbidden, "senders may not silence here: the configuration says ingest.acts: false")
        }
        try command.decide(in: state, situation, into: &decision)
    }
}
