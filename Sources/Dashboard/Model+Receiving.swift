import Canvas
import PlainText
import WarRoom

/// What each message does to the model.
extension Model {
    mutating func receive(_ message: Message) {
        switch message {
        case .input(let event): receive(event)
        case .connected(let view, let request): if hears(of: request) { receive(view) }
        case .changed(let change, let request): if hears(of: request) { receive(change) }
        case .heartbeat: lastHeard = now
        case .connection(let state): receive(state)
        case .answered(let token, let result): receive(result, token: token)
        case .undelivered(let token, let reason): receiveUndelivered(token, reason: reason)
        case .proposed(let token, let result): receive(result, token: token)
        case .story(let token, let result): receive(result, token: token)
        case .page(let entries, let before): receive(page: entries, before: before)
        case .clock(let instant): receive(clock: instant)
        case .playbooks(let library):
            playbook.library = library
            playbook.interests = PlaybookInterests(library)
            refreshSuggestions()
        case .themes(let names): themes = names
        case .edited(let text): receive(edited: text)
        case .shellFailed(let reason):
            // The bottom line is the prompt's while there is one.
            prompt?.problem = reason
            answer = Answer(kind: .refused, sentence: reason, until: now + Answer.refusalLength)
        case .restoredScreen(let memory): restore(memory)
        case .forgottenScreen(let sequence):
            hint("your screen stopped over what it showed at #\(sequence): filters and selection are cleared")
        }
    }

    /// The room lives, and told of a request: whether that is the newest one. What was on its way already when another window
    /// was asked for would be taken for the answer.
    private mutating func hears(of request: ViewRequest) -> Bool {
        lastHeard = now
        return request == lastRequest
    }

    private mutating func receive(_ event: InputEvent) {
        if event.isByHand { lastHandAt = now }
        switch event {
        case .key(let key): take(key)
        case .paste(let text): take(paste: text)
        case .mouse(let event): take(event)
        case .focus: break
        case .resize(let size): self.size = size
        }
        if event.isByHand { lookAtTimeline() }
    }

    private mutating func receive(_ state: ConnectionState) {
        connection = state
        switch state {
        case .live: lastHeard = now
        case .connecting, .lost, .closed:
            timeline.awaitedPage = nil
            wasInterrupted = true
        }
    }

    private mutating func receive(clock instant: Instant) {
        now = instant
        if let answer, answer.until <= now { self.answer = nil }
        if let undo, undo.until <= now { self.undo = nil }
        board.changes = board.changes.filter { $0.value > instant }
        timeline.marks = timeline.marks.filter { $0.value > instant }
    }

    private mutating func receive(_ result: Result<Outcome, Refusal>, token: Int) {
        guard let command = pending.removeValue(forKey: token) else { return }
        switch result {
        case .success(let outcome):
            if command.purpose == .aside { return }
            var sentence = outcome.sentence + command.remark
            if case .undo(let act?) = command.purpose { sentence = "took back: \(act)" }
            let until = now + room.length(Limits.undoLength)
            answer = Answer(kind: .done, sentence: sentence, until: until)
            let canUndo = command.purpose == .act && !outcome.undo.isEmpty
            undo = canUndo ? UndoOffer(commands: outcome.undo, sentence: sentence, until: until) : nil
            if command.isOfMarked { board.marked = Marks() }
            if let id = outcome.incident, command.isDeclaration { sight.choose(id) }
        case .failure(let refusal):
            answer = Answer(
                kind: .refused, sentence: refusal.description, until: now + room.length(Answer.refusalLength))
            draft = command.draft ?? draft
        }
    }

    private mutating func receiveUndelivered(_ token: Int, reason: String) {
        guard let command = pending.removeValue(forKey: token) else { return }
        if command.purpose == .aside { return }
        draft = command.draft ?? draft
        let kept = command.draft == nil ? "" : "; your words are kept for the next try"
        answer = Answer(
            kind: .refused, sentence: "not done, the room did not get it: \(reason)\(kept)",
            until: now + room.length(Answer.refusalLength))
    }

    private mutating func restore(_ memory: ScreenMemory) {
        focus = memory.focus
        isZoomed = memory.isZoomed
        board.filter = memory.alertFilter
        board.grouping = memory.grouping
        board.isGroupingChosen = memory.grouping != nil
        timeline.filter = memory.timelineFilter
        timeline.isOfIncident = memory.isTimelineOfIncident
        if let incident = memory.incident { sight.choose(incident) }
        timeline.seen = memory.seenSequence
        lastMemory = self.memory
    }
}
