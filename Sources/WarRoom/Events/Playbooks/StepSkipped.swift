/// A step of a playbook was left out.
public struct StepSkipped: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var run: EventID
        /// The step's place in the run, from 0.
        public var step: Int

        public init(run: EventID, step: Int) {
            self.run = run
            self.step = step
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var reason: String

        public init(reason: String) {
            self.reason = reason
        }
    }

    public static let kind = "step.skipped"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(run: facts.run) {
            $0.end(facts.step, as: .skipped, by: envelope.actor.person, at: envelope.occurredAt)
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let reason = text.map { ": \($0.reason)" } ?? ""
        return Narration(
            .step, who: envelope.actor.person,
            "skipped \(state.name(of: state.step(facts.step, of: facts.run)))\(reason)")
    }
}
