import Canvas
import PlainText
import Playbooks
import WarRoom

/// A walked playbook: who walks it, what it is for, whom it needs, and its steps.
extension DetailLines {
    func playbook(_ progress: PlaybookProgress, _ detail: Detail) -> [PlaybookPane.StepLine] {
        let book = model.book(of: progress)
        var lines = wrapped(SafeText.cell(progress.title), .textStrong)
        if let book, !book.introduction.isEmpty {
            lines += StepText(glyphs: model.glyphs, columns: columns).lines(book.introduction)
        }
        lines.append(.blank)
        lines += field("Begun", exact(progress.startedAt) + " by " + SafeText.cell(progress.startedBy, isName: true))
        if let id = progress.incident { lines += field("Incident", incidentWords(id)) }
        if let ended = progress.endedAt {
            lines += field(progress.isStopped ? "Stopped" : "Ended", exact(ended) + ", " + ago(ended))
        }
        if let book, !book.roles.isEmpty { lines += roles(book.roles, in: progress.incident) }
        lines.append(.blank)
        return lines.map { PlaybookPane.StepLine(line: $0) }
            + PlaybookPane.lines(model, columns: columns, filter: detail.filter, opened: detail.opened, book: book)
    }

    /// Those it wants, then those of them that nobody has.
    private func roles(_ roles: [Role], in incident: IncidentID?) -> [Line] {
        func words(_ roles: [Role]) -> SafeText {
            roles.map { SafeText.cell($0.rawValue) }.joined(separator: ", ")
        }
        let unfilled = model.unfilled(roles, in: incident)
        return field("Roles", words(roles))
            + (unfilled.isEmpty ? [] : field("Unfilled", words(unfilled), .roleUnfilled))
    }
}
