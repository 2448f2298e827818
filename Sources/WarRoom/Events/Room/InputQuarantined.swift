/// Something that was sent stopped the room while it was read or carried out: it is refused from now on.
public struct InputQuarantined: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The sender's dialect, or `command` for a person's client.
        public var source: String
        /// The principal, as far as it is known.
        public var sender: String
        /// The SHA-256 of dialect, target and body, in hex digits.
        public var digest: String
        /// The signal that ended the process.
        public var signal: Int64?

        public init(source: String, sender: String, digest: String, signal: Int64? = nil) {
            self.source = source
            self.sender = sender
            self.digest = digest
            self.signal = signal
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        /// Method and path.
        public var target: String
        /// The body's beginning, keys removed.
        public var body: String

        public init(target: String, body: String) {
            self.target = target
            self.body = body
        }
    }

    public static let kind = "input.quarantined"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let target = text.map { " to \($0.target)" } ?? ""
        return Narration(
            .problem, who: facts.source,
            "what \(facts.sender) sent\(target) stopped the room and is refused from now on: warroom log quarantine (\(facts.digest.prefix(12)))"
        )
    }
}
