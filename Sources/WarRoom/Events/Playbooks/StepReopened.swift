/// A step that had been done or left out is to be done after all.
public struct StepReopened: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var run: EventID
        /// The step's place in the run, from 0.
        public var step: Int

        public init(run: EventID, step: Int) {
            self.run = run
            self.step = step
        }
    }

    public static let kind = "step.reopened"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(run: facts.run) { $0.reopen(facts.step) }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(
            .step, who: envelope.actor.person,
            "went back to \(state.name(of: state.step(facts.step, of: facts.run)))")
    }
}
