public import Playbooks
public import WarRoom

/// The rehearsed incident: a deploy of the checkout that takes the database with it.
///
/// The same seed gives the same steps. They are told in story time, which begins in the night.
public enum DemoScript {
    /// When the story begins, on the local clock.
    public static let beginsAt = (hour: 2, minute: 31)
    /// When its last step is due.
    public static let length = Milliseconds.minutes(55)
    /// The playbook that is walked, by its name.
    public static let playbookName = "high-error-rate"
    /// Who takes part: on call, the database's owner, support, and the commander.
    public static let people = ["ada", "bo", "kim", "lin"]

    /// All steps in the order of their time.
    ///
    /// - Parameters:
    ///   - beginning: the instant of the offset zero; senders name it in what they send.
    ///   - playbook: the one that is walked; without it the story does without.
    public static func steps(seed: UInt64, from beginning: Instant, playbook: Playbook?) -> [DemoStep] {
        var figures = DemoFigures(seed: seed)
        let story = DemoStory(figures: figures, beginning: beginning)
        let told = story.opening + story.search + story.repair + story.ending + walk(playbook)
        let delayed = told.map { step in
            DemoStep(at: Milliseconds(step.offset.count + 1000 * figures.delaySeconds()), step.act)
        }
        // Prometheus is punctual: what it says of a time has to be heard at that time.
        let alerts = DemoSenders.prometheus(story.rules, until: length, from: beginning)
        let steps = delayed + alerts + [DemoStep(at: length, .command(person: "demo", closingNote))]
        return steps.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element)
    }

    /// What Prometheus goes on sending at an offset after the story's end, each minute: what still fires.
    public static func resend(seed: UInt64, at offset: Milliseconds, from beginning: Instant) -> SenderPost {
        let story = DemoStory(figures: DemoFigures(seed: seed), beginning: beginning)
        return DemoSenders.prometheus(
            story.rules.filter { $0.firing.contains(offset) }, at: offset, from: beginning)
    }

    /// How often that is.
    public static let resendInterval = DemoSenders.resendInterval

    private static let closingNote = AddNote(
        """
        The story ends here. The room is yours: try what you like (? lists it), every event of the night is on the \
        timeline. q leaves; the room and its log are removed then.
        """, place: .room, isPinned: true)

    /// The playbook's steps as they are walked: number, when, by whom, what came of it; a reason where it is left out.
    private static let walked: [(number: String, at: Milliseconds, person: String, note: String?, reason: String?)] = [
        ("1", .clock(9, 20), "ada", "dns and tls at once, the first byte takes 4 to 9 s: it is the service", nil),
        ("2", .clock(12, 10), "lin", "SEV2, support and status page told, deploys frozen", nil),
        ("3", .clock(13, 0), "ada", "checkout alone, in every zone; slow since 02:33", nil),
        ("4", .clock(20, 0), "ada", "one change in two hours: the deploy of 02:31", nil),
        ("5", .clock(21, 10), "bo", "load and memory are fine, every worker waits for the database", nil),
        ("6", .clock(22, 0), "ada", "4,102 of 4,377 lines: timed out waiting for a connection from the pool", nil),
        ("6.1", .clock(22, 40), "bo", "db-1 accepts connections, and has none left to give", nil),
        ("7", .clock(30, 20), "ada", "rolled back, errors fell within two minutes", nil),
        ("8", .clock(31, 0), "lin", nil, "not needed, the rollback works"),
        ("9", .clock(31, 20), "lin", nil, "not needed, nothing hangs"),
        ("10", .clock(52, 0), "lin", "20 minutes well at full traffic", nil),
        ("10.1", .clock(53, 20), "bo", "deploys allowed again, except for checkout", nil),
    ]

    private static func walk(_ playbook: Playbook?) -> [DemoStep] {
        guard let playbook else { return [] }
        let start = StartPlaybook(
            playbook.name, title: playbook.title, steps: playbook.steps, source: playbook.source)
        let known = Set(playbook.steps.map(\.number))
        let steps = walked.filter { known.contains($0.number) }.map { step in
            let command: any PersonCommand =
                if let reason = step.reason {
                    SkipStep(run: playbook.name, step: step.number, reason: reason)
                } else {
                    CompleteStep(run: playbook.name, step: step.number, note: step.note)
                }
            return DemoStep(at: step.at, .command(person: step.person, command))
        }
        return [DemoStep(at: .clock(8, 30), .command(person: "ada", start))] + steps
    }
}

extension Milliseconds {
    /// Minutes and seconds since the story began.
    static func clock(_ minutes: Int64, _ seconds: Int64) -> Milliseconds {
        Milliseconds((minutes * 60 + seconds) * 1000)
    }
}
