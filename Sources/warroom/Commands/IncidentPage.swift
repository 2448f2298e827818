import PlainText
import WarRoom

/// An incident's measures and decisions, as `warroom show INC` prints them.
struct IncidentPage {
    let story: IncidentStory
    let now: Instant

    func print() {
        for line in lines { Output.line(line) }
    }

    var lines: [SafeText] {
        let ending = story.incident.closedAt == nil ? "so far" : "until it was closed"
        var lines: [SafeText] = [.cell("Lasts: \(story.length(now: now).spoken) \(ending)")]
        if let ack = firstAck { lines.append(.cell(ack)) }
        if !story.counts.isEmpty {
            let counts = story.counts.map { "\($0.count) \($0.state.rawValue)" }
            lines.append(.cell("Alerts: \(counts.joined(separator: ", "))"))
        }
        for progress in story.playbooks {
            let step = progress.current.map { progress.steps[$0].step }
            let words = step.map { ": step \($0.number), \($0.title)" } ?? ""
            lines.append(.cell("Playbook: \(progress.title)\(words)"))
        }
        return lines + Self.notes("Decisions", story.decisions) + Self.notes("Pinned", story.pinned)
    }

    /// The time to the first ack with both of its end points.
    private var firstAck: String? {
        guard let first = story.firstAlert else { return nil }
        let start = "\(first.name) \(TimeWords.local(first.at))"
        let isPart = story.alertsRead < story.incident.alerts.count
        let part = isPart ? ", over \(story.alertsRead) of \(story.incident.alerts.count) alerts" : ""
        guard let ack = story.firstAck, let length = story.firstAckAfter else {
            return "First ack: none since the first alert (\(start))\(part)"
        }
        let end = "\(ack.person ?? "") for \(ack.name) \(TimeWords.local(ack.at))"
        return "First ack: \(length.spoken) from first alert (\(start)) to first ack (\(end))\(part)"
    }

    static func notes(_ title: SafeText, _ notes: [StoryNote]) -> [SafeText] {
        guard !notes.isEmpty else { return [] }
        return [title + ":"]
            + notes.map { .cell("  \(TimeWords.local($0.at))  \($0.who)  ") + .line($0.text) }
    }
}
