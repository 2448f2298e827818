import Canvas
import WarRoom

/// Typing into the bottom line.
extension Model {
    mutating func takePromptKey(_ key: Key) {
        guard var current = prompt else { return }
        switch key {
        case .escape, .control("c"): cancel(current)
        case .enter: accept(current)
        case .character(let scalar):
            if case .resolve(let target) = current.kind {
                confirmResolving(target, scalar)
            } else {
                type(String(scalar), into: &current)
            }
        case .tab, .backTab, .down, .up: chooseNext(key, &current)
        case .control("o") where current.kind.isEditable: emit(.edit(text: current.editor.text))
        default:
            guard current.editor.edit(key) else { return }
            textChanged(&current)
        }
    }

    /// What is pasted is typed, its line ends as blanks; outside a prompt a paste is nothing.
    mutating func take(paste text: String) {
        guard var current = prompt else { return }
        if case .resolve = current.kind { return }
        let line = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
        type(String(line), into: &current)
    }

    private mutating func type(_ text: String, into current: inout Prompt) {
        if current.editor.insert(text, bytesMax: current.kind.bytesMax) {
            textChanged(&current)
        } else {
            current.problem = "no more fits: at most \(current.kind.bytesMax) bytes are taken here"
            prompt = current
        }
    }

    /// Filters work while they are typed; choices follow what is typed.
    mutating func textChanged(_ current: inout Prompt) {
        current.problem = nil
        let text = current.editor.text
        switch current.kind {
        case .filter(let pane, _) where pane != .alerts: narrow(pane, to: text)
        case .filter:
            do throws(MatcherError) {
                _ = try AlertFilter(text)
                board.narrow(to: text)
            } catch {
                current.problem = error.description
            }
        case .listFilter: setListFilter(text)
        case .palette: current.highlighted = paletteHighlight(text)
        case .startPlaybook, .theme: current.highlighted = choices(of: current).isEmpty || text.isEmpty ? nil : 0
        case .severity, .status, .declareSeverity, .roles, .acknowledge, .merge:
            let isAck = if case .acknowledge = current.kind { true } else { false }
            let open = isAck ? AckAnswer.open(in: text)?.name ?? "" : RoleAnswer.open(in: text)
            let choices = choices(of: current)
            current.highlighted = open.isEmpty ? nil : choices.firstIndex { $0.isNamed(by: open) }
        default: break
        }
        prompt = current
    }

    private mutating func setListFilter(_ text: String) {
        overlay?.filter = text
    }

    private mutating func chooseNext(_ key: Key, _ current: inout Prompt) {
        let step = key == .tab || key == .down ? 1 : -1
        switch current.kind {
        case .note: current.cycleTag(step)
        case .declare(let target):
            if let target, current.editor.isEmpty { current.editor.replace(with: target.title) }
        case .roles where key == .tab: complete(&current)
        case .acknowledge where key == .tab, .merge where key == .tab: complete(&current)
        case .palette where key == .tab: completePalette(&current)
        case .listFilter: return move(by: step)
        default: current.moveHighlight(step, count: choices(of: current).count)
        }
        current.problem = nil
        prompt = current
    }

    /// Puts the highlighted choice into the line; returns whether that changed anything.
    @discardableResult
    func complete(_ current: inout Prompt) -> Bool {
        let choices = choices(of: current)
        let index = current.highlighted ?? 0
        guard choices.indices.contains(index), choices[index].value != current.editor.text else { return false }
        current.editor.replace(with: choices[index].value)
        current.highlighted = nil
        return true
    }

    /// Gives up what is typed; a person's own sentences are kept for the next time.
    private mutating func cancel(_ current: Prompt) {
        prompt = nil
        switch current.kind {
        case .filter(let pane, let before): bringBack(pane, before)
        case .listFilter(let before): setListFilter(before)
        case .declareSeverity(let title, _): draft = Draft(prompt: .declare, text: title)
        default:
            guard let name = current.kind.draftName, !current.editor.isEmpty else { return }
            draft = Draft(prompt: name, text: current.editor.text)
            hint("not sent; the same key brings your words back")
        }
    }

    /// The filter of before, and what was selected then.
    private mutating func bringBack(_ pane: Pane, _ before: PromptKind.FilterSight) {
        guard filter(of: pane) != before.filter else { return }
        narrow(pane, to: before.filter)
        if pane == .alerts, let place = before.place { board.seek(place) }
        if pane == .timeline { timeline.returning = (before.entry, before.anchor) }
    }

    private mutating func confirmResolving(_ target: AlertTarget, _ scalar: Unicode.Scalar) {
        prompt = nil
        if scalar == "y" || scalar == "Y" {
            send(ResolveAlerts(target.selection), ofMarked: target.isMarked)
        } else {
            hint("not resolved")
        }
    }
}
