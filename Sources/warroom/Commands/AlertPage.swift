import PlainText
import Playbooks
import WarRoom

/// All that is known of an alert, as `warroom show ALERT` prints it.
struct AlertPage {
    let story: AlertStory
    let playbooks: [Playbook]
    let now: Instant

    func print() {
        for line in lines { Output.line(line) }
    }

    var lines: [SafeText] { head + links + history + lastTime + fitting + changes }

    private var row: AlertRow { story.alert }

    private var head: [SafeText] {
        let place = row.target.isEmpty ? "" : " on \(row.target)"
        var lines: [SafeText] = [
            .cell("\(row.id)  \(row.severity.rawValue)  \(row.state.rawValue)  \(row.name)\(place)"),
            .line(row.title),
            .cell("Began: \(TimeWords.local(row.since)), \((now - row.since).spoken) ago"),
            .cell("Heard: \(row.count == 1 ? "once" : "\(row.count) times"), last \(TimeWords.local(row.lastHeard))"),
        ]
        if let cleared = row.clearedAt { lines.append(.cell("Cleared: \(TimeWords.local(cleared))")) }
        if let person = row.by {
            let until = row.until.map { " until \(TimeWords.local($0))" } ?? ""
            lines.append(.cell(row.state == .acknowledged ? "Acked by: \(person)\(until)" : "Seen by: \(person)"))
        }
        lines += inhibition
        if let incident = row.incident { lines.append(.cell("Incident: \(incident)")) }
        if !row.labels.isEmpty {
            lines.append(.cell("Labels: " + row.labels.map { "\($0.name)=\"\($0.value)\"" }.joined(separator: ", ")))
        }
        return lines + row.annotations.map { .cell("\($0.name): ") + .line($0.value) }
    }

    private var inhibition: [SafeText] {
        var lines: [SafeText] = []
        if let under = row.under, let first = row.inhibitedBy?.first {
            let more = max(1, story.inhibition?.sources ?? 1) - 1
            lines.append(.cell("Under: \(under) (\(first))\(more > 0 ? " and \(more) more" : "")"))
            if let rule = story.inhibition?.rule { lines.append(.cell("By the rule: \(rule)")) }
        }
        if let hides = story.inhibition?.hides, hides > 0 {
            lines.append(.cell("Hides: \(hides == 1 ? "1 alert stands" : "\(hides) alerts stand") under it"))
        }
        return lines
    }

    private var links: [SafeText] {
        section("Links", row.orderedLinks.map { .cell("\($0.title): \($0.address)") })
    }

    private var history: [SafeText] {
        var lines = story.history.map { moment -> SafeText in
            let rule = (moment.rule ?? "-").padding(to: 3)
            return .cell("\(TimeWords.local(moment.at))  \(rule)  \(moment.who)  ") + .line(moment.sentence)
        }
        if story.historyCut > 0 { lines.insert(.cell("\(story.historyCut) earlier ones are in the log"), at: 0) }
        if row.count > 1 { lines.append(.cell("its source said so \(row.count - 1) more times")) }
        return section("History", lines)
    }

    private var lastTime: [SafeText] {
        guard !story.episodes.isEmpty else {
            return section("Last time", ["it never fired before, as far as was read"])
        }
        return section("Last time", story.episodes.flatMap(lines))
    }

    private func lines(_ past: AlertStory.PastEpisode) -> [SafeText] {
        let length = past.endedAt.map { "for \(max(.zero, $0 - past.since).spoken)" } ?? "its end is not known"
        let who = past.by.map { "taken by \($0)" } ?? "nobody took it"
        var lines: [SafeText] = [.cell("\(TimeWords.local(past.since))  \(length), \(who)")]
        guard let incident = past.incident else { return lines }
        lines.append(.cell("  \(incident)  \(past.status?.rawValue ?? "")  ") + .line(past.title ?? ""))
        return lines + past.notes.map { .cell("  \($0.tag.map { "\($0.rawValue): " } ?? "")") + .line($0.text) }
    }

    private var fitting: [SafeText] {
        section(
            "Playbooks that fit",
            playbooks.filter { $0.fits(row.labels) }.map {
                .cell("`warroom playbook start \($0.name)` begins “\($0.title)”")
            })
    }

    private var changes: [SafeText] {
        section(
            "Changes in the hour before",
            story.changes.map {
                .cell("\(TimeWords.local($0.at))  \($0.isOfService ? "same service: " : "")\($0.source)  ")
                    + .line($0.summary)
            })
    }

    private func section(_ title: SafeText, _ lines: [SafeText]) -> [SafeText] {
        lines.isEmpty ? [] : ["", title + ":"] + lines.map { "  " + $0 }
    }
}

extension String {
    fileprivate func padding(to length: Int) -> String {
        self + String(repeating: " ", count: max(0, length - utf8.count))
    }
}
