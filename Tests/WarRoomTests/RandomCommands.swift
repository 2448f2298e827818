import SeededRandom
import WarRoom

/// Draws commands, sensible and senseless ones, over a few alerts, people and incidents.
struct RandomCommands {
    private var random: SplitMix64
    private let names = ["Disk", "Fan", "Net", "CPU", "Oven", "Door"]
    private let people = ["ann", "bob", "cat"]
    private let matcherTexts = [
        "alertname=Disk", "alertname=~\"Disk|Fan\"", "instance=db-1", "instance!=db-1", "alertname!=Net,instance=~db.*",
        "env=prod",
        "alertname=~\".*\"",
    ]
    /// References seen earlier: some are out of date.
    private var seen: [AlertReference] = []

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    mutating func isOnce(in times: Int) -> Bool { random.isOnce(in: times) }

    mutating func actor() -> Actor {
        random.pick([Actor.ann, .bob, .cat])
    }

    /// How far the clock moves before the next command; sometimes back.
    mutating func step() -> Milliseconds {
        switch random.below(20) {
        case 0: .hours(Int64(random.below(30)))
        case 1, 2: .minutes(Int64(random.below(70)))
        case 3: .seconds(-Int64(random.below(200)))
        default: Milliseconds(Int64(random.below(20_000)))
        }
    }

    mutating func next(in room: TestRoom) -> (command: any Command, actor: Actor) {
        if let alert = room.state.alerts[AlertObservation.named(random.pick(names)).alert] {
            seen.append(AlertReference(alert: alert.id, episode: alert.episode))
            if seen.count > 20 { seen.removeFirst() }
        }
        switch random.below(100) {
        case ..<35: return (observe(room), .prometheus)
        case ..<45: return (Tick(), .daemon)
        case ..<65: return (alertCommand(room), actor())
        case ..<82: return (incidentCommand(room), actor())
        case ..<90: return (timelineCommand(room), actor())
        case ..<94: return (playbookCommand(), actor())
        default: return (daemonCommand(room), .daemon)
        }
    }

    private mutating func observe(_ room: TestRoom) -> any Command {
        var observation = AlertObservation.named(random.pick(names))
        observation.isFiring = random.below(100) < 65
        observation.severity = random.pick([.warning, .warning, .warning, .critical, .error, .info])
        observation.startsAt = random.pick([
            nil, nil, room.now, room.now - .minutes(10), room.now + .hours(1), .earliest, TestRoom.start,
        ])
        observation.endsAt = random.pick([
            nil, nil, room.now + .minutes(5), room.now - .minutes(1), room.now - .days(3), .latest,
        ])
        observation.timeout = random.pick([
            nil, nil, .minutes(5), .minutes(5), .hours(3), .zero, .seconds(-5), Milliseconds(.max),
        ])
        if random.isOnce(in: 5) { observation.annotations = ["summary": "worse \(random.below(3))"] }
        return ObserveAlert(observation)
    }

    private mutating func selection(_ room: TestRoom) -> AlertSelection {
        switch random.below(10) {
        case 0: return AlertSelection()
        case 1:
            return AlertSelection(ids: [
                String(AlertObservation.named(random.pick(names)).alert.description.prefix(random.below(17)))
            ])
        case 2: return AlertSelection(matchers: matchers())
        case 3: return AlertSelection(seen.isEmpty ? [] : [random.pick(seen)])
        default: return AlertSelection((0...random.below(3)).map { _ in room.reference(random.pick(names)) })
        }
    }

    private mutating func matchers() -> [Matcher] {
        (try? MatcherSyntax.parse(random.pick(matcherTexts))) ?? []
    }

    private mutating func length() -> Milliseconds {
        random.pick([.minutes(10), .minutes(10), .hours(1), .hours(2), .days(2), .days(8), .zero, .seconds(-1)])
    }

    private mutating func alertCommand(_ room: TestRoom) -> any Command {
        switch random.below(12) {
        case 0...3:
            return Acknowledge(
                selection(room), length: random.isOnce(in: 2) ? nil : length(), note: random.pick([nil, "on it", " "]),
                person: random.pick([nil, "bob", ""]))
        case 4: return Unacknowledge(selection(room))
        case 5: return ResolveAlerts(selection(room))
        case 6, 7: return SeeAlerts(selection(room))
        case 8, 9:
            let startsAt = random.pick([nil, nil, room.now + .minutes(30), room.now - .hours(1)])
            return CreateSilence(
                matchers: matchers(), startsAt: startsAt, length: length(), comment: "why",
                replacing: random.isOnce(in: 3) ? silence(in: room) : nil)
        case 10: return EndSilence(silence: silence(in: room)?.description ?? "0")
        default: return AcknowledgeBySender(alert: AlertObservation.named(random.pick(names)).alert, person: "pager")
        }
    }

    private mutating func rules() -> [InhibitionRule] {
        (0..<random.below(4)).map { _ in
            InhibitionRule(
                source: matchers(), target: matchers(),
                equal: random.pick([[], ["instance"], ["instance", "rack"], ["alertname"]]))
        }
    }

