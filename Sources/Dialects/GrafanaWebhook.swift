import WarRoom
import WireJSON

/// Grafana's alerting webhook (grafana/alerting `receivers/webhook/v1`, `templates/template_data.go`): what a contact point of the
/// type webhook posts.
///
/// It is Alertmanager's notification with links and values added. Grafana does not send a notification again that was refused or
/// not taken; only the repeat of its group comes later. A rule that has no data or cannot be evaluated arrives as an alert of its
/// own, named `DatasourceNoData` or `DatasourceError`, with the annotations of the rule: its title says that the monitoring is
/// broken, since nothing is known about what it watches.
public enum GrafanaWebhook: Dialect {
    public static let name = "grafana"

    public static let routes = [
        DialectRoute("POST", "/webhook/grafana", "notifications of a Grafana contact point of the type webhook")
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let ttl = ttl(request)
        return WebhookNotification.read(request, for: self) { alert, sender in
            var observation = alert.item.observation(
                of: alert.fingerprint, isFiring: alert.isFiring, source: name, sender: sender,
                timeout: alert.isFiring ? ttl : nil)
            observation.annotations = annotations(observation.annotations, of: alert.value)
            observation.title = title(of: observation)
            observation.links = AlertWords.links(
                annotations: observation.annotations, named: links(of: alert.value),
                generatorURL: alert.item.generatorURL)
            return observation
        }
    }

    private static let brokenNames: Set<String> = ["DatasourceNoData", "DatasourceError"]

    private static func title(of observation: AlertObservation) -> String {
        guard let name = observation.labels["alertname"], brokenNames.contains(name) else { return observation.title }
        // Without words of its own the alert is called after the rule, which says more than its name.
        let rule =
            observation.title == name ? observation.labels["rulename"].flatMap { AlertWords.firstLine(of: $0) } : nil
        return Cut.text(
            "monitoring is broken: \(rule ?? observation.title)", bytesMax: Limits.titleBytesMax)
    }

    private static func links(of value: JSONValue) -> [(title: String, address: String)] {
        [("dashboard", "dashboardURL"), ("panel", "panelURL"), ("silence", "silenceURL")].compactMap { title, field in
            value[field]?.string.map { (title, $0) }
        }
    }

    /// The numbers that made it fire, by the letters of the rule's queries: `A=0.93, B=1`.
    private static func annotations(_ annotations: Labels, of value: JSONValue) -> Labels {
        guard let values = value["values"], values.count > 0, annotations["values"] == nil else { return annotations }
        let text = values.members.compactMap { name, value in value.scalarText.map { "\(name)=\($0)" } }
        guard !text.isEmpty else { return annotations }
        let shown = Cut.text(text.joined(separator: ", "), bytesMax: Limits.annotationBytesMax)
        return Labels(Array(annotations) + [Label(name: "values", value: shown)])
    }
}
