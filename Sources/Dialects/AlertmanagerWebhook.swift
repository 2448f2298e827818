import WarRoom

/// Alertmanager's webhook, version 4 (alertmanager `notify/webhook`, `template/template.go`): what a `webhook_config` posts.
///
/// Its alerts have the ids that they have by the API, and stay until they are resolved: Alertmanager repeats only every few
/// hours. It retries on 5xx alone, so that 400 is final for it.
public enum AlertmanagerWebhook: Dialect {
    public static let name = "alertmanager-webhook"

    public static let routes = [
        DialectRoute("POST", "/webhook/alertmanager", "notifications of an Alertmanager's webhook_config")
    ]

    public static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading {
        let ttl = ttl(request)
        return WebhookNotification.read(request, for: self) { alert, sender in
            alert.item.observation(
                of: alert.fingerprint, isFiring: alert.isFiring, source: "alertmanager", sender: sender,
                timeout: alert.isFiring ? ttl : nil)
        }
    }
}
