import WarRoom
import WireJSON

/// The two events that come by the ten thousand, read without `Codable`; nil leaves it to `Codable`, which knows how to say
/// what is wrong.
extension AlertFired {
    init?(facts: JSONValue, text: JSONValue?) {
        guard let alert = facts["alert"]?.alertID, let rule = facts["rule"]?.string,
            let severity = facts["severity"]?.string.flatMap(AlertSeverity.init(rawValue:)),
            let labels = facts["labels"]?.labels, let source = facts["source"]?.string,
            let sender = facts["sender"]?.string, let since = facts["since"]?.instant
        else { return nil }
        let endsAt = facts["endsAt"]?.instant
        let timeout = facts["timeout"]?.milliseconds
        guard (facts["endsAt"] == nil) == (endsAt == nil), (facts["timeout"] == nil) == (timeout == nil) else {
            return nil
        }
        var words: Words?
        if let text {
            guard let title = text["title"]?.string, let annotations = text["annotations"]?.labels,
                let links = text["links"]?.links
            else { return nil }
            words = Words(title: title, annotations: annotations, links: links)
        }
        self.init(
            facts: Facts(
                alert: alert, rule: rule, severity: severity, labels: labels, source: source, sender: sender,
                since: since,
                endsAt: endsAt, timeout: timeout), text: words)
    }
}

extension AlertResolved {
    init?(facts: JSONValue, text: JSONValue?) {
        guard text == nil, let alert = facts["alert"]?.alertID, let episode = facts["episode"]?.eventID,
            let rule = facts["rule"]?.string, let phase = facts["to"]?.string.flatMap(AlertPhase.init(rawValue:)),
            let endedAt = facts["endedAt"]?.instant, let bySource = facts["bySource"]?.bool
        else { return nil }
        self.init(
            facts: Facts(
                alert: alert, episode: episode, rule: rule, to: phase, endedAt: endedAt, bySource: bySource))
    }
}
