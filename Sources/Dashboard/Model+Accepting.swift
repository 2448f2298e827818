import Playbooks
import WarRoom

/// What Enter does in each prompt: the command, or why not yet.
extension Model {
    mutating func accept(_ current: Prompt) {
        do throws(PromptProblem) {
            try carryOut(current)
        } catch {
            var current = current
            current.problem = error.sentence
            prompt = current
        }
    }

    private mutating func carryOut(_ current: Prompt) throws(PromptProblem) {
        let text = current.editor.text
        switch current.kind {
        case .filter:
            if let problem = current.problem { throw PromptProblem(problem) }
            prompt = nil
        case .listFilter: prompt = nil
        case .palette: try runPalette(current)
        case .theme: try chooseTheme(current)
        case .resolve: throw PromptProblem("type y to resolve it, n to leave it")
        case .acknowledge(let target): try acknowledge(current, target)
        case .silence(let target): try silence(current, target)
        case .extendSilence(let silence): try extend(silence, text)
        case .note(let incident): try note(text, tag: current.tag, in: incident)
        case .correct(let sequence): try correct(sequence, text)
        case .declare(let target): try declare(text, target)
        case .declareSeverity, .severity, .status: try choose(current)
        case .startPlaybook: try startPlaybook(current)
        case .skipStep(let run, let step):
            guard !trimmed(text).isEmpty else { throw PromptProblem("say why: whoever reads on will want to know") }
            finish(SkipStep(run: run, step: step, reason: trimmed(text)))
        case .stopPlaybook(let run, _):
            guard !trimmed(text).isEmpty else { throw PromptProblem("say why, and Enter stops it; Esc goes on") }
            finish(StopPlaybook(run: run, reason: trimmed(text)))
        case .roles(let id): try assign(current, in: id)
        case .takeCommand(let id, let holder):
            guard trimmed(text) == holder else {
                throw PromptProblem("type \(holder) and Enter to take over, Esc to leave it")
            }
            finish(AssignRole(.id(id), role: .commander, from: holder))
        case .close(let id):
            guard IncidentID(trimmed(text)) == id else {
                throw PromptProblem("type \(id) and Enter to close it, Esc to leave it")
            }
            finish(SetIncident(.id(id), status: .closed))
        case .merge(let id): try merge(id, into: text)
        }
    }

    /// Closes the prompt and sends its command; if that fails, what was typed comes back with the prompt.
    private mutating func finish(_ command: any PersonCommand, keeping text: String = "", of target: AlertTarget? = nil)
    {
        let draft = prompt?.kind.draftName.map { Draft(prompt: $0, text: text) }
        prompt = nil
        send(command, draft: draft, ofMarked: target?.isMarked ?? false)
    }

    private mutating func acknowledge(_ current: Prompt, _ target: AlertTarget) throws(PromptProblem) {
        var completed = current
        // As with roles: the beginning of a name is completed first, and meant with the next Enter.
        if let index = current.highlighted, let choice = choices(of: current).dropFirst(index).first,
            let open = AckAnswer.open(in: current.editor.text), !choice.words.contains(open.name.lowercased()),
            complete(&completed)
        {
            prompt = completed
            return
        }
        let answer = try AckAnswer(current.editor.text)
        finish(
            Acknowledge(target.selection, length: answer.length, note: answer.note, person: answer.person), of: target)
    }

    private mutating func silence(_ current: Prompt, _ target: AlertTarget) throws(PromptProblem) {
        let (length, reason) = try silenceLength(current.editor.text)
        guard !reason.isEmpty else {
            throw PromptProblem("say why, too: the next one on call will want to know")
        }
        guard let proposal = current.proposal else {
            throw PromptProblem(
                current.isProposed
                    ? "they have no label in common that a silence could match: silence fewer of them at once"
                    : "the room has not said yet what they have in common: try again")
        }
        finish(CreateSilence(matchers: proposal.matchers, length: length, comment: reason), of: target)
    }

    /// From now on, and never shorter; without new words the old reason stays.
    private mutating func extend(_ silence: SilenceSummary, _ text: String) throws(PromptProblem) {
        let (length, reason) = try silenceLength(text)
        let left = silence.endsAt - now
        guard length >= left else {
            throw PromptProblem("it lasts \(left.spoken) yet: say a longer time, counted from now, or X ends it")
        }
        finish(
            CreateSilence(
                matchers: silence.matchers, length: length, comment: reason.isEmpty ? silence.comment : reason,
                replacing: silence.id))
    }

    private func silenceLength(_ text: String) throws(PromptProblem) -> (length: Milliseconds, reason: String) {
        let (length, reason) = try leadingLength(text)
        guard let length, length > .zero else {
            throw PromptProblem("say how long first, then why: 2h disk is being replaced")
        }
        guard length <= Limits.silenceLengthMax else {
            throw PromptProblem("a silence lasts at most \(Limits.silenceLengthMax.spoken), found \(length.spoken)")
        }
        return (length, reason)
    }

    private mutating func note(_ text: String, tag: NoteTag?, in incident: IncidentID?) throws(PromptProblem) {
        let note = try NoteText(text, clock: clock, now: now)
        guard (note.at ?? now) <= now + .seconds(60) else {
            throw PromptProblem("a note tells what has happened: that time lies ahead")
        }
        finish(
            AddNote(note.body, place: incident.map { .incident($0) } ?? .room, at: note.at, tag: note.tag ?? tag),
            keeping: text)
    }

