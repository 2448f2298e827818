import WarRoom

/// What must be true of every state, whatever happened; each broken promise is one sentence.
enum RoomInvariants {
    static func violations(in state: RoomState) -> [String] {
        var found = Findings()
        board(state, &found)
        alerts(state, &found)
        workers(state, &found)
        deadlines(state, &found)
        silences(state, &found)
        inhibition(state, &found)
        incidents(state, &found)
        playbooks(state, &found)
        rest(state, &found)
        return found.sentences
    }

    private struct Findings {
        var sentences: [String] = []

        mutating func expect(_ isTrue: Bool, _ sentence: @autoclosure () -> String) {
            if !isTrue { sentences.append(sentence()) }
        }
    }

    /// A run that is walked has exactly one active step, one that has ended by itself has none left to do.
    private static func playbooks(_ state: RoomState, _ found: inout Findings) {
        for run in state.runs.values {
            let active = run.steps.count { $0.state == .active }
            if run.isActive {
                found.expect(active == 1, "\(run.playbook) is walked with \(active) active steps")
            } else if !run.isStopped {
                found.expect(
                    active == 0 && !run.steps.contains { $0.state == .pending }, "\(run.playbook) ended too early")
            }
        }
        let finished = state.runs.values.count { !$0.isActive }
        found.expect(finished <= Limits.finishedRunsMax, "\(finished) finished runs are remembered")
    }

    /// The board shows exactly what is not resolved, the more severe first, then the newer, then by id.
    private static func board(_ state: RoomState, _ found: inout Findings) {
        let expected = state.alerts.values.filter { $0.phase != .resolved }.sorted { left, right in
            if left.severity != right.severity { return left.severity < right.severity }
            // Nothing before 1970 is told apart on the board.
            let leftSince = max(left.since.milliseconds, 0)
            let rightSince = max(right.since.milliseconds, 0)
            return leftSince == rightSince ? left.id < right.id : leftSince > rightSince
        }
        found.expect(state.board.map(\.alert) == expected.map(\.id), "the board is not the sorted open alerts")
        found.expect(state.board.count == expected.count, "the board miscounts itself")
        var counts = AlertCounts()
        for alert in expected { counts[alert.state] += 1 }
        found.expect(state.counts == counts, "the counts are \(state.counts), a recount gives \(counts)")
    }

    /// Who has taken what is what the alerts say, looked through one by one.
    private static func workers(_ state: RoomState, _ found: inout Findings) {
        let taken = state.alerts.values.filter { $0.phase == .acknowledged && $0.ack != nil }
        let hands = Dictionary(grouping: taken) { $0.ack?.person ?? "" }.map { person, alerts in
            let order = alerts.sorted { ($0.ack?.at ?? $0.since, $0.id) < ($1.ack?.at ?? $1.since, $1.id) }
            let until = alerts.compactMap { $0.ack?.until }.min() ?? order[0].since
            return (
                since: order[0].ack?.at ?? order[0].since,
                worker: Worker(person: person, alert: order[order.count - 1].name, alerts: alerts.count, until: until)
            )
        }
        let expected = hands.sorted { ($0.since, $0.worker.person) < ($1.since, $1.worker.person) }.map(\.worker)
        let overview = RoomOverview(state)
        found.expect(
            overview.working == Array(expected.prefix(Limits.workersShownMax)),
            "working are \(overview.working ?? []), the alerts say \(expected)")
        found.expect(overview.workingCount == expected.count, "\(expected.count) people have taken something")
    }

    private static func alerts(_ state: RoomState, _ found: inout Findings) {
        for id in state.alerts.ids {
            guard let alert = state.alerts[id] else { continue }
            found.expect(
                (alert.starts?.count ?? 2) > 1 && (alert.starts?.count ?? 2) <= Limits.episodeStartsMax,
                "\(alert.name) remembers \(alert.starts?.count ?? 0) episodes")
            found.expect(alert.id == id, "\(id) is filed as \(alert.id)")
            found.expect(alert.revision <= state.sequence, "\(alert.name) was changed after the last event")
            found.expect(alert.count >= 1, "\(alert.name) was never heard")
            found.expect(
                alert.isOpen == (alert.clearedAt == nil),
                "\(alert.name) is \(alert.phase), cleared at \(String(describing: alert.clearedAt))")
            if alert.phase == .acknowledged {
                found.expect(alert.ack != nil && alert.seenBy != nil, "\(alert.name) is acknowledged by nobody")
            }
            found.expect(alert.phase != .firing || alert.ack == nil, "\(alert.name) fires and has an ack")
            found.expect(alert.isOpen || alert.silencedBy.isEmpty, "\(alert.name) is over and still silenced")
            if let incident = alert.incident {
                let reference = AlertReference(alert: id, episode: alert.episode)
                let isListed = state.incidents[incident]?.alerts.contains(reference) ?? false
                found.expect(isListed, "\(alert.name) is of \(incident), which does not list it")
            }
        }
    }

