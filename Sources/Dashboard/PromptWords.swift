import Canvas
import PlainText
import WarRoom

/// What prompts say: the question at the left, how to go on at the right.
enum PromptWords {
    /// The question, ended by a colon.
    static func label(_ prompt: Prompt, _ model: Model) -> SafeText {
        switch prompt.kind {
        case .filter(.alerts, _): return "filter the alerts:"
        case .filter(.responder, _): return "filter the responder:"
        case .filter(.playbook, _): return "filter the playbook:"
        case .filter(.timeline, _): return "filter the timeline:"
        case .listFilter: return "filter:"
        case .palette: return ":"
        case .theme: return "theme:"
        case .acknowledge(let target): return "ack " + name(target.name) + ":"
        case .resolve(let target): return "y or n: resolve " + name(target.name) + " by hand?"
        case .silence(let target):
            let wanted = prompt.proposal.map { matchers($0.matchers) } ?? name(target.name)
            return lengthOf(wanted, " for:", narrow: ":", model)
        case .extendSilence(let silence):
            return lengthOf(matchers(silence.matchers), " from now for:", narrow: " from now:", model)
        case .note(let incident):
            let place = incident.map { SafeText.cell($0.description) } ?? "the room"
            let tag = prompt.tag.map { " #" + SafeText.cell($0.rawValue) } ?? ""
            return "note in " + place + tag + ":"
        case .correct(let sequence): return "correct #\(Int(clamping: sequence)):"
        case .declare(let target): return target.map { "declare with " + name($0.name) + ":" } ?? "declare:"
        case .declareSeverity: return "severity:"
        case .severity(let id): return "severity of " + SafeText.cell(id.description) + ":"
        case .status(let id): return "status of " + SafeText.cell(id.description) + ":"
        case .roles(let id): return "role in " + SafeText.cell(id.description) + ":"
        case .takeCommand(_, let holder): return "type " + name(holder) + " to take command from " + name(holder) + ":"
        case .startPlaybook(let id):
            return "playbook" + (id.map { " for " + SafeText.cell($0.description) } ?? "") + ":"
        case .skipStep(_, let step): return "skip step " + SafeText.cell(step) + ", because:"
        case .stopPlaybook(_, let title): return "stop " + SafeText.cell(title) + ", because:"
        case .close(let id):
            return "type " + SafeText.cell(id.description) + " to close it:"
        case .merge(let id): return "merge " + SafeText.cell(id.description) + ", which closes it, into:"
        }
    }

    /// How to go on, dim at the right; the first of these that fits is shown.
    static func hints(_ prompt: Prompt, _ model: Model) -> [[TextRun]] {
        let hint = hint(prompt, model)
        guard prompt.kind.isEditable else { return [hint] }
        let count = prompt.editor.text.count(where: \.isNewline)
        let lines = count > 0 ? [TextRun("\(count + 1) lines  ", .textDim)] : []
        let editor = lines + keys([("Ctrl-O", "editor")])
        return [editor + [TextRun("  ")] + hint, editor, hint]
    }

    private static func hint(_ prompt: Prompt, _ model: Model) -> [TextRun] {
        switch prompt.kind {
        case .filter(let pane, _) where pane != .alerts:
            return keys([("Enter", "keeps"), ("Esc", "undoes")], before: "words, !not  ")
        case .filter:
            return keys([("Enter", "keeps"), ("Esc", "undoes")], before: "words, !not, severity=\"critical\"  ")
        case .palette: return keys([("Tab", "completes"), ("Enter", "does it"), ("Esc", "leaves")])
        case .theme: return keys([("Tab", "shows the next"), ("Enter", "keeps it"), ("Esc", "the one before")])
        case .listFilter: return keys([("Enter", "keeps"), ("Esc", "undoes")])
        case .acknowledge:
            return keys([("Tab", "completes"), ("Enter", "acks")], before: "30m @bo looking into it  ")
        case .resolve: return [TextRun("if its source still sends it, it fires anew", .textDim)]
        case .silence(let target): return silenceHint(prompt, target)
        case .extendSilence: return keys([("Enter", "extends"), ("Esc", "leaves it")], before: "2h why  ")
        case .note: return noteHint(prompt)
        case .correct: return keys([("Enter", "corrects"), ("Esc", "leaves it")])
        case .declare(let target):
            guard target != nil else { return keys([("Enter", "goes on")], before: "what is wrong for customers  ") }
            return keys([("Tab", "takes its title"), ("Enter", "goes on")])
        case .declareSeverity: return keys([("Enter", "declares"), ("Esc", "leaves")])
        case .severity, .status: return keys([("Enter", "sets"), ("Esc", "leaves")])
        case .roles: return keys([("Tab", "completes"), ("Enter", "gives")], before: "scribe kim  ")
        case .startPlaybook: return keys([("Enter", "begins it"), ("Esc", "leaves")])
        case .skipStep: return keys([("Enter", "skips it"), ("Esc", "leaves")])
        case .stopPlaybook: return keys([("Enter", "stops it"), ("Esc", "goes on")])
        case .takeCommand, .close, .merge: return keys([("Enter", "does it"), ("Esc", "leaves")])
        }
    }

