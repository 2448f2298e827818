@testable import WarRoom

/// Values that the samples share. Words hold what breaks careless coders: quotes, backslashes, control characters, emoji.
enum Sample {
    static let alert = AlertID(value: 0x0123_4567_89AB_CDEF)
    static let otherAlert = AlertID(value: 0xFEDC_BA98_7654_3210)
    static let incident = IncidentID(number: 7)
    static let otherIncident = IncidentID(number: 3)
    static let episode = id(1)
    static let silence = id(2)
    static let entry = id(3)
    static let reference = AlertReference(alert: alert, episode: episode)
    static let start = Instant(milliseconds: 1_764_000_000_123)
    static let said = "Disk \"data\" is full \\ 98 %\nsee C:\\new\ttab \u{1B}[31m ä 日本 👩🏽‍🚒"
    /// The log takes U+0000 as well, which the socket refuses.
    static let words = said + " \u{0}end"
    static let labels: Labels = ["alertname": "DiskFull", "instance": "db-1:9100", "zone": "eu \"west\"", "ä": "ö"]
    static let links = [Link(title: "runbook", address: "https://wiki.example/disk?a=1&b=2#c")]
    static let actor = Actor(principal: "uid:1000", person: "ann", via: "account")

    static let steps = [
        PlaybookStep(
            number: "1", title: "Look", timeBox: .minutes(5),
            blocks: [StepBlock(.command, "df -h \"$DIR\""), StepBlock(.item, "nested", level: 1)]),
        PlaybookStep(number: "1.1", title: said, blocks: [StepBlock(.text, said)]),
    ]

    static func id(_ number: UInt64) -> EventID {
        EventID(high: 0x0193_9D2E_1A00_7000, low: 0x8000_0000_0000_0000 | number)
    }

    static func later(_ minutes: Int64) -> Instant {
        start + .minutes(minutes)
    }

    static func matchers() -> [Matcher] {
        let written: [(String, String, Bool, Bool)] = [
            ("severity", "critical|error", true, true), ("instance", "db-1:9100", false, true),
            ("zone", "eu\"", false, false),
            ("job", "node.*", true, false),
        ]
        return written.compactMap { try? Matcher(name: $0.0, value: $0.1, isRegex: $0.2, isEqual: $0.3) }
    }
}

/// An event with everything that it can hold, and with all that may be absent absent.
struct EventSample {
    let full: any EventBody
    let bare: any EventBody

    init<Body: EventBody>(_ facts: Body.Facts, _ text: Body.Words? = nil, bare: Body.Facts? = nil, of type: Body.Type) {
        full = Body(facts: facts, text: text)
        self.bare = Body(facts: bare ?? facts, text: nil)
    }

    var kind: String { type(of: full).kind }
}

/// One sample of every kind that ``EventTable`` has.
enum EventSamples {
    static let byKind: [String: EventSample] = Dictionary(
        (alerts + alertEnds + incidents + people + timeline + playbooks + silences + room).map { ($0.kind, $0) },
        uniquingKeysWith: { first, _ in first })

    private static let alerts: [EventSample] = [
        EventSample(
            .init(
                alert: Sample.alert, rule: "F1", severity: .critical, labels: Sample.labels, source: "alertmanager",
                sender: "1a2b3c4d5e6f", since: Sample.start, endsAt: Sample.later(5), timeout: .minutes(5)),
            .init(title: Sample.words, annotations: ["summary": Sample.words], links: Sample.links),
            bare: .init(
                alert: Sample.alert, rule: "F1", severity: .info, labels: .none, source: "plain", sender: "anonymous",
                since: Sample.start),
            of: AlertFired.self),
        EventSample(
            .init(alerts: [
                .init(
                    alert: Sample.alert, episode: Sample.episode, times: 41, lastHeard: Sample.later(2),
                    endsAt: Sample.later(7), expiresAt: Sample.later(8))
            ]),
            .init(annotations: [
                .init(
                    alert: Sample.alert, title: Sample.words, annotations: ["summary": "97 %"], links: Sample.links)
            ]),
            bare: .init(alerts: [
                .init(
                    alert: Sample.alert, episode: Sample.episode, times: .max, lastHeard: .latest, endsAt: nil,
                    expiresAt: nil)
            ]),
            of: AlertRepeated.self),
        EventSample(
            .init(
                alert: Sample.alert, episode: Sample.episode, rule: "F2", from: .warning, to: .critical, phase: .firing,
                heardAt: Sample.start, endsAt: Sample.later(5), expiresAt: Sample.later(6)),
            .init(title: Sample.words, annotations: ["summary": "99 %"]),
            bare: .init(
                alert: Sample.alert, episode: Sample.episode, rule: "F4", from: .critical, to: .error,
                phase: .acknowledged, heardAt: Sample.start),
            of: AlertSeverityChanged.self),
        EventSample(
            .init(
                alert: Sample.alert, episode: Sample.episode, rule: "A1", person: "ann \"the\" admin",
                until: Sample.later(60)),
            .init(note: Sample.words), of: AlertAcknowledged.self),
        EventSample(
            .init(alert: Sample.alert, episode: Sample.episode, rule: "A5"), of: AlertUnacknowledged.self),
        EventSample(
            .init(alert: Sample.alert, episode: Sample.episode, rule: "A6", person: "ann"), of: AckExpired.self),
    ]