    /// A silence of the room, in an order that does not hang on hashing.
    private mutating func silence(in room: TestRoom) -> EventID? {
        let ids = room.state.silences.keys.sorted()
        return ids.isEmpty ? nil : random.pick(ids)
    }

    private mutating func incident() -> IncidentSelection {
        random.isOnce(in: 2) ? .onlyOpen : .id(IncidentID(number: Int64(random.below(4))))
    }

    private mutating func incidentCommand(_ room: TestRoom) -> any Command {
        switch random.below(13) {
        case 0:
            let alerts = random.isOnce(in: 2) ? selection(room) : nil
            return DeclareIncident(
                title: random.pick(["Down", ""]), severity: random.pick([nil, .sev1]), alerts: alerts)
        case 1, 2:
            return SetIncident(
                incident(), severity: random.pick([nil, .sev2]), status: random.pick([nil] + IncidentStatus.allCases),
                title: random.pick([nil, nil, "New", " "]))
        case 3, 4: return LinkAlerts(incident(), selection(room), isLinked: random.below(3) > 0)
        case 5...8:
            return AssignRole(
                incident(), role: random.pick(Role.allCases), person: random.pick([nil] + people),
                from: random.pick([nil] + people))
        case 9: return ReleaseRole(incident(), role: random.pick(Role.allCases), person: random.pick([nil] + people))
        case 10: return MergeIncidents(incident(), into: incident())
        default: return JoinIncident(incident(), isJoined: random.below(3) > 0)
        }
    }

    private mutating func timelineCommand(_ room: TestRoom) -> any Command {
        let entry = EntrySelection.sequence(Int64(random.below(max(50, room.events.count))))
        switch random.below(7) {
        case 6: return RedactEntry(entry, why: random.pick(["a secret", "a name", " "]))
        case 0:
            return CorrectNote(
                entry, body: random.pick([nil, "better"]), movedTo: random.pick([nil, IncidentID(number: 1)]))
        case 1: return WithdrawNote(entry)
        case 2: return PinEntry(entry, isPinned: random.isOnce(in: 2))
        case 3: return SetOnCall(person: random.pick(people), until: random.pick([nil, TestRoom.start + .days(2)]))
        default:
            return AddNote(
                random.pick(["seen", ""]), place: random.pick([.obvious, .room, .incident(IncidentID(number: 1))]))
        }
    }

    private mutating func playbookCommand() -> any Command {
        let step = random.pick([nil, "1", "2", "7"])
        switch random.below(6) {
        case 0, 1:
            let steps = (1...3).map {
                PlaybookStep(number: "\($0)", title: "step", timeBox: random.pick([nil, .minutes(5)]))
            }
            return StartPlaybook(random.pick(["disk", "net"]), title: "Walk", steps: steps, source: "## step")
        case 2: return SkipStep(step: step, reason: random.pick([nil, "", "no need"]))
        case 3: return ReopenStep(run: random.pick([nil, "disk"]), step: step ?? "1")
        case 4: return random.isOnce(in: 4) ? StopPlaybook(run: "disk", reason: "enough") : CompleteStep(step: step)
        default: return CompleteStep(run: random.pick([nil, "net"]), step: step)
        }
    }

    private mutating func daemonCommand(_ room: TestRoom) -> any Command {
        switch random.below(9) {
        case 8: return RetireTexts(room.texts(after: room.state.textRetiredTo, limit: random.below(40)))
        case 0:
            let watching: [String: Milliseconds] =
                random.isOnce(in: 3) ? [:] : ["deployer": .minutes(Int64(1 + random.below(60))), "curl": .minutes(30)]
            return OpenRoom(
                version: "1.0", lost: random.isOnce(in: 4) ? 3...4 : nil, watching: watching, inhibiting: rules())
        case 1: return CloseRoom(reason: "asked to")
        case 2: return NoticeClockJump(by: .minutes(Int64(random.below(100)) - 50))
        case 3:
            return RecordChange(
                source: "ci", sender: "deployer", summary: "deployed", details: .none, links: [], at: nil)
        case 4: return RefuseInput(source: "curl", sender: "cron", items: 1, reason: "not JSON", body: "x")
        case 5 where random.isOnce(in: 2):
            return QuarantineInput(
                source: "curl", sender: "cron", digest: "0a0b0c", signal: 4, target: "POST /alerts", body: "x")
        case 5: return AcceptHead(from: 3, to: random.isOnce(in: 4) ? 5 : 4)
        default: return Tick()
        }
    }

    mutating func entry() -> TimelineSubject? {
        guard !random.isOnce(in: 3) else { return nil }
        return TimelineSubject(
            id: EventID(high: 0x7000, low: 5), sequence: 5, kind: random.pick([NoteAdded.kind, AlertFired.kind]),
            incident: nil,
            author: actor(), body: "words", isPinned: random.isOnce(in: 2), isWithdrawn: random.isOnce(in: 3))
    }
}
