/// A step of a playbook was done.
public struct StepCompleted: EventBody {
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
        public var note: String

        public init(note: String) {
            self.note = note
        }
    }

    public static let kind = "step.completed"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(run: facts.run) {
            $0.end(facts.step, as: .done, by: envelope.actor.person, at: envelope.occurredAt)
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        let step = state.step(facts.step, of: facts.run)
        let took = step?.startedAt.map { " (\((envelope.occurredAt - $0).clock))" } ?? ""
        let note = text.map { ": \($0.note)" } ?? ""
        return Narration(.step, who: envelope.actor.person, "did \(state.name(of: step))\(took)\(note)")
    }
}
