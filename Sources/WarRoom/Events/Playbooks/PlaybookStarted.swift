/// Somebody began to walk a playbook; the text that is walked is kept with the run.
public struct PlaybookStarted: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The playbook's name.
        public var playbook: String
        public var incident: IncidentID?
        /// One for each step, in order.
        public var steps: [Step]

        public init(playbook: String, incident: IncidentID?, steps: [Step]) {
            self.playbook = playbook
            self.incident = incident
            self.steps = steps
        }
    }

    public struct Step: Codable, Sendable, Equatable {
        public var number: String
        public var timeBox: Milliseconds?

        public init(number: String, timeBox: Milliseconds?) {
            self.number = number
            self.timeBox = timeBox
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var title: String
        public var steps: [StepWords]
        /// The playbook's file as it was.
        public var source: String

        public init(title: String, steps: [StepWords], source: String) {
            self.title = title
            self.steps = steps
            self.source = source
        }
    }

    public struct StepWords: Codable, Sendable, Equatable {
        public var title: String
        public var blocks: [StepBlock]

        public init(title: String, blocks: [StepBlock]) {
            self.title = title
            self.blocks = blocks
        }
    }

    public static let kind = "playbook.started"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        var run = PlaybookRun(
            id: envelope.id, playbook: facts.playbook, title: text?.title ?? facts.playbook, incident: facts.incident,
            startedBy: envelope.actor.person, startedAt: envelope.occurredAt,
            steps: facts.steps.enumerated().map { index, step in
                let words = text.flatMap { $0.steps.indices.contains(index) ? $0.steps[index] : nil }
                return RunStep(
                    PlaybookStep(
                        number: step.number, title: words?.title ?? Erased.words, timeBox: step.timeBox,
                        blocks: words?.blocks ?? []))
            }, textDigest: text.map { TextDigest.of($0.source) }, isStopped: false)
        run.activateNext(at: envelope.occurredAt)
        state.runs[envelope.id] = run
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        // Those below others do not count: screens say `4 of 10`.
        let count = facts.steps.count { !$0.number.contains(".") }
        return Narration(
            .step, who: envelope.actor.person,
            "started the playbook \(text?.title ?? facts.playbook), \(count) step\(count == 1 ? "" : "s")")
    }
}