    private mutating func correct(_ sequence: Int64, _ text: String) throws(PromptProblem) {
        let body = trimmed(text)
        guard !body.isEmpty else { throw PromptProblem("a note cannot be empty; Esc leaves it as it is") }
        let index = TimelineList.index(of: sequence, in: entries)
        if entries.indices.contains(index), entries[index].sequence == sequence, entries[index].sentence == body {
            prompt = nil
            return
        }
        finish(CorrectNote(.sequence(sequence), body: body))
    }

    private mutating func declare(_ text: String, _ target: AlertTarget?) throws(PromptProblem) {
        let title = trimmed(text).isEmpty ? trimmed(target?.title ?? "") : trimmed(text)
        guard !title.isEmpty else {
            throw PromptProblem("say in a few words what is wrong for customers; Esc leaves")
        }
        prompt = Prompt(
            .declareSeverity(title: title, target), highlighted: IncidentSeverity.allCases.firstIndex(of: .sev3))
    }

    /// Takes the highlighted choice; what was typed has moved the highlight, or fits none.
    private mutating func choose(_ current: Prompt) throws(PromptProblem) {
        let choices = choices(of: current)
        guard let index = current.highlighted, choices.indices.contains(index) else {
            let titles = choices.map(\.value).joined(separator: ", ")
            throw PromptProblem("expected one of \(titles)")
        }
        let value = choices[index].value
        switch current.kind {
        case .declareSeverity(let title, let target):
            finish(
                DeclareIncident(title: title, severity: IncidentSeverity(rawValue: value), alerts: target?.selection),
                keeping: title, of: target)
        case .severity(let id): finish(SetIncident(.id(id), severity: IncidentSeverity(rawValue: value)))
        case .status(let id): finish(SetIncident(.id(id), status: IncidentStatus(rawValue: value)))
        default: prompt = nil
        }
    }

    private mutating func chooseTheme(_ current: Prompt) throws(PromptProblem) {
        let choices = choices(of: current)
        guard let index = current.highlighted, choices.indices.contains(index) else {
            throw PromptProblem("expected one of \(themes.joined(separator: ", "))")
        }
        prompt = nil
        emit(.theme(choices[index].value))
        hint("drawn with \(choices[index].value) until this screen is left")
    }

    private mutating func startPlaybook(_ current: Prompt) throws(PromptProblem) {
        let choices = choices(of: current)
        guard case .startPlaybook(let incident) = current.kind, let index = current.highlighted,
            choices.indices.contains(index),
            let book = playbook.library.first(where: { $0.name == choices[index].value })
        else {
            throw PromptProblem("expected one of \(playbookChoices.map(\.value).joined(separator: ", "))")
        }
        playbook.chosen = nil
        playbook.top = nil
        prompt = nil
        send(
            StartPlaybook(
                book.name, title: book.title, steps: book.steps, source: book.source,
                place: incident.map { .incident($0) } ?? .room), remark: startRemark(book, in: incident))
    }

    /// The other incident's name is typed, which is the confirmation.
    private mutating func merge(_ id: IncidentID, into text: String) throws(PromptProblem) {
        guard let into = IncidentID(trimmed(text)) else {
            throw PromptProblem("type the incident that lives on, as in INC-1; Esc leaves both as they are")
        }
        guard into != id else { throw PromptProblem("\(id) cannot be merged into itself: name the other one") }
        finish(MergeIncidents(.id(id), into: .id(into)))
    }

    private mutating func assign(_ current: Prompt, in id: IncidentID) throws(PromptProblem) {
        let choices = choices(of: current)
        var completed = current
        // The beginning of a name is completed first and given with the next Enter: never to somebody by accident.
        if let index = current.highlighted, choices.indices.contains(index),
            !choices[index].words.contains(RoleAnswer.open(in: current.editor.text).lowercased()), complete(&completed)
        {
            prompt = completed
            return
        }
        let answer = try RoleAnswer(current.editor.text)
        guard let incident = overview?.incidents.first(where: { $0.id == id }) else {
            throw PromptProblem("\(id) is gone; Esc leaves")
        }
        let holders = incident.roles.filter { $0.role == answer.role }.map(\.person)
        if answer.isRelease {
            guard let holder = holders.contains(person) ? person : holders.first else {
                throw PromptProblem("nobody holds that role")
            }
            finish(ReleaseRole(.id(id), role: answer.role, person: holder))
        } else if answer.role == .commander, answer.person ?? person == person, let holder = holders.first,
            holder != person
        {
            prompt = Prompt(.takeCommand(id, holder: holder))
        } else {
            let from = answer.role.isShared ? nil : holders.first
            finish(AssignRole(.id(id), role: answer.role, person: answer.person, from: from))
        }
    }

    /// The length that a text begins with, and what follows it.
    private func leadingLength(_ text: String) throws(PromptProblem) -> (length: Milliseconds?, rest: String) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let first = words.first, let length = try WrittenLength(first) else { return (nil, trimmed(text)) }
        return (length.value, words.count > 1 ? trimmed(String(words[1])) : "")
    }

    private func trimmed(_ text: String) -> String { AckAnswer.trimmed(text) }
}
