import Testing
import WarRoom

@Suite struct HostileValueTests {
    static let texts: [String] = [
        "", " ", "\u{0}", "\u{202E}\u{200B}", "e\u{301}\u{301}\u{301}", "🏴‍☠️", "\u{10FFFF}", "#1",
        "INC-9223372036854775807", "0",
        "\u{1B}[2J\u{7}", "a\nb\r\nc", "\"", "\\", "{}", "=~", String(repeating: "x", count: 200_000),
        String(repeating: "\u{301}", count: 30_000), String(repeating: "🧯", count: 20_000),
    ]
    static let instants: [Instant] = [
        Instant(milliseconds: .min), .earliest, Instant(milliseconds: -1), Instant(milliseconds: 0), TestRoom.start,
        .latest,
        Instant(milliseconds: .max),
    ]
    static let lengths: [Milliseconds] = [
        Milliseconds(.min), .seconds(-1), .zero, Milliseconds(1), .days(365), .days(.max), Milliseconds(.max),
    ]

    /// A room with an alert, an incident, a silence and somebody on call, its clock at the given instant.
    private static func room(at now: Instant) throws -> TestRoom {
        var room = TestRoom()
        room.now = now
        try room.fire("Disk")
        try room.fire("Acked")
        try room.perform(Acknowledge(room.selection("Acked"), length: .hours(1)))
        try room.perform(DeclareIncident(title: "One", alerts: room.selection("Disk")))
        try room.perform(SetOnCall(person: "bob"))
        return room
    }

    /// Every command, filled with one text, one instant and one length.
    private static func commands(_ text: String, _ instant: Instant, _ length: Milliseconds, in room: TestRoom)
        -> [any Command]
    {
        let labels = Labels([Label(name: text, value: text), Label(name: "alertname", value: text)])
        let number = length.count
        let matcher = try? Matcher(name: text, value: text)
        let matchers = [matcher].compactMap { $0 }
        let disk = room.selection("Disk")
        let fallback = EventID(high: .max, low: .max)
        let silence = room.state.silences.keys.first ?? fallback
        var observation = AlertObservation(
            alert: AlertID(value: UInt64(bitPattern: number)), isFiring: true, severity: .critical, labels: labels,
            annotations: labels, title: text, links: [Link(title: text, address: text)], source: text, sender: text,
            startsAt: instant, endsAt: instant, timeout: length)
        let fires = ObserveAlert(observation)
        observation.isFiring = false
        let clears = ObserveAlert(observation)
        let entry = EntrySelection(text) ?? .sequence(number)
        let incident = IncidentSelection.id(IncidentID(text) ?? IncidentID(number: number))
        return [
            fires, fires, Tick(), clears, clears, Tick(),
            Acknowledge(AlertSelection(ids: [text]), length: length, note: text, person: text),
            Acknowledge(disk, length: length, note: nil, person: text), Acknowledge(disk, length: length),
            Unacknowledge(AlertSelection(matchers: matchers)),
            ResolveAlerts(AlertSelection(ids: [text], matchers: matchers)),
            SeeAlerts(AlertSelection(ids: [text])), AcknowledgeBySender(alert: AlertID(value: 0), person: text),
            AcknowledgeBySender(alert: room.reference("Disk").alert, person: text),
            AcknowledgeBySender(alert: room.reference("Disk").alert, person: "pager", until: instant, note: "on it"),
            AmendAlert(room.reference("Disk").alert, title: text, annotation: Label(name: text, value: text)),
            NoteBySender(alert: room.reference("Disk").alert, body: text),
            KeyedCommand(id: EventID(high: 0, low: 0), command: AddNote(text)),
            CreateSilence(
                matchers: matchers, startsAt: instant, endsAt: instant, length: length, comment: text, createdBy: text),
            CreateSilence(matchers: matchers, startsAt: instant, length: length, comment: "why", createdBy: text),
            CreateSilence(matchers: matchers, endsAt: instant, comment: "why", replacing: silence),
            EndSilence(silence: text), DeclareIncident(title: text, alerts: AlertSelection(ids: [text])),
            DeclareIncident(title: text),
            SetIncident(incident, title: text), SetIncident(.onlyOpen, severity: .sev1, status: .closed, title: text),
            LinkAlerts(incident, disk), AssignRole(incident, role: .expert, person: text, from: text),
            AssignRole(.id(IncidentID(number: 1)), role: .commander, person: text, from: text),
            ReleaseRole(.id(IncidentID(number: 1)), role: .scribe, person: text), JoinIncident(incident),
            AddNote(text, place: .obvious, at: instant),
            AddNote("x", place: .incident(IncidentID(number: number)), at: instant),
            CorrectNote(entry, body: text, movedTo: IncidentID(number: number)), WithdrawNote(entry), PinEntry(entry),
            RedactEntry(entry, why: text), RedactEntry(.sequence(1), why: "x"),
            SetOnCall(person: text, until: instant), SetOnCall(person: "bob", until: instant),
            OpenRoom(
                version: text, lost: min(number, 0)...max(number, 0), watching: [text: Milliseconds(number)],
                inhibiting: [InhibitionRule(source: matchers, target: matchers, equal: [text])]),
            CloseRoom(reason: text),
            NoticeClockJump(by: length),
            RecordChange(source: text, sender: text, summary: text, details: labels, links: [], at: instant),
            RefuseInput(source: text, sender: text, items: Int(number), reason: text, body: text), Tick(),
            QuarantineInput(
                source: text, sender: text, digest: text, signal: Int(number), target: text, body: text),
        ]
    }

