import WarRoom
import WireJSON

/// Opsgenie's answers. The room does not measure how long a request took: `took` is always 0.
extension OpsgenieAlerts {
    /// `{"message":"…","took":0.0}`. Its clients retry on 429 as well as on 5xx.
    public static func failure(_ failure: DialectFailure) -> DialectAnswer {
        Self.failure(failure == .busy ? 429 : failure.status, failure.sentence, headers: failure.headers)
    }

    static func failure(
        _ status: Int, _ message: String, fields: [(name: String, sentence: String)] = [],
        headers: [String: String]
    ) -> DialectAnswer {
        .json(status, headers: headers) { writer in
            writer.object { writer in
                writer.member("message", message)
                if !fields.isEmpty {
                    writer.member("errors") { writer in
                        for field in fields { writer.member(field.name, field.sentence) }
                    }
                }
                writer.key("took")
                writer.double(0)
            }
        }
    }

    static func answer(to problem: OpsgenieProblem) -> DialectAnswer {
        switch problem {
        case .unreadable(let sentence): failure(.malformed(sentence))
        case .fields(let fields):
            failure(
                422, "Request body is not processable. Please check the errors.", fields: fields, headers: [:])
        }
    }

    static func answer(_ refusal: Refusal) -> DialectAnswer {
        refusal.reason == .forbidden
            ? failure(.forbidden(refusal.description)) : failure(422, refusal.description, headers: [:])
    }

    /// A request is taken: what became of it can be asked for by its id.
    static func accepted(_ request: EventID) -> DialectAnswer {
        .json(202) { writer in
            writer.object { writer in
                writer.member("result", "Request will be processed")
                writer.key("took")
                writer.double(0)
                writer.member("requestId", request.description)
            }
        }
    }

    /// What was asked for; the closure writes its members.
    static func data(requestID: EventID, _ body: (inout JSONWriter) -> Void) -> DialectAnswer {
        .json(200) { writer in
            writer.object { writer in
                writer.member("data", body)
                writer.key("took")
                writer.double(0)
                writer.member("requestId", requestID.description)
            }
        }
    }

    /// The alert if the sender has sent it.
    static func alert(_ id: AlertID, sender: String, in state: RoomState) -> Alert? {
        state.alerts[id].flatMap { $0.sender == sender ? $0 : nil }
    }

    /// `GET /v2/alerts/{id}`. The request's id is that of the event that opened the alert.
    static func show(_ id: AlertID, sender: String, in state: RoomState) -> DialectAnswer {
        guard let alert = alert(id, sender: sender, in: state) else {
            return failure(404, "Alert does not exist", headers: [:])
        }
        return data(requestID: alert.episode) { write(alert, to: &$0) }
    }

    private static func write(_ alert: Alert, to writer: inout JSONWriter) {
        let tags = (alert.labels["tags"] ?? "").split(separator: OpsgenieBody.tagSeparator).map(String.init)
        let priority =
            alert.labels["priority"]
            ?? OpsgenieBody.severities.first { $0.severity == alert.severity }?.priority
        writer.member("id", alert.id.description)
        writer.member("tinyId", alert.id.description)
        writer.member("alias", alert.labels["alias"] ?? alert.id.description)
        writer.member("message", alert.title)
        writer.member("status", alert.isOpen ? "open" : "closed")
        writer.member("acknowledged", alert.phase == .acknowledged)
        writer.member("isSeen", alert.seenBy != nil)
        writer.member("tags", tags)
        writer.member("count", alert.count)
        writer.member("createdAt", alert.since.description)
        writer.member("lastOccurredAt", alert.lastHeard.description)
        writer.member("updatedAt", alert.lastHeard.description)
        writer.member("source", alert.labels["source"] ?? alert.source)
        writer.member("owner", alert.ack?.person ?? "")
        writer.member("priority", priority)
        writer.member("responders", [String]())
        writer.member("entity", alert.labels["entity"] ?? "")
        writer.member("description", alert.annotations["description"] ?? "")
        writer.member("details", Labels(alert.annotations.filter { $0.name != "description" }))
    }
}
