import WarRoom

/// What the actions on alerts, entries and incidents do: at once where it can be undone, else by asking.
extension Model {
    mutating func runOnAlert(_ id: ActionID) {
        guard let target else { return }
        if !target.isMarked { board.acted = target.row.map { .alert($0.id) } ?? board.selected }
        switch id {
        case .acknowledge: send(Acknowledge(target.selection), ofMarked: target.isMarked)
        case .acknowledgeFor: prompt = Prompt(.acknowledge(target))
        case .unacknowledge: send(Unacknowledge(target.selection), ofMarked: target.isMarked)
        case .see: send(SeeAlerts(target.selection), ofMarked: target.isMarked)
        case .resolve: prompt = Prompt(.resolve(target))
        case .silence:
            openSilencing(target)
        case .link:
            guard let incident = openIncident else { return }
            // Several are always linked: only of a single one it is plain that it shall be taken out again.
            let isLinked = target.row.map { $0.incident != incident.id } ?? true
            send(LinkAlerts(.id(incident.id), target.selection, isLinked: isLinked), ofMarked: target.isMarked)
        default: break
        }
    }

    mutating func runOnTimeline(_ id: ActionID) {
        switch id {
        case .pin:
            if let entry = targetEntry { send(PinEntry(.id(entry.id), isPinned: !entry.isPinned)) }
        case .correct:
            if let entry = targetEntry { prompt = Prompt(.correct(entry.sequence), text: entry.sentence) }
        case .onlyIncident:
            timeline.isOfIncident.toggle()
            timeline.selected = nil
            timeline.anchor = nil
        default: break
        }
    }

    mutating func runOnIncident(_ id: ActionID) {
        switch id {
        case .note: openPrompt(.note(incident?.id))
        case .declare: openDeclaration()
        case .incidents:
            overlay = .incidents(IncidentList(selected: sight.incident))
        default:
            if let incident = openIncident { run(id, on: incident) }
        }
    }

    private mutating func run(_ id: ActionID, on incident: IncidentSummary) {
        switch id {
        case .takeCommand:
            if let holder = incident.commander {
                prompt = Prompt(.takeCommand(incident.id, holder: holder))
            } else {
                send(AssignRole(.id(incident.id), role: .commander))
            }
        case .roles: prompt = Prompt(.roles(incident.id))
        case .status:
            let statuses: [IncidentStatus] = [.investigating, .identified, .monitoring, .resolved]
            prompt = Prompt(.status(incident.id), highlighted: statuses.firstIndex(of: incident.status))
        case .severity:
            prompt = Prompt(
                .severity(incident.id), highlighted: IncidentSeverity.allCases.firstIndex(of: incident.severity))
        case .join:
            let takesPart = incident.participants.contains { $0.person == person }
            send(JoinIncident(.id(incident.id), isJoined: !takesPart))
        case .close: prompt = Prompt(.close(incident.id))
        case .merge: prompt = Prompt(.merge(incident.id))
        default: break
        }
    }

    /// With the alert that the person has before them, unless it belongs to an incident already.
    private mutating func openDeclaration() {
        var linked: AlertTarget?
        let isBeforeThem: Bool
        if case .detail = overlay {
            isBeforeThem = true
        } else {
            isBeforeThem = overlay == nil && activePane == .alerts
        }
        if isBeforeThem, let target, target.row?.incident == nil { linked = target }
        if case .incidents = overlay { overlay = nil }
        openPrompt(.declare(linked))
    }

    /// Opens a prompt with what was typed into it last time and not taken.
    private mutating func openPrompt(_ kind: PromptKind) {
        let kept = draft.flatMap { $0.prompt == kind.draftName ? $0.text : nil }
        if kept != nil { draft = nil }
        prompt = Prompt(kind, text: kept ?? "")
    }

    mutating func openFilter() {
        if let filter = overlay?.filter {
            prompt = Prompt(.listFilter(before: filter), text: filter, isSelected: true)
        } else {
            let before = PromptKind.FilterSight(
                filter: filter(of: activePane), place: board.place, entry: timeline.selected, anchor: timeline.anchor)
            prompt = Prompt(.filter(activePane, before: before), text: before.filter, isSelected: true)
        }
    }
}
