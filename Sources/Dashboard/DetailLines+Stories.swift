import Canvas
import PlainText
import Playbooks
import WarRoom

/// What the room told of a thing, in lines; until it has answered they say so.
extension DetailLines {
    func story(of row: AlertRow, _ detail: Detail) -> [Line] {
        guard case .alert(let story)? = detail.story, story.alert.id == row.id else {
            return playbooks(row) + waiting("History", detail)
        }
        return inhibition(story, row) + history(story, row) + lastTime(story) + playbooks(row) + changes(story)
            + problem(detail)
    }

    func story(of entry: TimelineEntry, _ detail: Detail) -> [Line] {
        guard case .entry(let story)? = detail.story, story.entry.id == entry.id else {
            return entry.isCorrected ? waiting("Wordings", detail) : []
        }
        var lines: [Line] = []
        if !story.wordings.isEmpty {
            lines += [.blank, Line("Wordings, the first one first", .heading)]
            for wording in story.wordings { lines += told(wording.at, wording.who, wording.text) }
        }
        if !story.marks.isEmpty {
            lines += [.blank, Line("Changes of it", .heading)]
            for mark in story.marks { lines += told(mark.at, mark.who, mark.text) }
        }
        return lines + problem(detail)
    }

    func story(of incident: IncidentSummary, _ detail: Detail) -> [Line] {
        guard case .incident(let story)? = detail.story, story.incident.id == incident.id else {
            return waiting("So far", detail)
        }
        var lines: [Line] = [.blank, Line("So far", .heading)] + firstAck(story)
        for progress in story.playbooks.prefix(Limits.storyNotesMax) {
            let step = progress.current.map { progress.steps[$0].step }
            let words = step.map { ": step " + SafeText.cell($0.number) + ", " + SafeText.cell($0.title) } ?? ""
            lines += field("Playbook", SafeText.cell(progress.title) + words, indent: 2)
        }
        if !story.counts.isEmpty {
            let counts = story.counts.map { "\($0.count) " + SafeText.cell($0.state.rawValue) }
            lines += field("Alerts", counts.joined(separator: ", "), indent: 2)
        }
        lines += notes("Decisions", story.decisions) + notes("Pinned", story.pinned)
        return lines + problem(detail)
    }

    private func firstAck(_ story: IncidentStory) -> [Line] {
        guard let first = story.firstAlert else { return [] }
        let start = SafeText.cell(first.name, isName: true) + " " + model.clock.moment(first.at, now: model.now)
        var lines: [Line]
        if let ack = story.firstAck, let length = story.firstAckAfter {
            let end =
                SafeText.cell(ack.person ?? "", isName: true) + " for " + SafeText.cell(ack.name, isName: true) + " "
                + model.clock.moment(ack.at, now: model.now)
            lines = field(
                "First ack",
                SafeText.cell(length.spoken) + " from first alert (" + start + ") to first ack (" + end + ")",
                indent: 2)
        } else {
            lines = field("First ack", "none since the first alert (" + start + ")", .roleUnfilled, indent: 2)
        }
        if story.alertsRead < story.incident.alerts.count {
            let words: SafeText = "counted over \(story.alertsRead) of \(story.incident.alerts.count) alerts"
            lines += field("", words, .textDim, indent: 2)
        }
        return lines
    }

    private func notes(_ title: SafeText, _ notes: [StoryNote]) -> [Line] {
        guard !notes.isEmpty else { return [] }
        return [.blank, Line(title, .heading)] + notes.flatMap { told($0.at, $0.who, $0.text) }
    }