    /// The deadlines are those that follow from the alerts, the silences and who is on call, and no others.
    private static func deadlines(_ state: RoomState, _ found: inout Findings) {
        var expected: [DeadlineSubject: Instant] = [:]
        for alert in state.alerts.values {
            if alert.isOpen { expected[.alertExpiry(alert.id)] = alert.expiresAt }
            if alert.phase == .acknowledged { expected[.ackExpiry(alert.id)] = alert.ack?.until }
            if alert.phase == .returned || alert.phase == .expired, let cleared = alert.clearedAt {
                expected[.unseen(alert.id)] = max(cleared, alert.lastHeard) + Limits.unseenLength
            }
        }
        for silence in state.silences.values where silence.state != .expired {
            expected[.silenceEnd(silence.id)] = silence.endsAt
            if silence.state == .pending { expected[.silenceStart(silence.id)] = silence.startsAt }
        }
        expected[.onCallEnd] = state.onCall?.until
        for watch in state.watches.values {
            expected[.senderSilence(watch.name)] = watch.isSilent ? watch.heardAgain : watch.heard + watch.silence
            found.expect(watch.isSilent || watch.heardAgain == nil, "\(watch.name) was heard again without silence")
        }
        let actual = state.deadlines.upcoming(limit: state.deadlines.count)
        for (subject, due) in expected {
            found.expect(
                state.deadlines[subject] == due,
                "\(subject) is due \(String(describing: state.deadlines[subject])), not \(due)")
        }
        found.expect(actual.count == expected.count, "\(actual.count) deadlines, \(expected.count) expected")
        let isOrdered = zip(actual, actual.dropFirst()).allSatisfy { $0.due <= $1.due }
        found.expect(isOrdered, "the deadlines are out of order")
    }

    /// An open alert is silenced by exactly the active silences that match it.
    private static func silences(_ state: RoomState, _ found: inout Findings) {
        let active = state.silences.values.filter { $0.state == .active }
        for alert in state.alerts.values where alert.isOpen {
            let matching = active.filter { $0.matchers.match(alert.labels) }.map(\.id).sorted()
            found.expect(
                alert.silencedBy.sorted() == matching,
                "\(alert.name) is silenced by \(alert.silencedBy), not by \(matching)")
        }
        for silence in state.silences.values where silence.state != .expired {
            found.expect(silence.startsAt < silence.endsAt, "a silence ends before it begins")
        }
    }

    /// What an alert stands under is what a walk over all alerts finds.
    private static func inhibition(_ state: RoomState, _ found: inout Findings) {
        let open = state.alerts.values.filter(\.isOpen)
        for alert in state.alerts.values {
            var expected: [AlertID] = []
            for rule in state.inhibition.rules
            where expected.isEmpty && alert.isOpen && rule.target.match(alert.labels) {
                let isSource = rule.source.match(alert.labels)
                expected = open.filter { other in
                    other.id != alert.id && rule.source.match(other.labels)
                        && !(isSource && rule.target.match(other.labels))
                        && rule.equal.allSatisfy {
                            (alert.labels[$0] ?? "").utf8.elementsEqual((other.labels[$0] ?? "").utf8)
                        }
                }.map(\.id).sorted()
            }
            let actual = state.inhibitors(of: alert)
            let isTrue =
                (actual?.count ?? 0) == expected.count
                && (actual?.alerts ?? []) == Array(expected.prefix(Limits.inhibitorsShownMax))
            found.expect(isTrue, "\(alert.name) stands under \(actual?.alerts ?? []), not under \(expected)")
        }
    }

    private static func incidents(_ state: RoomState, _ found: inout Findings) {
        for (id, incident) in state.incidents {
            found.expect(incident.id == id && id.number <= state.lastIncidentNumber, "\(id) is misfiled")
            found.expect(
                incident.isOpen == (incident.closedAt == nil),
                "\(id) is \(incident.status), closed at \(String(describing: incident.closedAt))")
            let commanders = incident.holders(of: .commander)
            found.expect(commanders.count <= 1, "\(id) has \(commanders.count) commanders")
            if let commander = commanders.first {
                let count = incident.roles.count { $0.person == commander }
                found.expect(count == 1, "the commander of \(id) holds \(count) roles")
            }
            for role in Role.allCases {
                let holders = incident.holders(of: role)
                found.expect(role.isShared || holders.count <= 1, "\(id) has \(holders.count) of \(role)")
                found.expect(Set(holders).count == holders.count, "somebody is \(role) of \(id) twice")
            }
            let people = incident.participants.map(\.person)
            found.expect(Set(people).count == people.count, "somebody takes part in \(id) twice")
            found.expect(
                incident.roles.allSatisfy { people.contains($0.person) }, "somebody has a role in \(id) and no part")
            found.expect(Set(incident.alerts).count == incident.alerts.count, "\(id) lists an alert twice")
            for reference in incident.alerts {
                guard let alert = state.alerts[reference.alert], alert.episode == reference.episode else { continue }
                found.expect(
                    alert.incident == id, "\(id) lists \(alert.name), which is of \(String(describing: alert.incident))"
                )
            }
        }
    }

    private static func rest(_ state: RoomState, _ found: inout Findings) {
        let crowd = state.crowd.groups.values.reduce(0, +)
        found.expect(crowd == state.crowd.count, "the crowd's groups count \(crowd), it has \(state.crowd.count)")
        found.expect(state.crowd.groups.values.allSatisfy { $0 > 0 }, "the crowd has an empty group")
        found.expect(state.senders.count <= Limits.sendersMax, "too many senders")
        let gone = state.alerts.values.count { $0.phase == .resolved }
        found.expect(gone <= Limits.goneAlertsMax, "\(gone) gone alerts are remembered")
        found.expect(state.board.count <= Limits.openAlertsMax, "the board is too long")
    }
}