    private static func press(_ text: String, _ instant: Instant, _ length: Milliseconds, at now: Instant) throws {
        var room = try room(at: now)
        room.entry = TimelineSubject(
            id: EventID(high: 0, low: 0), sequence: length.count, kind: NoteAdded.kind,
            incident: IncidentID(number: length.count),
            author: .ann, body: text, isPinned: false, isWithdrawn: false)
        for command in commands(text, instant, length, in: room) {
            let refused = refusal { () throws(Refusal) in
                let outcome = try room.perform(command) { event, state in
                    _ = event.body.narration(in: state, as: event.envelope)
                }
                try room.undo(outcome)
            }
            #expect(refused?.description.isEmpty != true)
            let found = RoomInvariants.violations(in: room.state)
            try #require(found == [], "\(type(of: command)), \(instant), \(length.count): \(found)")
        }
        #expect(room.replayed == room.state)
    }

    @Test(arguments: texts.indices)
    func noTextTrapsAnyCommand(index: Int) throws {
        try Self.press(Self.texts[index], TestRoom.start, .hours(1), at: TestRoom.start)
    }

    @Test(arguments: instants)
    func noTimeTrapsAnyCommand(now: Instant) throws {
        for instant in Self.instants {
            for length in Self.lengths { try Self.press("x", instant, length, at: now) }
        }
    }

    @Test func theHugestTextsAreReadWithoutATrap() {
        for text in Self.texts {
            _ = (Instant(timestamp: text), Milliseconds(written: text), EventID(text), AlertID(text), IncidentID(text))
            _ = (EntrySelection(text), AlertSeverity(word: text), IncidentSeverity(written: text), Role(written: text))
            _ = (try? MatcherSyntax.parse(text), try? RegularExpression(text), MatcherSyntax.looksLikeMatcher(text))
            for limit in [Int.min, -1, 0, 1, 5, Int.max] { _ = Cut.text(text, bytesMax: limit) }
        }
    }

