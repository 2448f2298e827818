import PlainText
import WarRoom

/// Why an action can do nothing now; nil when it can.
extension Model {
    /// For everything that changes the room.
    var readOnlyReason: SafeText? {
        if isReadOnly { return "this screen only looks: start warroom without --read-only to act" }
        guard let reason = view?.live.readOnly else { return nil }
        return "the room cannot write (" + SafeText.cell(reason) + "): nothing can be changed until that is mended"
    }

    var connectionReason: SafeText? {
        view == nil ? "not connected to the room yet" : nil
    }

    var alertReason: SafeText? {
        guard view != nil else { return connectionReason }
        if case .detail(let detail) = overlay, case .alert = detail.subject { return nil }
        guard activePane == .alerts else {
            return isQuiet
                ? "no alert is on the board" : "this acts on an alert: " + key(.focusAlerts) + " goes to the alerts"
        }
        if target != nil { return nil }
        return matching > 0 ? "the selected alert is on its way, try again" : "no alert is selected"
    }

    var unacknowledgeReason: SafeText? {
        if let alertReason { return alertReason }
        guard let row = target?.row, row.state != .acknowledged else { return nil }
        return SafeText.cell(row.name, isName: true) + " is not acknowledged: there is nothing to take back"
    }

    var seeReason: SafeText? {
        if let alertReason { return alertReason }
        guard let row = target?.row, row.isSeen else { return nil }
        let who = row.by.map { $0 == person ? "you have" : SafeText.cell($0, isName: true) + " has" } ?? "somebody has"
        return who + " seen " + SafeText.cell(row.name, isName: true) + " already"
    }

    var silenceReason: SafeText? {
        if let alertReason { return alertReason }
        guard let row = target?.row, SilenceProposal.identity(of: row.labels).isEmpty else { return nil }
        return SafeText.cell(row.name, isName: true) + " has no label but its severity for a silence to know it by: "
            + key(.acknowledgeFor) + " takes it, or have its sender send labels"
    }

    /// For what acts on the board itself and not on what is marked.
    var boardReason: SafeText? {
        guard view != nil else { return connectionReason }
        guard activePane == .alerts else {
            return isQuiet
                ? "no alert is on the board" : "this acts on the board: " + key(.focusAlerts) + " goes to the alerts"
        }
        return matching > 0 ? nil : "no alert is on the board"
    }

    var markReason: SafeText? {
        if let boardReason { return boardReason }
        return selectedLine == nil ? "the selected alert is on its way, try again" : nil
    }

    var groupReason: SafeText? {
        if case .detail(let detail) = overlay, detail.step != nil { return nil }
        if let boardReason { return boardReason }
        return loadedBoard.grouping == nil ? "nothing is grouped: " + key(.group) + " groups the alerts" : nil
    }

    var linkReason: SafeText? {
        if let alertReason { return alertReason }
        return incidentReason
    }

    var incidentReason: SafeText? {
        guard view != nil else { return connectionReason }
        if openIncident != nil { return nil }
        if let incident {
            return SafeText.cell(incident.id.description) + " is closed: " + key(.incidents) + " chooses another"
        }
        return noIncidentReason
    }

    var startPlaybookReason: SafeText? {
        guard view != nil else { return connectionReason }
        return playbook.library.isEmpty ? "there are no playbooks: warroom playbook list says where they would be" : nil
    }

    var playbookReason: SafeText? {
        guard view != nil else { return connectionReason }
        guard let progress else { return noPlaybookReason }
        guard progress.current == nil else { return nil }
        let ended = SafeText.cell(progress.title) + " has ended: "
        return progresses.contains { $0.current != nil }
            ? ended + key(.nextPlaybook) + " shows one that is walked" : ended + key(.startPlaybook) + " begins another"
    }

    /// Where none is walked, how one will be.
    var noPlaybookReason: SafeText { "no playbook is walked: " + key(.startPlaybook) + " begins one" }

    var nextPlaybookReason: SafeText? {
        progresses.contains { $0.run != progress?.run } ? nil : "no other playbook is walked"
    }

    var mergeReason: SafeText? {
        if let incidentReason { return incidentReason }
        return openIncidents.count > 1 ? nil : "no other incident is open that it could be part of"
    }

    /// Where there is none, how there will be one.
    var noIncidentReason: SafeText { "no incident is open: " + key(.declare) + " declares one" }

    var takeCommandReason: SafeText? {
        if let incidentReason { return incidentReason }
        guard let incident = openIncident, incident.commander == person else { return nil }
        return "you are commander of " + SafeText.cell(incident.id.description) + " already"
    }

    var entryReason: SafeText? {
        guard view != nil else { return connectionReason }
        if case .detail(let detail) = overlay, case .entry = detail.subject { return nil }
        guard activePane == .timeline else {
            return "this acts on an entry: " + key(.focusTimeline) + " goes to the timeline"
        }
        if let fold = selectedFold {
            return "these are \(fold.count) entries: " + key(.open) + " shows them one by one"
        }
        if targetEntry != nil { return nil }
        return entries.isEmpty
            ? "the timeline is empty" : "choose an entry first: " + key(.up) + " goes up to the newest"
    }

    var correctReason: SafeText? {
        if let entryReason { return entryReason }
        guard let entry = targetEntry else { return nil }
        guard entry.kind == NoteAdded.kind else { return "only notes can be corrected; " + key(.note) + " adds one" }
        guard entry.actor.person == person else {
            return SafeText.cell(entry.who, isName: true) + " wrote this note; " + key(.note) + " adds one of your own"
        }
        return nil
    }

    var onlyIncidentReason: SafeText? {
        timeline.isOfIncident || incident != nil ? nil : "no incident is open: the timeline shows all there is"
    }

    var filterReason: SafeText? {
        overlay.map { $0.filter == nil } ?? false ? "there is no list here to filter" : nil
    }

    var openReason: SafeText? {
        switch overlay {
        case .help, .incidents: return nil
        case .silences: return silenceListReason
        case .detail(let detail) where detail.step != nil: return nil
        case .detail: return "this is all there is; " + key(.back) + " goes back"
        case nil: break
        }
        switch activePane {
        case .alerts: return selectedLine?.group == nil && targetRow == nil ? alertReason : nil
        case .timeline: return selectedFold == nil ? entryReason : nil
        case .responder: return incident == nil ? noIncidentReason : nil
        case .playbook: return progress == nil ? noPlaybookReason : nil
        }
    }

    var themeReason: SafeText? {
        themes.isEmpty ? "no theme is known here" : nil
    }

    var undoReason: SafeText? {
        undo == nil ? "there is nothing to undo: acts can be taken back for five seconds" : nil
    }
}

extension AlertRow {
    /// Whether somebody has looked at this episode.
    var isSeen: Bool {
        switch state {
        case .acknowledged: true
        case .firing, .silenced: by != nil
        case .returned, .expired, .resolved: false
        }
    }
}
