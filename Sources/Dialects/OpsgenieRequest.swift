import WarRoom
import WireJSON

/// The ids of requests, and what became of each.
///
/// A request has the id of the last event that it made. One that changed nothing made none: its id is a UUID of version 8
/// (RFC 9562 section 5.8) that holds the id of the alert it was about, the same for all such requests.
enum OpsgenieRequest {
    static func id(_ event: EventID?, about alert: AlertID) -> EventID {
        event
            ?? EventID(
                high: alert.value & ~0xFFFF | 0x8000 | alert.value >> 4 & 0xFFF,
                low: 0x8000_0000_0000_0000 | (alert.value & 0xF) << 58)
    }

    /// The alert of a request that changed nothing; nil for every other id.
    static func alert(of id: EventID) -> AlertID? {
        let rest = id.low & ~(0xF << 58)
        guard id.high >> 12 & 0xF == 8, rest == 0x8000_0000_0000_0000 else { return nil }
        return AlertID(value: id.high & ~0xFFFF | (id.high & 0xFFF) << 4 | id.low >> 58 & 0xF)
    }

    /// `GET /v2/alerts/requests/{id}`.
    static func lookUp(_ text: String, sender: String) -> DialectReading.Work {
        guard let id = EventID(text) else { return .answer(unknown) }
        if let alert = alert(of: id) {
            return .question { state in
                let known = OpsgenieAlerts.alert(alert, sender: sender, in: state)
                let report = Report(
                    isSuccess: known != nil, action: "",
                    status: known == nil ? "Alert does not exist" : "Nothing was to be done", processedAt: nil,
                    alert: alert)
                return answer(report, id: id, in: state)
            }
        }
        return .lookUp(id) { event, state in
            guard let event, event.envelope.actor.principal == "sender:\(sender)",
                let report = Report(event)
            else { return unknown }
            return answer(report, id: id, in: state)
        }
    }

    private static let unknown = OpsgenieAlerts.failure(
        404, "Request not found. It might not be processed, yet.", headers: [:])

    fileprivate struct Report {
        var isSuccess = true
        var action: String
        var status: String
        var processedAt: Instant?
        /// Nil for a note, which does not say what it is about.
        var alert: AlertID?
    }

    private static func answer(_ report: Report, id: EventID, in state: RoomState) -> DialectAnswer {
        OpsgenieAlerts.data(requestID: id) { writer in
            writer.member("success", report.isSuccess)
            writer.member("isSuccess", report.isSuccess)
            writer.member("action", report.action)
            writer.member("status", report.status)
            writer.member("processedAt", report.processedAt?.description)
            writer.member("alertId", report.alert?.description ?? "")
            writer.member("alias", report.alert.flatMap { state.alerts[$0]?.labels["alias"] } ?? "")
            writer.member("integrationId", "")
        }
    }
}

extension OpsgenieRequest.Report {
    /// Nil for events that no request of this dialect makes.
    fileprivate init?(_ event: Event) {
        switch event.body {
        case let fired as AlertFired: self.init("Create", "Created alert", event, fired.facts.alert)
        case let changed as AlertSeverityChanged:
            self.init("Create", "Changed the alert's priority", event, changed.facts.alert)
        case let repeated as AlertRepeated:
            self.init("Update", "Updated alert", event, repeated.facts.alerts.first?.alert)
        case let resolved as AlertResolved: self.init("Close", "Closed alert", event, resolved.facts.alert)
        case let taken as AlertAcknowledged:
            self.init("Acknowledge", "Acknowledged alert", event, taken.facts.alert)
        case is NoteAdded: self.init("AddNote", "Added note", event, nil)
        default: return nil
        }
    }

    private init(_ action: String, _ status: String, _ event: Event, _ alert: AlertID?) {
        self.init(action: action, status: status, processedAt: event.envelope.recordedAt, alert: alert)
    }
}
