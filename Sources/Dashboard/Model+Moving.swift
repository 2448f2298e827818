import Canvas
import PlainText
import WarRoom

/// Selection, focus and scrolling.
extension Model {
    /// Lines that the list with the keys shows at once.
    var pageLength: Int {
        guard overlay == nil else { return overlayInside.rows }
        return activePane == .alerts ? boardHeight : layout.inside(activePane).rows
    }

    mutating func move(by step: Int) {
        switch overlay {
        case .help(var list):
            list.move(by: step)
            overlay = .help(list)
        case .incidents(var list):
            list.move(by: step, in: listedIncidents)
            overlay = .incidents(list)
        case .silences(var list):
            list.move(by: step, in: listedSilences)
            overlay = .silences(list)
        case .detail(var detail):
            if detail.hasSteps {
                detail.moveStep(by: step, height: overlayInside.rows)
            } else {
                detail.scroll(by: step, height: overlayInside.rows)
            }
            overlay = .detail(detail)
        case nil: movePane(by: step)
        }
    }

    mutating func moveToEnd(isLast: Bool) {
        if overlay == nil, activePane == .timeline {
            let entries = timelineEntries
            timeline.anchor = isLast ? nil : entries.first?.sequence
            timeline.selected = isLast ? nil : entries.first?.sequence
        } else {
            // Far enough for any list, and no risk in adding to it.
            move(by: isLast ? Int(Int32.max) : -Int(Int32.max))
        }
    }

    private mutating func movePane(by step: Int) {
        switch activePane {
        case .alerts:
            board.select(
                index: board.index + step, lines: boardLines, offset: boardOffset, matching: lineCount)
            board.keepInView(height: boardHeight, matching: lineCount)
        case .responder:
            responderTop = max(0, responderTop + step)
        case .playbook: scrollPlaybook(by: step)
        case .timeline: moveInTimeline(by: step)
        }
    }

    /// The first step up chooses the newest entry; a step down from it follows the end again.
    private mutating func moveInTimeline(by step: Int) {
        let entries = timelineEntries
        guard !entries.isEmpty else { return }
        guard let index = timeline.selectedIndex(in: entries) else {
            guard step < 0 else {
                timeline.anchor = nil
                return
            }
            let shown = timeline.shownRange(entries, timelineLines, layout.inside(.timeline).rows)
            let wanted = max(0, shown.upperBound + step)
            timeline.selected = entries[min(wanted, entries.count - 1)].sequence
            return
        }
        if index == entries.count - 1, step > 0 {
            timeline.selected = nil
            timeline.anchor = nil
        } else {
            timeline.selected = entries[min(max(0, index + step), entries.count - 1)].sequence
        }
    }

    /// Scrolls the list under the pointer, and takes the selection along only if it would be left behind.
    mutating func scroll(_ pane: Pane, by lines: Int) {
        switch pane {
        case .alerts:
            board.scroll(
                by: lines, lines: boardLines, offset: boardOffset, matching: lineCount, height: boardHeight)
        case .responder: responderTop = max(0, responderTop + lines)
        case .playbook: scrollPlaybook(by: lines)
        case .timeline: scrollTimeline(by: lines)
        }
    }

    private mutating func scrollTimeline(by lines: Int) {
        let entries = timelineEntries
        guard !entries.isEmpty else { return }
        let height = layout.inside(.timeline).rows
        let all = timelineLines
        let shown = timeline.shownRange(entries, all, height)
        timeline.anchor = entries[min(max(0, shown.lowerBound + lines), entries.count - 1)].sequence
        let after = timeline.shownRange(entries, all, height)
        if after.upperBound == entries.count { timeline.anchor = nil }
        guard let index = timeline.selectedIndex(in: entries), !after.isEmpty else { return }
        timeline.selected = entries[min(max(index, after.lowerBound), after.upperBound - 1)].sequence
    }

    /// What stands on the screen while somebody does something here is not counted as new any more.
    mutating func lookAtTimeline() {
        guard view != nil, activePane == .timeline, overlay == nil else { return }
        let entries = timelineEntries
        let shown = timeline.shownRange(entries, timelineLines, layout.inside(.timeline).rows)
        guard shown.upperBound > 0, entries.indices.contains(shown.upperBound - 1) else { return }
        timeline.looked = max(timeline.looked ?? 0, entries[shown.upperBound - 1].sequence)
    }

