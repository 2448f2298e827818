@testable import WarRoom

/// A command with everything that it can hold, and with all that may be absent absent.
struct CommandSample {
    let full: any PersonCommand
    let bare: any PersonCommand

    init(_ full: any PersonCommand, bare: (any PersonCommand)? = nil) {
        self.full = full
        self.bare = bare ?? full
    }

    var name: String { type(of: full).name }
}

/// One sample of every command that ``CommandTable`` has.
enum CommandSamples {
    static let byName: [String: CommandSample] = Dictionary(
        (alerts + incidents + timeline).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    static let selection = AlertSelection(
        ids: ["0123", Sample.otherAlert.description], references: [Sample.reference], matchers: Sample.matchers())
    private static let none = AlertSelection()
    private static let marked = AlertSelection(
        marks: AlertMarks(
            alerts: [Sample.reference],
            boards: [
                BoardSelection(
                    filter: "db !\"prod\"", grouping: .service, group: "checkout \"eu\"", asOf: .max,
                    except: [Sample.otherAlert]),
                BoardSelection(asOf: 0),
            ]))

    private static let alerts: [CommandSample] = [
        CommandSample(
            Acknowledge(selection, length: .minutes(30), note: Sample.said, person: "bob"), bare: Acknowledge(none)),
        CommandSample(Unacknowledge(selection), bare: Unacknowledge(none)),
        CommandSample(ResolveAlerts(selection), bare: ResolveAlerts(none)),
        CommandSample(SeeAlerts(marked), bare: SeeAlerts(none)),
        CommandSample(
            CreateSilence(
                matchers: Sample.matchers(), startsAt: Sample.start, endsAt: Sample.later(60), length: .hours(1),
                comment: Sample.said, createdBy: "bob", replacing: Sample.silence),
            bare: CreateSilence(matchers: [], comment: "")),
        CommandSample(EndSilence(silence: Sample.silence.description)),
    ]

    private static let incidents: [CommandSample] = [
        CommandSample(
            DeclareIncident(title: Sample.said, severity: .sev1, alerts: selection), bare: DeclareIncident(title: "x")),
        CommandSample(
            SetIncident(.id(Sample.incident), severity: .sev4, status: .resolved, title: Sample.said),
            bare: SetIncident(.onlyOpen)),
        CommandSample(
            LinkAlerts(.id(Sample.incident), selection, isLinked: false), bare: LinkAlerts(.onlyOpen, none)),
        CommandSample(
            MergeIncidents(.id(Sample.incident), into: .id(Sample.otherIncident)),
            bare: MergeIncidents(.id(Sample.incident), into: .onlyOpen)),
        CommandSample(
            AssignRole(.id(Sample.incident), role: .expert, person: "bob", from: "ann"),
            bare: AssignRole(.onlyOpen, role: .commander)),
        CommandSample(
            ReleaseRole(.id(Sample.incident), role: .deputy, person: "bob"), bare: ReleaseRole(.onlyOpen, role: .scribe)
        ),
        CommandSample(JoinIncident(.id(Sample.incident), isJoined: false), bare: JoinIncident(.onlyOpen)),
    ]

    private static let timeline: [CommandSample] = [
        CommandSample(
            AddNote(Sample.said, place: .incident(Sample.incident), at: Sample.start, tag: .decision, isPinned: true),
            bare: AddNote("x", place: .room)),
        CommandSample(
            CorrectNote(.sequence(214), body: Sample.said, movedTo: Sample.incident),
            bare: CorrectNote(.id(Sample.entry), body: nil)),
        CommandSample(WithdrawNote(.sequence(214)), bare: WithdrawNote(.id(Sample.entry))),
        CommandSample(PinEntry(.sequence(214), isPinned: false), bare: PinEntry(.id(Sample.entry))),
        CommandSample(
            RedactEntry(.sequence(214), why: Sample.said), bare: RedactEntry(.id(Sample.entry), why: "x")),
        CommandSample(
            StartPlaybook(
                "disk-filling", title: Sample.said, steps: Sample.steps, source: Sample.said,
                place: .incident(Sample.incident)),
            bare: StartPlaybook("disk-filling", title: "Disk", steps: [], source: "")),
        CommandSample(CompleteStep(run: "disk", step: "1.1", note: Sample.said), bare: CompleteStep()),
        CommandSample(SkipStep(run: "disk", step: "2", reason: Sample.said), bare: SkipStep()),
        CommandSample(ReopenStep(run: "disk", step: "2"), bare: ReopenStep(step: "2")),
        CommandSample(StopPlaybook(run: "disk", reason: Sample.said), bare: StopPlaybook()),
        CommandSample(SetOnCall(person: "bob", until: Sample.later(480)), bare: SetOnCall(person: "bob")),
        CommandSample(AcceptHead(from: 42, to: 57)),
    ]
}
