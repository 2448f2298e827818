import Canvas
import PlainText
import WarRoom

/// What must hold after every message, whatever it was.
extension Model {
    mutating func settle() {
        if let overview { sight.settle(overview.incidents) }
        groupByItself()
        settleBoard()
        settleTimeline()
        settleResponder()
        settleOverlay()
        follow()
        previewTheme()
        tellTitle()
        remember()
    }

    private mutating func settleBoard() {
        guard let view else { return }
        let height = boardHeight
        let lines = boardLines
        let count = lineCount
        board.settle(lines: lines, offset: view.offset, matching: count, height: height, now: now)
        board.marked.settle(
            view.rows, isWhole: loadedBoard == BoardScope() && view.rows.count >= view.overview.counts.total)
        board.askForWindow(lines, offset: view.offset, matching: count, height: height, length: windowLength)
    }

    private mutating func settleTimeline() {
        guard view != nil else { return }
        timeline.folded.settle(entries, times: times)
        let height = layout.inside(.timeline).rows
        guard height > 0 else { return }
        let lines = timelineLines
        timeline.settle(lines.entries, lines: lines, height: height, isAtHand: activePane == .timeline)
        if !timeline.isFollowing, timeline.shownRange(lines.entries, lines, height).lowerBound < height {
            readOlderPage()
        }
    }

    private mutating func settleResponder() {
        guard responderTop > 0 else { return }
        let inside = layout.inside(.responder)
        let count = ResponderPane.lines(self, columns: inside.columns).count
        responderTop = max(0, min(responderTop, count - inside.rows))
    }

    private mutating func settleOverlay() {
        guard let overlay else { return }
        let inside = overlayInside
        switch overlay {
        case .help(var list):
            list.settle(height: inside.rows)
            self.overlay = .help(list)
        case .incidents(var list):
            list.settle(listedIncidents, height: inside.rows)
            self.overlay = .incidents(list)
        case .silences(var list):
            list.settle(listedSilences, height: inside.rows)
            self.overlay = .silences(list)
        case .detail(var detail):
            refresh(&detail)
            askForStory(of: &detail)
            let making = Detail.Making(
                subject: detail.subject, columns: inside.columns, moment: detail.showsSeconds ? now : minute,
                answered: detail.answered, filter: detail.filter, opened: detail.opened)
            let isOpening = detail.making == nil
            if detail.making != making {
                (detail.lines, detail.numbers) = DetailLines(model: self, columns: inside.columns).lines(of: detail)
                detail.making = making
            }
            detail.settleSteps(height: inside.rows, isOpening: isOpening)
            detail.scroll(by: 0, height: inside.rows)
            self.overlay = .detail(detail)
        }
    }

    /// Entries and incidents may have been corrected or changed while their detail is open.
    private func refresh(_ detail: inout Detail) {
        switch detail.subject {
        case .alert: break
        case .entry(let entry):
            let entries = entries
            let index = TimelineList.index(of: entry.sequence, in: entries)
            if entries.indices.contains(index), entries[index].id == entry.id {
                detail.subject = .entry(entries[index])
            }
        case .silence(var silence):
            guard let living = view?.silences else { return }
            if let found = living.first(where: { $0.id == silence.id }) {
                silence = found
            } else {
                silence.state = .expired
                silence.hides = 0
            }
            detail.subject = .silence(silence)
        case .playbook(let progress):
            if let found = overview?.playbooks?.first(where: { $0.run == progress.run }) {
                // Whoever has the active step before them goes on with the next one.
                if found.current != progress.current,
                    progress.current.map({ progress.steps[$0].step.number }) == detail.step
                {
                    detail.step = nil
                }
                detail.subject = .playbook(found)
            }
        case .incident(let incident):
            if let found = overview?.incidents.first(where: { $0.id == incident.id }) {
                detail.subject = .incident(found)
            }
        }
    }

    private mutating func follow() {
        let request = request
        guard request != lastRequest else { return }
        if request.timeline != lastRequest.timeline { timeline.awaitedPage = nil }
        lastRequest = request
        emit(.follow(request))
    }

    /// `SEV2 INC-42, 12 firing`: what can be read while another window has the screen.
    private mutating func tellTitle() {
        guard let overview else { return }
        var parts: [SafeText] = []
        if let incident = openIncident {
            parts.append(SafeText.cell(incident.severity.rawValue) + " " + SafeText.cell(incident.id.description))
        }
        parts.append(isQuiet ? "quiet" : "\(overview.counts.firing) firing")
        let title = parts.joined(separator: ", ") + " - warroom " + SafeText.cell(room.name)
        guard title.string != lastTitle else { return }
        lastTitle = title.string
        emit(.title(title))
    }

    private mutating func remember() {
        let memory = memory
        guard memory != lastMemory else { return }
        lastMemory = memory
        emit(.remember(memory))
    }
}
