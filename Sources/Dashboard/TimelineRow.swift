import Canvas
import PlainText
import WarRoom

/// One entry in one line: when it was written, who did it, what it is.
struct TimelineRow {
    let entry: TimelineEntry
    let model: Model
    let columns: TimelineColumns

    func draw(_ rect: Rect, on frame: inout Frame) {
        let glyphs = model.glyphs
        let row = rect.row
        frame.put(model.clock.time(entry.recordedAt), in: columns.time, row: row, role: .textDim, glyphs: glyphs)
        let isPerson = entry.actor.via == "account" || entry.actor.via == "as"
        frame.put(
            SafeText.cell(entry.who, isName: true), in: columns.who, row: row, role: isPerson ? .person : .textDim,
            glyphs: glyphs)
        let sign = TimelineRow.sign(entry)
        frame.put(sign.glyph, of: glyphs, at: Point(column: columns.glyph, row: row), role: sign.role)
        var room = columns.end - columns.sentence
        if entry.isPinned, room > 30 {
            let pinned: SafeText = "pinned"
            frame.put(pinned, at: Point(column: columns.end - pinned.width, row: row), role: .notePinned)
            room -= pinned.width + 2
        }
        frame.put(words(room: room), column: columns.sentence, row: row, columns: room, glyphs: glyphs)
    }

    /// Tag and, for what was written down later, the time it happened; then the sentence.
    private func words(room: Int) -> [TextRun] {
        var runs: [TextRun] = []
        if let tag = entry.tag {
            runs.append(TextRun(SafeText.cell(tag.rawValue).padded(to: 8) + "  ", TimelineRow.role(of: tag)))
        }
        if entry.isBackdated {
            let time = model.clock.moment(entry.occurredAt, now: entry.recordedAt) + model.glyphs[.backdated]
            runs.append(TextRun(time.padded(to: max(8, time.width)) + "  ", .textDim))
        }
        let isAside = entry.category == .room || entry.category == .silence || entry.category == .role
        let role: StyleRole = entry.category == .problem ? .warning : isAside ? .textDim : .text
        let (first, more) = Self.lines(of: entry.sentence)
        let suffix: SafeText = more == 0 ? "" : more == 1 ? " +1 line" : " +\(more) lines"
        // How much more there is stays in sight, however long the first line is.
        let left = max(8, room - runs.reduce(0) { $0 + $1.text.width } - suffix.width)
        let sentence = SafeText.cell(first)
        runs.append(
            TextRun(more == 0 ? sentence : sentence.truncated(to: left, ellipsis: model.glyphs[.ellipsis]), role))
        if more > 0 { runs.append(TextRun(suffix, .textDim)) }
        if entry.isCorrected { runs.append(TextRun("  corrected", .textDim)) }
        if entry.isBackdated {
            let written = model.clock.time(entry.recordedAt)
            let happened = model.clock.moment(entry.occurredAt, now: entry.recordedAt)
            runs.append(TextRun("  (written " + written + ", happened " + happened + ")", .textDim))
        }
        return runs
    }

    /// The first line that says something, and how many follow it.
    private static func lines(of sentence: String) -> (first: String, more: Int) {
        guard sentence.contains(where: \.isNewline) else { return (sentence, 0) }
        var rest = sentence.drop { $0.isNewline }
        while rest.last?.isNewline == true { rest.removeLast() }
        return (String(rest.prefix { !$0.isNewline }), rest.count { $0.isNewline })
    }

    /// The sign that sets kinds of entries apart at a glance, and what it means for the eye.
    static func sign(_ entry: TimelineEntry) -> (glyph: Glyph, role: StyleRole) {
        switch entry.category {
        case .alertFired: (.alert, .stateFiring)
        case .alertCleared: (.returned, .stateResolved)
        case .acknowledged: (.done, .stateAcknowledged)
        case .silence: (.dash, .stateSilenced)
        case .incident: (.marked, .status)
        case .role: (.bullet, .person)
        case .note: (entry.tag == .decision ? .decision : .note, entry.tag.map(role) ?? .text)
        case .change: (.up, .text)
        case .step: (.current, .stepCurrent)
        case .onCall: (.right, .person)
        case .room: (.separator, .textDim)
        case .problem: (.failed, .warning)
        }
    }

    static func role(of tag: NoteTag) -> StyleRole {
        switch tag {
        case .finding: .noteFinding
        case .decision: .noteDecision
        case .action: .noteAction
        case .question: .noteQuestion
        case .impact: .noteImpact
        }
    }
}