    private static let alertEnds: [EventSample] = [
        EventSample(
            .init(
                alert: Sample.alert, episode: Sample.episode, rule: "C3", to: .returned, endedAt: Sample.later(9),
                bySource: true),
            of: AlertResolved.self),
        EventSample(
            .init(alert: Sample.alert, episode: Sample.episode, rule: "E1", lastHeard: Sample.start),
            of: AlertExpired.self),
        EventSample(
            .init(alert: Sample.alert, episode: Sample.episode, rule: "S3", to: .resolved), of: AlertSeen.self),
    ]

    private static let incidents: [EventSample] = [
        EventSample(
            .init(incident: Sample.incident, severity: .sev2, alerts: [Sample.reference]), .init(title: Sample.words),
            bare: .init(incident: Sample.incident, severity: .sev5, alerts: []), of: IncidentDeclared.self),
        EventSample(
            .init(incident: Sample.incident, from: .sev3, to: .sev1), of: IncidentSeverityChanged.self),
        EventSample(
            .init(incident: Sample.incident, from: .investigating, to: .monitoring), of: IncidentStatusChanged.self),
        EventSample(
            .init(incident: Sample.incident), .init(title: Sample.words), of: IncidentTitleChanged.self),
        EventSample(
            .init(incident: Sample.incident, alert: Sample.reference), of: AlertLinked.self),
        EventSample(
            .init(incident: Sample.incident, alert: Sample.reference), of: AlertUnlinked.self),
        EventSample(.init(from: Sample.incident, into: Sample.otherIncident), of: IncidentMerged.self),
    ]

    private static let people: [EventSample] = [
        EventSample(.init(incident: Sample.incident, person: "bob"), of: PersonJoined.self),
        EventSample(.init(incident: Sample.incident, person: "bob"), of: PersonLeft.self),
        EventSample(
            .init(incident: Sample.incident, role: .commander, person: "bob", from: "ann"),
            bare: .init(incident: Sample.incident, role: .communications, person: "bob"), of: RoleAssigned.self),
        EventSample(
            .init(incident: Sample.incident, role: .scribe, person: "bob"), of: RoleReleased.self),
        EventSample(
            .init(person: "ann", until: Sample.later(480)), bare: .init(person: "ann"), of: OnCallSet.self),
        EventSample(.init(person: "ann"), of: OnCallEnded.self),
    ]

    private static let timeline: [EventSample] = [
        EventSample(
            .init(tag: .finding, isPinned: true), .init(body: Sample.words), bare: .init(isPinned: false),
            of: NoteAdded.self),
        EventSample(
            .init(entry: Sample.entry, movedTo: Sample.incident, toRoom: true), .init(body: Sample.words),
            bare: .init(entry: Sample.entry), of: NoteCorrected.self),
        EventSample(.init(entry: Sample.entry), of: NoteWithdrawn.self),
        EventSample(.init(entry: Sample.entry), of: EntryPinned.self),
        EventSample(.init(entry: Sample.entry), of: EntryUnpinned.self),
        EventSample(
            .init(
                entry: Sample.entry, sequence: 214, person: "lin \"the\" admin",
                also: [.init(event: Sample.id(5), sequence: 217)], alert: Sample.reference, ack: Sample.reference,
                incident: Sample.incident, silence: Sample.silence, run: Sample.id(6)),
            .init(why: Sample.words), bare: .init(entry: Sample.entry, sequence: 214, person: "lin"),
            of: EntryRedacted.self),
        EventSample(
            .init(source: "pagerduty", sender: "1a2b3c4d5e6f"),
            .init(summary: Sample.words, details: ["version": "1.2.3"], links: Sample.links), of: ChangeReceived.self),
    ]

