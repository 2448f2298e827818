/// A playbook is not walked to its end.
public struct PlaybookStopped: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var run: EventID

        public init(run: EventID) {
            self.run = run
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var reason: String

        public init(reason: String) {
            self.reason = reason
        }
    }

    public static let kind = "playbook.stopped"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(run: facts.run) {
            $0.endedAt = envelope.occurredAt
            $0.isStopped = true
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let title = state.runs[facts.run]?.title ?? "a playbook"
        let reason = text.map { ": \($0.reason)" } ?? ""
        return Narration(.step, who: envelope.actor.person, "stopped the playbook \(title)\(reason)")
    }
}