    /// The sign of a number of times, where sentences are made here.
    var times: String { glyphs[.times].string }

    /// The selected line of the timeline, where it stands for several entries.
    var selectedFold: (sequence: Int64, count: Int)? {
        guard activePane == .timeline, overlay == nil, let selected = timeline.selected else { return nil }
        return timeline.folded.counts[selected].map { (selected, $0) }
    }

    /// Looking away from the timeline is what makes its entries seen.
    mutating func setFocus(_ pane: Pane) {
        if activePane == .timeline, pane != .timeline { timeline.markSeen(entries) }
        focus = pane
    }

    /// Goes to a pane, or says that the quiet screen has but one.
    mutating func goTo(_ pane: Pane) {
        if layout.form == .quiet, pane != .timeline {
            hint("all is quiet: there is only the timeline")
        } else {
            setFocus(pane)
        }
    }

    mutating func focusNeighbour(_ step: Int) {
        goTo(layout.form == .quiet ? .alerts : focus.neighbour(step))
    }

    mutating func back() {
        if overlay != nil {
            if let filter = overlay?.filter, !filter.isEmpty {
                overlay?.filter = ""
            } else if case .detail(let detail) = overlay, case .silence(let silence) = detail.subject {
                overlay = .silences(SilenceList(selected: silence.id))
            } else {
                overlay = nil
            }
        } else if activePane == .timeline, timeline.folded.close(times: times) {
            return
        } else if activePane == .timeline, timeline.selected != nil || !timeline.isFollowing {
            timeline.selected = nil
            timeline.anchor = nil
        } else if activePane == .timeline, !timeline.filter.isEmpty {
            timeline.filter = ""
        } else if activePane == .alerts, !board.marked.isEmpty {
            board.marked = Marks()
        } else if activePane == .alerts, !board.filter.isEmpty {
            board.narrow(to: "")
        } else if activePane == .responder || activePane == .playbook, !filter(of: activePane).isEmpty {
            narrow(activePane, to: "")
        } else if isZoomed {
            isZoomed = false
        } else {
            answer = nil
        }
    }

    mutating func open() {
        switch overlay {
        case .help(let list): runSelected(of: list)
        case .incidents(let list): chooseSelected(of: list)
        case .detail(var detail):
            detail.openStep()
            overlay = .detail(detail)
        case .silences:
            if let silence = targetSilence { overlay = .detail(Detail(.silence(silence))) }
        case nil: openPane()
        }
    }

    private mutating func openPane() {
        switch activePane {
        case .alerts:
            if let group = selectedLine?.group { return toggleOpen(group) }
            guard let row = targetRow else { return }
            overlay = .detail(Detail(.alert(row)))
            board.acted = .alert(row.id)
            if !row.isSeen, readOnlyReason == nil {
                send(SeeAlerts(AlertSelection([row.reference])), as: row.hasCleared ? .act : .aside)
            }
        case .timeline:
            if let fold = selectedFold {
                timeline.selected = timeline.folded.open(fold.sequence, times: times)
            } else if let entry = targetEntry {
                overlay = .detail(Detail(.entry(entry)))
            }
        case .responder:
            if let incident { overlay = .detail(Detail(.incident(incident))) }
        case .playbook:
            if let progress { overlay = .detail(Detail(.playbook(progress))) }
        }
    }

    private mutating func runSelected(of list: HelpList) {
        guard let id = list.selected, let action = keyMap.action(id) else { return }
        overlay = nil
        switch action.scope {
        case .alerts: setFocus(.alerts)
        case .timeline: setFocus(.timeline)
        default: break
        }
        perform(action)
    }

    private mutating func chooseSelected(of list: IncidentList) {
        guard let chosen = overview?.incidents.first(where: { $0.id == list.selected }) else { return }
        look(at: chosen)
    }

    mutating func look(at chosen: IncidentSummary) {
        sight.choose(chosen)
        overlay = nil
        responderTop = 0
        answer = Answer(
            kind: .done, sentence: "you look at \(chosen.id) now", until: now + room.length(Answer.hintLength))
    }
}

extension AlertRow {
    /// Whether its source no longer says that it fires.
    var hasCleared: Bool {
        switch state {
        case .returned, .expired, .resolved: true
        case .firing, .acknowledged, .silenced: false
        }
    }
}