    /// Events as a foreign log could hold them: they name what is not there and count beyond all numbers.
    private static func foreignEvents(_ number: Int64, _ instant: Instant, in room: TestRoom) -> [any EventBody] {
        let disk = room.reference("Disk")
        let nobody = AlertReference(
            alert: AlertID(value: UInt64(bitPattern: number)), episode: EventID(high: 0, low: 0))
        let incident = IncidentID(number: number)
        let silence = EventID(high: 3, low: UInt64(bitPattern: number))
        var bodies: [any EventBody] = []
        for alert in [disk, nobody] {
            let repeated = AlertRepeated.Repeat(
                alert: alert.alert, episode: alert.episode, times: number, lastHeard: instant, endsAt: instant,
                expiresAt: instant)
            let change = AlertRepeated.Change(alert: alert.alert, title: "", annotations: .none)
            let worse = AlertSeverityChanged.Facts(
                alert: alert.alert, episode: alert.episode, rule: "", from: .info, to: .critical, phase: .firing,
                heardAt: instant)
            bodies += [
                AlertRepeated(facts: .init(alerts: [repeated, repeated]), text: .init(annotations: [change])),
                AlertSeverityChanged(facts: worse), AlertSeverityChanged(facts: worse),
                AlertAcknowledged(
                    facts: .init(alert: alert.alert, episode: alert.episode, rule: "", person: "", until: instant)),
                AckExpired(facts: .init(alert: alert.alert, episode: alert.episode, rule: "", person: "")),
                AlertUnacknowledged(facts: .init(alert: alert.alert, episode: alert.episode, rule: "")),
                AlertLinked(facts: .init(incident: incident, alert: alert)),
                AlertUnlinked(facts: .init(incident: incident, alert: alert)),
                AlertExpired(facts: .init(alert: alert.alert, episode: alert.episode, rule: "", lastHeard: instant)),
                AlertResolved(
                    facts: .init(
                        alert: alert.alert, episode: alert.episode, rule: "", to: .returned, endedAt: instant,
                        bySource: true)),
                AlertSeen(facts: .init(alert: alert.alert, episode: alert.episode, rule: "", to: .resolved)),
            ]
        }
        return bodies + [
            IncidentDeclared(facts: .init(incident: incident, severity: .sev1, alerts: [nobody])),
            IncidentSeverityChanged(facts: .init(incident: incident, from: .sev1, to: .sev2)),
            IncidentStatusChanged(facts: .init(incident: incident, from: .closed, to: .identified)),
            IncidentTitleChanged(facts: .init(incident: incident)),
            PersonJoined(facts: .init(incident: incident, person: "")),
            RoleAssigned(facts: .init(incident: incident, role: .commander, person: "")),
            RoleReleased(facts: .init(incident: incident, role: .scribe, person: "")),
            PersonLeft(facts: .init(incident: incident, person: "")), SilenceStarted(facts: .init(silence: silence)),
            SilenceChanged(facts: .init(silence: silence, endsAt: instant)),
            SilenceEnded(facts: .init(silence: silence, byTime: true)),
            SilenceCreated(
                facts: .init(silence: silence, matchers: [], startsAt: instant, endsAt: instant, createdBy: "")),
            OnCallSet(facts: .init(person: "", until: instant)), OnCallEnded(facts: .init(person: "")),
            LogTruncationFound(facts: .init(from: number, to: number)),
            LogHeadAccepted(facts: .init(from: number, to: number)),
            LogSalvaged(
                facts: .init(
                    room: nil, sequence: number, hash: "", kept: number, gaps: [.init(from: number, to: number)],
                    missing: number)),
            ClockJumped(facts: .init(by: Milliseconds(number))),
            InputQuarantined(facts: .init(source: "", sender: "", digest: "", signal: number)),
            SenderWatched(facts: .init(sender: "", silence: Milliseconds(number))),
            SenderSilenceChanged(facts: .init(sender: "", isSilent: number > 0)),
            SenderSilenceChanged(facts: .init(sender: "nobody", isSilent: true)),
            EntryRedacted(
                facts: .init(
                    entry: EventID(high: 0, low: 0), sequence: number, person: "",
                    also: [.init(event: disk.episode, sequence: number)], alert: disk, ack: nobody, incident: incident,
                    silence: silence, run: silence)),
            TextRetired(
                facts: .init(
                    from: number, to: number, first: disk.episode, last: silence, kinds: [""], alerts: [disk, nobody],
                    acks: [nobody, disk])),
            InputRefused(facts: .init(source: "", sender: "", items: number)), DaemonStarted(facts: .init(version: "")),
        ]
    }

    @Test(arguments: [Int64.min, -1, 0, 1, .max])
    func noForeignEventTrapsTheRoom(number: Int64) throws {
        for instant in Self.instants {
            var room = try Self.room(at: TestRoom.start)
            for body in Self.foreignEvents(number, instant, in: room) {
                room.append(body)
                let event = try #require(room.lastEvents.last)
                _ = body.narration(in: room.state, as: event.envelope)
            }
            for command in Self.commands("x", instant, Milliseconds(number), in: room) {
                _ = refusal { () throws(Refusal) in try room.perform(command) }
            }
            #expect(room.replayed == room.state)
        }
    }
}