    /// The title of the box of choices.
    static func question(_ prompt: Prompt) -> SafeText {
        switch prompt.kind {
        case .declareSeverity: "How bad is it? If unsure, take SEV3"
        case .severity: "How bad is it?"
        case .status: "Where does it stand?"
        case .startPlaybook: "Which playbook? Those that fit come first"
        case .acknowledge: "Whose is it to be?"
        case .silence(let target): "What shall be hidden? (" + name(target.name) + ")"
        case .merge: "Which incident lives on?"
        case .palette: "What shall be done?"
        case .theme: "Which theme? For this screen alone"
        case .roles: RoleAnswer.role(in: prompt.editor.text) == nil ? "Which role?" : "Who? Enter alone: you"
        default: ""
        }
    }

    /// All tags in a row; the one that Tab chose, or that is typed, stands out.
    private static func noteHint(_ prompt: Prompt) -> [TextRun] {
        var runs = [TextRun("Tab", .key)]
        let chosen = NoteText.tag(in: prompt.editor.text) ?? prompt.tag
        for tag in NoteTag.allCases {
            runs.append(TextRun(" ", .textDim))
            runs.append(TextRun("#" + SafeText.cell(tag.rawValue), tag == chosen ? .promptMatch : .textDim))
        }
        return runs
    }

    private static func silenceHint(_ prompt: Prompt, _ target: AlertTarget) -> [TextRun] {
        let count = prompt.proposal.map { hiding($0, target) + "  " } ?? (prompt.isProposed ? "" : "asking the room  ")
        let tab: [(SafeText, SafeText)] = prompt.proposals.count > 1 ? [("Tab", "widens")] : []
        return [TextRun(count, .textDim)] + keys(tab + [("Enter", "silences")], before: "2h why  ")
    }

    /// `hides 12 alerts now, 4 of them not marked`; short `hides 12, 4 not marked`.
    static func hiding(_ proposal: SilenceProposal, _ target: AlertTarget, isShort: Bool = false) -> SafeText {
        let alerts: SafeText = isShort ? "" : proposal.hides == 1 ? " alert now" : " alerts now"
        let hides = "hides \(proposal.hides)" + alerts
        guard proposal.others > 0 else { return hides }
        return hides + ", \(proposal.others) " + (isShort ? "" : "of them ")
            + (target.isMarked ? "not marked" : "others")
    }

    /// The question for a silence's length. What it hides is always in sight, cut so that the question is, too.
    private static func lengthOf(
        _ wanted: SafeText, _ question: SafeText, narrow: SafeText, _ model: Model
    ) -> SafeText {
        let isNarrow = model.size.columns < 60
        let (before, after): (SafeText, SafeText) = isNarrow ? ("", narrow) : ("silence ", question)
        let room = model.size.columns / 2 - before.width - after.width
        return before + wanted.truncated(to: room, ellipsis: model.glyphs[.ellipsis]) + after
    }

    private static func matchers(_ matchers: [Matcher]) -> SafeText {
        SafeText.cell(matchers.map(\.description).joined(separator: ", "))
    }

    private static func keys(_ pairs: [(SafeText, SafeText)], before: SafeText = "") -> [TextRun] {
        var runs = before.isEmpty ? [] : [TextRun(before, .textDim)]
        for (index, pair) in pairs.enumerated() {
            if index > 0 { runs.append(TextRun("  ")) }
            runs += [TextRun(pair.0, .key), TextRun(" " + pair.1, .keyLabel)]
        }
        return runs
    }

    private static func name(_ text: String) -> SafeText { SafeText.cell(text, isName: true) }
}
