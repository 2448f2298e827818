/// The daemon found what stopped the one before it: it is made visible in the room.
public struct QuarantineInput: Command {
    public let source: String
    public let sender: String
    public let digest: String
    public let signal: Int?
    public let target: String
    public let body: String

    public init(source: String, sender: String, digest: String, signal: Int?, target: String, body: String) {
        self.source = source
        self.sender = sender
        self.digest = digest
        self.signal = signal
        self.target = target
        self.body = body
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        decision.record(
            InputQuarantined(
                facts: InputQuarantined.Facts(
                    source: source, sender: sender, digest: digest, signal: signal.map(Int64.init)),
                text: InputQuarantined.Words(target: target, body: body)))
    }
}