    private static let playbooks: [EventSample] = [
        EventSample(
            .init(
                playbook: "disk-filling", incident: Sample.incident,
                steps: [.init(number: "1", timeBox: .minutes(5)), .init(number: "1.1", timeBox: .hours(1))]),
            .init(
                title: Sample.words, steps: Sample.steps.map { .init(title: $0.title, blocks: $0.blocks) },
                source: Sample.words), bare: .init(playbook: "disk-filling", incident: nil, steps: []),
            of: PlaybookStarted.self),
        EventSample(.init(run: Sample.entry, step: 0), .init(note: Sample.words), of: StepCompleted.self),
        EventSample(.init(run: Sample.entry, step: 1), .init(reason: Sample.words), of: StepSkipped.self),
        EventSample(.init(run: Sample.entry, step: 1), of: StepReopened.self),
        EventSample(.init(run: Sample.entry), .init(reason: Sample.words), of: PlaybookStopped.self),
    ]

    private static let silences: [EventSample] = [
        EventSample(
            .init(
                silence: Sample.silence, matchers: Sample.matchers(), startsAt: Sample.start, endsAt: Sample.later(120),
                createdBy: "ann"),
            .init(comment: Sample.words), of: SilenceCreated.self),
        EventSample(
            .init(silence: Sample.silence, endsAt: Sample.later(240)), .init(comment: Sample.words),
            of: SilenceChanged.self),
        EventSample(.init(silence: Sample.silence), of: SilenceStarted.self),
        EventSample(.init(silence: Sample.silence, byTime: true), of: SilenceEnded.self),
    ]

    private static let room: [EventSample] = [
        EventSample(
            .init(source: "alertmanager", sender: "1a2b3c4d5e6f", items: 3, requests: 2),
            .init(reason: "a label's name is empty", body: "{\"labels\":{\"\":\"\u{1}\"}}"),
            bare: .init(source: "alertmanager", sender: "1a2b3c4d5e6f", items: 3), of: InputRefused.self),
        EventSample(
            .init(source: "plain", sender: "1a2b3c4d5e6f", digest: String(repeating: "0a", count: 32), signal: 4),
            .init(target: "POST /alerts", body: Sample.words),
            bare: .init(source: "command", sender: "unknown", digest: "0a"), of: InputQuarantined.self),
        EventSample(.init(version: "1.0.0"), of: DaemonStarted.self),
        EventSample(.init(reason: "stopped"), of: DaemonStopped.self),
        EventSample(.init(by: .minutes(-90)), of: ClockJumped.self),
        EventSample(.init(from: 42, to: 57), of: LogTruncationFound.self),
        EventSample(.init(from: 42, to: 57), of: LogHeadAccepted.self),
        EventSample(
            .init(
                room: Sample.id(6), sequence: 5000, hash: String(repeating: "0a", count: 32), kept: 4984, unproved: 2,
                textsLost: 1, rejected: 3, gaps: [.init(from: 42, to: 57)], missing: 16),
            bare: .init(room: nil, sequence: 0, hash: nil), of: LogSalvaged.self),
        EventSample(
            .init(sender: "prometheus", silence: .minutes(10)), bare: .init(sender: "prometheus"),
            of: SenderWatched.self),
        EventSample(.init(sender: "prometheus", isSilent: true), of: SenderSilenceChanged.self),
        EventSample(
            .init(rules: [
                InhibitionRule(
                    source: Sample.matchers(), target: Sample.matchers(), equal: ["instance", "cluster \"eu\""])
            ]), bare: .init(rules: []), of: InhibitionRulesChanged.self),
        EventSample(
            .init(
                from: 1, to: 5000, first: Sample.episode, last: Sample.id(7), kinds: ["alert.fired", "alert.repeated"],
                alerts: [Sample.reference], acks: [Sample.reference]),
            bare: .init(
                from: 5001, to: 5001, first: Sample.id(8), last: Sample.id(8), kinds: [], alerts: [], acks: []),
            of: TextRetired.self),
    ]
}
