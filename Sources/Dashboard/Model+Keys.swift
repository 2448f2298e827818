import Canvas
import PlainText
import WarRoom

/// Where a key goes: to the prompt, else through the action table.
extension Model {
    mutating func take(_ key: Key) {
        let action = keyMap.action(for: key, in: keyPane)
        switch action?.id {
        case .redraw where isFree(key): emit(.redraw)
        case .suspend where isFree(key): emit(.suspend)
        default:
            if prompt != nil {
                takePromptKey(key)
            } else if layout.form == .tooSmall {
                if action?.id == .quit { emit(.quit) }
            } else if let action {
                perform(action)
            } else if key == .control("c") {
                let sentence =
                    self.key(.quit) + " leaves the screen, the room lives on; " + self.key(.back) + " goes back"
                hint(sentence.string)
            }
        }
    }

    /// Whether a key is no use in a prompt, and so means there what it means elsewhere.
    private func isFree(_ key: Key) -> Bool {
        guard var editor = prompt?.editor else { return true }
        switch key {
        case .control("c"): return false
        case .control, .function, .alt, .pageUp, .pageDown: return !editor.edit(key)
        default: return false
        }
    }

    /// Runs an action, or says why it cannot.
    mutating func perform(_ action: Action) {
        if overlay != nil, !isOffered(action) {
            hint((key(.back) + " goes back first").string)
        } else if let reason = action.disabledReason(self) {
            hint(reason.string)
        } else if action.changesRoom || action.id == .mark, action.scope == .alerts, overlay == nil,
            let held = board.heldUntil, held > now, let target,
            !target.isMarked
        {
            hint("the selected alert has just gone, now it is \(target.name): press again if you mean that")
            board.heldUntil = nil
        } else {
            // What was refused is over once something is done.
            if answer?.kind != .done { answer = nil }
            run(action.id)
        }
    }

    /// Whether an action makes sense while something lies over the panes.
    func isOffered(_ action: Action) -> Bool {
        switch action.id {
        case .down, .up, .halfPageDown, .halfPageUp, .pageDown, .pageUp, .first, .last, .open, .back, .quit, .undo,
            .help, .palette, .copy, .theme:
            return true
        default: break
        }
        switch overlay {
        case .help: return action.id == .filter
        case .incidents: return [.declare, .incidents, .filter].contains(action.id)
        case .silences: return [.silences, .endSilence, .extendSilence, .filter].contains(action.id)
        case .detail(let detail): return isOffered(action, on: detail)
        case nil: return true
        }
    }

    private func isOffered(_ action: Action, on detail: Detail) -> Bool {
        if action.id == .note || action.id == .declare { return true }
        switch detail.subject {
        case .alert: return action.scope == .alerts && action.changesRoom
        case .silence: return action.id == .endSilence || action.id == .extendSilence
        case .entry: return action.id == .pin || action.id == .correct
        case .incident: return action.scope == .incident
        case .playbook: return action.scope == .playbook || [.filter, .expand, .collapse].contains(action.id)
        }
    }

    private mutating func run(_ id: ActionID) {
        switch id {
        case .acknowledge, .acknowledgeFor, .unacknowledge, .see, .silence, .resolve, .link: runOnAlert(id)
        case .silences, .endSilence, .extendSilence: runOnSilences(id)
        case .mark, .markAll, .group, .expand, .collapse: runOnBoard(id)
        case .pin, .correct, .onlyIncident: runOnTimeline(id)
        case .note, .declare, .incidents, .takeCommand, .roles, .status, .severity, .join, .close, .merge:
            runOnIncident(id)
        case .startPlaybook, .completeStep, .skipStep, .stopPlaybook, .nextPlaybook: runOnPlaybook(id)
        case .down: move(by: 1)
        case .up: move(by: -1)
        case .halfPageDown: move(by: max(1, pageLength / 2))
        case .halfPageUp: move(by: -max(1, pageLength / 2))
        case .pageDown: move(by: max(1, pageLength - 1))
        case .pageUp: move(by: -max(1, pageLength - 1))
        case .first: moveToEnd(isLast: false)
        case .last: moveToEnd(isLast: true)
        case .nextPane: focusNeighbour(1)
        case .previousPane: focusNeighbour(-1)
        case .focusAlerts: goTo(.alerts)
        case .focusResponder: goTo(.responder)
        case .focusPlaybook: goTo(.playbook)
        case .focusTimeline: goTo(.timeline)
        case .zoom: isZoomed.toggle()
        case .filter: openFilter()
        case .open: open()
        case .back: back()
        case .undo: runUndo()
        case .copy: copySelected()
        case .palette: openPalette()
        case .theme: prompt = Prompt(.theme)
        case .help: toggleHelp()
        case .redraw: emit(.redraw)
        case .suspend: emit(.suspend)
        case .quit: quit()
        }
    }

    private mutating func runUndo() {
        guard let undo else { return }
        let whole = undo.commands.count > 1 ? undo.sentence : nil
        for command in undo.commands { send(command, as: .undo(of: whole)) }
        self.undo = nil
        answer = nil
    }

    /// From everywhere but a prompt: whoever types `q` and goes on at what is taken for a shell shall not act on the room.
    private mutating func quit() {
        // Whoever leaves has seen what stood on the screen.
        if !layout.inside(.timeline).isEmpty { timeline.markSeen(entries) }
        emit(.quit)
    }

    private mutating func toggleHelp() {
        if case .help = overlay {
            overlay = nil
        } else {
            overlay = .help(HelpList(pane: activePane, keyMap: keyMap))
        }
    }
}
