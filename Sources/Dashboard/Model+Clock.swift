public import WarRoom

extension Model {
    /// When the screen next changes by the time alone; nil if it never does. The shell sets one timer for it.
    ///
    /// Seconds only where somebody watches them pass: an open incident's clock, and how long nothing was heard. All
    /// else changes with the minute, and a quiet room with nothing to count not before midnight.
    public var nextClock: Instant? {
        var times: [Instant?] = [answer?.until, undo?.until, board.changes.values.min(), timeline.marks.values.min()]
        times.append(
            pending.values.map { $0.sentAt + room.length(PendingCommand.showsAfter) }.filter { $0 > now }.min())
        times.append(nextConnectionChange)
        times.append(groupsAt)
        if let progress, progress.current != nil { times.append(nextStep(from: progress.startedAt, .seconds(1))) }
        if let incident = openIncident { times.append(nextStep(from: incident.openedAt, .seconds(1))) }
        if view != nil {
            if showsAges { times.append(minute + .minutes(1)) }
            times.append(clock.nextMidnight(after: now))
        }
        let next = times.compactMap { $0 }.min()
        // A time that is past already is due now; it never means to be woken again and again.
        return next.map { max($0, now + Milliseconds(1)) }
    }

    private var nextConnectionChange: Instant? {
        switch connection {
        case .connecting, .closed: nil
        case .lost(let since, _): nextCount(from: since)
        case .live:
            if view?.live.readOnly != nil {
                nil
            } else if silence == nil {
                lastHeard + room.length(Limits.staleAfter)
            } else {
                nextCount(from: lastHeard)
            }
        }
    }

    /// Seconds are counted for the first minute, then minutes.
    private func nextCount(from start: Instant) -> Instant {
        nextStep(from: start, now - start < .minutes(1) ? .seconds(1) : .minutes(1))
    }

    private func nextStep(from start: Instant, _ step: Milliseconds) -> Instant {
        let elapsed = max(0, (now - start).count)
        let next = (elapsed / step.count + 1).multipliedReportingOverflow(by: step.count)
        return next.overflow ? Instant.latest : start + Milliseconds(next.partialValue)
    }

    /// Whether anything on the screen says how long ago something was.
    private var showsAges: Bool {
        if case .detail = overlay { return true }
        guard let view else { return false }
        if isQuiet { return !view.overview.senders.isEmpty }
        return !view.rows.isEmpty || view.groups?.isEmpty == false
    }
}
