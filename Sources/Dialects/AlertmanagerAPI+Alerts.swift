import WarRoom
import WireJSON

extension AlertmanagerAPI {
    /// `POST /api/v2/alerts` (alertmanager `api/v2/api.go`, postAlertsHandler): the valid alerts are stored even where others
    /// are not, which makes it a 400 all the same.
    static func readAlerts(_ request: DialectRequest, sender: String) -> DialectReading {
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(request.body)
        } catch {
            return refused(.malformed("cannot read the alerts: \(error)"), sender: sender)
        }
        guard root.kind == .array else {
            return refused(.malformed("expected an array of alerts, found \(root.asFound)"), sender: sender)
        }
        var reading = ItemReading(noun: "alerts")
        reading.read(root) { value throws(ItemProblem) in
            try ObserveAlert(observation(value, sender: sender, at: request.now, request.settings))
        }
        guard !reading.commands.isEmpty else {
            return DialectReading(.answer(answer(to: reading.problems)), sender: sender, problems: reading.problems)
        }
        let items = reading
        let answer = answering { results in Self.answer(to: items.problems(with: results)) }
        return DialectReading(.commands(items.commands, answer: answer), sender: sender, problems: items.problems)
    }

    private static func answer(to problems: [String]) -> DialectAnswer {
        guard !problems.isEmpty else { return DialectAnswer(status: 200) }
        return badRequest(ItemReading.shown(problems).joined(separator: "; "))
    }

    /// An alert fires until its `endsAt`; without one, for the resolve timeout. One that has ended is resolved.
    ///
    /// Where `startsAt` is missing Alertmanager takes `endsAt` or now; the room takes the moment it heard of the alert.
    private static func observation(
        _ value: JSONValue, sender: String, at now: Instant, _ settings: DialectSettings
    ) throws(ItemProblem) -> AlertObservation {
        let item = try AlertmanagerItem(value)
        let endsAt = item.endsAt ?? now + settings.resolveTimeout
        guard endsAt >= item.startsAt ?? item.endsAt ?? now else {
            throw ItemProblem("start time must be before end time")
        }
        let isFiring = endsAt > now
        return item.observation(
            of: item.fingerprint, isFiring: isFiring, source: name, sender: sender,
            timeout: isFiring ? max(.zero, endsAt - now) : nil)
    }
}

/// Listing alerts: what is open on the board, whichever dialect it came by.
extension AlertmanagerAPI {
    static func listAlerts(_ request: DialectRequest) -> DialectReading.Work {
        let filter: AlertFilter
        do {
            filter = try AlertFilter(request)
        } catch {
            return .answer(badRequest(error.description))
        }
        return .question { state in
            let endsAt = request.now + request.settings.resolveTimeout
            return .json(200) { writer in
                writer.array { writer in
                    for alert in filter.alerts(of: state) { write(alert, endingAt: endsAt, to: &writer) }
                }
            }
        }
    }

    static func listGroups(_ request: DialectRequest) -> DialectReading.Work {
        let filter: AlertFilter
        do {
            filter = try AlertFilter(request)
        } catch {
            return .answer(badRequest(error.description))
        }
        return .question { state in
            let groups = Dictionary(grouping: filter.alerts(of: state)) { $0.labels["alertname"] ?? "" }
            let endsAt = request.now + request.settings.resolveTimeout
            return .json(200) { writer in
                writer.array { writer in
                    for (name, alerts) in groups.sorted(by: { $0.key < $1.key }) {
                        writeGroup(name, alerts, endingAt: endsAt, to: &writer)
                    }
                }
            }
        }
    }

    private static func writeGroup(
        _ name: String, _ alerts: [ListedAlert], endingAt endsAt: Instant, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.key("alerts")
            writer.array { writer in
                for alert in alerts { write(alert, endingAt: endsAt, to: &writer) }
            }
            writer.member("labels") { $0.member("alertname", name.isEmpty ? nil : name) }
            writer.member("receiver") { $0.member("name", receiver) }
            writer.member("routeLabels") { _ in }
        }
    }

    /// Writes a gettableAlert. An alert that never expires is said to end at `endsAt`, since the field is required.
    private static func write(_ listed: ListedAlert, endingAt endsAt: Instant, to writer: inout JSONWriter) {
        let alert = listed.alert
        writer.object { writer in
            writer.member("annotations", listed.annotations)
            writer.member("endsAt", (alert.expiresAt ?? endsAt).description)
            writer.member("fingerprint", alert.id.description)
            writer.key("receivers")
            writer.array { $0.object { $0.member("name", receiver) } }
            writer.member("startsAt", alert.since.description)
            writer.member("status") { writer in
                writer.member("inhibitedBy", listed.inhibitedBy.map(\.description))
                writer.member("mutedBy", [String]())
                writer.member("silencedBy", alert.silencedBy.map(\.description))
                writer.member("state", listed.isSuppressed ? "suppressed" : "active")
            }
            writer.member("updatedAt", alert.lastHeard.description)
            writer.member("generatorURL", alert.links.last { $0.title == AlertWords.sourceLinkTitle }?.address)
            writer.member("labels", listed.labels)
        }
    }
}

extension JSONWriter {
    /// A member with an object of the labels, in their order.
    mutating func member(_ name: String, _ labels: Labels) {
        key(name)
        object { writer in
            for label in labels { writer.member(label.name, label.value) }
        }
    }
}