    private func history(_ story: AlertStory, _ row: AlertRow) -> [Line] {
        var lines: [Line] = [.blank, Line("History", .heading)]
        if story.historyCut > 0 {
            lines.append(Line("\(story.historyCut) earlier ones are in the log", .textDim, indent: 2))
        }
        for moment in story.history {
            let rule = moment.rule.map { SafeText.cell($0) + " " } ?? ""
            lines += told(moment.at, moment.who, moment.sentence, before: rule)
        }
        let more = row.count - 1
        if more > 0 {
            let times: SafeText = more == 1 ? "once more" : "\(Int(clamping: more)) more times"
            let last = model.clock.moment(row.lastHeard, now: model.now)
            lines.append(Line("its source said so " + times + ", last " + last, .textDim, indent: 2))
        }
        return lines
    }

    private func lastTime(_ story: AlertStory) -> [Line] {
        var lines: [Line] = [.blank, Line("Last time", .heading)]
        if story.episodes.isEmpty {
            lines.append(Line("it never fired before, as far as was read", .textDim, indent: 2))
        }
        for past in story.episodes {
            let length = past.endedAt.map { "for " + Age.spoken($0 - past.since) } ?? "its end is not known"
            let who = past.by.map { ", taken by " + SafeText.cell($0, isName: true) } ?? ", nobody took it"
            lines += wrapped(exact(past.since) + " " + length + who, .text, indent: 2)
            guard let incident = past.incident else { continue }
            let title = past.title.map { "  " + SafeText.cell($0) } ?? ""
            let status = past.status.map { ", " + SafeText.cell($0.rawValue) } ?? ""
            lines += wrapped(SafeText.cell(incident.description) + title + status, .text, indent: 4)
            for note in past.notes {
                let tag = note.tag.map { SafeText.cell($0.rawValue) + ": " } ?? ""
                let parts = SafeText.lines(note.text, limit: DetailLines.linesMax)
                lines += wrapped(tag + (parts.first ?? ""), .textDim, indent: 4)
                lines += parts.dropFirst().flatMap { wrapped($0, .textDim, indent: 4) }
            }
        }
        return lines
    }

    private func changes(_ story: AlertStory) -> [Line] {
        var lines: [Line] = [.blank, Line("Changes in the hour before", .heading)]
        if story.changes.isEmpty { lines.append(Line("none were told of", .textDim, indent: 2)) }
        for change in story.changes {
            let same: SafeText = change.isOfService ? "same service: " : ""
            lines += told(change.at, change.source, change.summary, before: same)
        }
        return lines
    }

    private func playbooks(_ row: AlertRow) -> [Line] {
        let fitting = model.playbook.library.filter { $0.fits(row.labels) }
        guard !fitting.isEmpty else { return [] }
        let how = "Playbooks that fit: Esc, then " + model.key(.startPlaybook) + " begins one"
        return [.blank, Line(how, .heading)]
            + fitting.prefix(Limits.storyNotesMax).flatMap {
                field(SafeText.cell($0.name, isName: true), SafeText.cell($0.title), indent: 2)
            }
    }

    private func waiting(_ title: SafeText, _ detail: Detail) -> [Line] {
        if detail.storyProblem != nil { return problem(detail) }
        return [.blank, Line(title, .heading), Line("the room is being asked", .textDim, indent: 2)]
    }

    private func problem(_ detail: Detail) -> [Line] {
        guard let problem = detail.storyProblem else { return [] }
        return [.blank] + wrapped("the room did not tell more: " + SafeText.cell(problem), .textDim)
    }

    /// When, who, and what beside it.
    private func told(_ at: Instant, _ who: String, _ text: String, before: SafeText = "") -> [Line] {
        let parts = SafeText.lines(text, limit: DetailLines.linesMax)
        let words = before + SafeText.cell(who, isName: true) + ": " + (parts.first ?? "")
        return field(model.clock.moment(at, now: model.now), words, indent: 2)
            + parts.dropFirst().flatMap { field("", $0, indent: 2) }
    }

    private func wrapped(_ text: SafeText, _ role: StyleRole, indent: Int) -> [Line] {
        text.wrapped(to: max(8, columns - indent)).prefix(DetailLines.linesMax).map { Line($0, role, indent: indent) }
    }
}
