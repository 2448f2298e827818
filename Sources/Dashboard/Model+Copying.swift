import PlainText
import WarRoom

/// What goes to the terminal's clipboard: only when it is asked for, and neutralised as on the screen.
struct Clipping: Sendable, Equatable {
    /// What is copied.
    let text: String
    /// What it is, for the answer; raw words.
    let name: String
}

extension Model {
    mutating func copySelected() {
        guard let clipping else { return }
        emit(.copy(text: clipping.text))
        hint("copied \(clipping.name)")
    }

    var copyReason: SafeText? {
        guard view != nil else { return connectionReason }
        if clipping != nil { return nil }
        if overlay != nil { return "there is nothing here to copy" }
        switch activePane {
        case .alerts: return matching > 0 ? "select an alert to copy it" : "no alert is selected"
        case .timeline: return entryReason
        case .responder: return noIncidentReason
        case .playbook: return noPlaybookReason
        }
    }

    /// What is selected, as text.
    private var clipping: Clipping? {
        switch overlay {
        case .detail(let detail):
            switch detail.subject {
            case .alert(let row): return clip(row)
            case .entry(let entry): return clip(entry)
            case .incident(let incident): return clip(incident)
            case .playbook(let progress): return clip(progress)
            case .silence(let silence): return clip(silence)
            }
        case .incidents(let list):
            return listedIncidents.first { $0.id == list.selected }.map(clip)
        case .silences: return targetSilence.map(clip)
        case .help: return nil
        case nil: break
        }
        switch activePane {
        case .alerts: return targetRow.map(clip)
        case .timeline: return targetEntry.map(clip)
        case .responder: return incident.map(clip)
        case .playbook: return progress.flatMap { clip($0) }
        }
    }

    /// Where it leads to if it has a link, else its id and title.
    private func clip(_ row: AlertRow) -> Clipping {
        if let link = row.links.first(where: { !$0.address.isEmpty }) {
            return Clipping(
                text: SafeText.cell(link.address).string,
                name: "the \(link.title == "link" ? "" : link.title + " ")link of \(row.name)")
        }
        return Clipping(
            text: row.id.description + " " + SafeText.cell(row.title).string, name: "id and title of \(row.name)")
    }

    private func clip(_ entry: TimelineEntry) -> Clipping {
        let lines = SafeText.lines(entry.sentence, limit: Limits.noteBytesMax)
        return Clipping(
            text: lines.map(\.string).joined(separator: "\n"), name: "the words of entry #\(entry.sequence)")
    }

    private func clip(_ incident: IncidentSummary) -> Clipping {
        Clipping(
            text: incident.id.description + " " + SafeText.cell(incident.title).string,
            name: "id and title of \(incident.id)")
    }

    private func clip(_ silence: SilenceSummary) -> Clipping {
        let matchers = silence.matchers.map(\.description).joined(separator: ", ")
        return Clipping(text: SafeText.cell(matchers).string, name: "the matchers of a silence")
    }

    /// The active step's commands are what is wanted of it; of one without, its title.
    private func clip(_ progress: PlaybookProgress) -> Clipping? {
        guard let current = progress.current, progress.steps.indices.contains(current) else { return nil }
        let step = progress.steps[current].step
        let commands = step.blocks.filter { $0.kind == .command }
        guard !commands.isEmpty else {
            return Clipping(text: SafeText.cell(step.title).string, name: "the title of step \(step.number)")
        }
        let lines = commands.flatMap { SafeText.lines($0.text, limit: Limits.noteBytesMax) }
        return Clipping(
            text: lines.map(\.string).joined(separator: "\n"),
            name: commands.count == 1
                ? "the command of step \(step.number)" : "the \(commands.count) commands of step \(step.number)")
    }
}
