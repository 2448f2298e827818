public import PlainText
public import WarRoom

/// One entry as one line for `--plain`: words alone, for screen readers and pipes.
///
/// `localOffset` gives the seconds east of UTC at an instant.
public func plainLine(for entry: TimelineEntry, localOffset: @escaping @Sendable (Instant) -> Int) -> SafeText {
    let clock = LocalClock(offset: localOffset, zoneName: "")
    var line = clock.time(entry.recordedAt) + " " + SafeText.line(entry.who, isName: true) + ": "
    if let tag = entry.tag { line += SafeText.line(tag.rawValue) + ": " }
    line += SafeText.line(entry.sentence)
    var remarks: [SafeText] = []
    if entry.isBackdated { remarks.append("happened " + clock.moment(entry.occurredAt, now: entry.recordedAt)) }
    if entry.isPinned { remarks.append("pinned") }
    if entry.isCorrected { remarks.append("corrected") }
    if entry.isWithdrawn { remarks.append("taken back") }
    if !remarks.isEmpty { line += " (" + remarks.joined(separator: ", ") + ")" }
    return line
}

/// The room in a few lines for `--plain`: what is wrong with the view itself, counts, incidents, who is on call, and
/// the first alerts of the board.
///
/// `localOffset` gives the seconds east of UTC at an instant.
public func plainSummary(
    of view: RoomView, now: Instant, localOffset: @escaping @Sendable (Instant) -> Int
) -> [SafeText] {
    let clock = LocalClock(offset: localOffset, zoneName: "")
    var lines: [SafeText] = []
    if let reason = view.live.readOnly { lines.append("READ-ONLY: " + SafeText.line(reason)) }
    if let truncation = view.overview.truncation {
        lines.append("the log lost its events \(Int(clamping: truncation.from)) to \(Int(clamping: truncation.to))")
    }
    lines += view.live.problems.map { "problem: " + SafeText.line($0) }
    lines.append(counts(view.overview.counts))
    let open = view.overview.incidents.filter { $0.status != .closed }
    if open.isEmpty { lines.append("no incident is open") }
    for incident in open.prefix(5) {
        let commander = incident.commander.map { "commander " + SafeText.line($0, isName: true) } ?? "no commander"
        lines.append(
            SafeText.line(incident.id.description) + " " + SafeText.line(incident.severity.rawValue) + " "
                + SafeText.line(incident.status.rawValue) + " for " + Age.spoken(now - incident.openedAt) + ", "
                + commander
                + ": " + SafeText.line(incident.title))
    }
    lines += (view.overview.playbooks ?? []).filter { $0.endedAt == nil }.prefix(5).map { walked($0, now: now) }
    if let onCall = view.overview.onCall {
        let until = onCall.until.map { " until " + clock.moment($0, now: now) } ?? ""
        lines.append("on call: " + SafeText.line(onCall.person, isName: true) + until)
    } else {
        lines.append("on call: nobody is set")
    }
    if let workers = view.overview.working, !workers.isEmpty {
        let more = view.overview.othersWorking
        let others: [SafeText] = more > 0 ? ["\(more) more people"] : []
        lines.append("working: " + (workers.map { work(of: $0, now: now) } + others).joined(separator: "; "))
    }
    lines += view.rows.prefix(10).map { alert($0, now: now) }
    if view.rows.count > 10 || view.matching > view.rows.count {
        lines.append("and \(max(view.matching, view.rows.count) - min(10, view.rows.count)) more alerts")
    }
    return lines
}

private func counts(_ counts: AlertCounts) -> SafeText {
    let words: [(Int, SafeText)] = [
        (counts.firing, "firing"), (counts.acknowledged, "acknowledged"), (counts.returned, "returned"),
        (counts.silenced, "silenced"), (counts.expired, "expired"),
    ]
    let parts = words.filter { $0.0 > 0 }.map { "\($0.0) " + $0.1 }
    return parts.isEmpty ? "no alert is on the board" : "alerts: " + parts.joined(separator: ", ")
}

private func walked(_ progress: PlaybookProgress, now: Instant) -> SafeText {
    var line = "playbook " + SafeText.line(progress.title)
    if let incident = progress.incident { line += " in " + SafeText.line(incident.description) }
    guard let current = progress.current else { return line }
    let step = progress.steps[current]
    line += ": step " + SafeText.line(step.step.number) + " of "
    line += SafeText.line(progress.steps.last?.step.mainNumber ?? "") + ", " + SafeText.line(step.step.title)
    if let started = step.startedAt { line += ", for " + Age.spoken(now - started) }
    return line
}

private func work(of worker: Worker, now: Instant) -> SafeText {
    let more: SafeText = worker.alerts > 1 ? " and \(worker.alerts - 1) more" : ""
    return SafeText.line(worker.person, isName: true) + " on " + SafeText.line(worker.alert, isName: true) + more
        + " for another " + Age.spoken(worker.until - now)
}

private func alert(_ row: AlertRow, now: Instant) -> SafeText {
    var line = SafeText.line(row.severity.rawValue) + " " + SafeText.line(row.state.rawValue) + ": "
    line += SafeText.line(row.name, isName: true)
    if !row.target.isEmpty { line += " on " + SafeText.line(row.target, isName: true) }
    line += ", for " + Age.spoken(now - row.since)
    if let person = row.by {
        line += (row.state == .acknowledged ? ", taken by " : ", seen by ") + SafeText.line(person, isName: true)
    }
    if let under = row.under { line += ", under " + SafeText.line(under, isName: true) }
    return line
}
