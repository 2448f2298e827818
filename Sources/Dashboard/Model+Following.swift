import Canvas
import WarRoom

/// How what the room tells becomes what is shown.
extension Model {
    mutating func receive(_ newer: RoomView) {
        connection = .live
        let old = view
        let selectedRow = selectedLine?.alert
        board.isSeeking = false
        var newer = newer.bounded()
        let isSameTimeline = old != nil && timeline.loadedFilter == timelineFilter && !wasInterrupted
        if isSameTimeline, let old { newer.entries = Self.joined(old.entries, newer.entries) }
        if newer.entries.count < Model.timelineLength { timeline.isComplete = true }
        if !isSameTimeline {
            timeline.isComplete = newer.entries.count < Model.timelineLength
            timeline.awaitedPage = nil
            timeline.anchor = nil
        }
        timeline.comeBack()
        timeline.loadedFilter = timelineFilter
        if old == nil { sight.begin(newer.overview.incidents) }
        if old == nil, timeline.seen == nil || (timeline.seen ?? 0) > newer.overview.sequence {
            timeline.seen = newer.overview.sequence
        }
        let scope = BoardScope(filter: board.filter, grouping: newer.groups == nil ? nil : board.grouping)
        if loadedBoard != scope {
            loadedBoard = scope
            board.needs = AlertNeeds()
            board.top = 0
            let lines = BoardLine.lines(rows: newer.rows, groups: newer.groups, by: scope.grouping)
            if !lines.contains(where: { $0.id == board.selected }) { board.index = 0 }
            board.comeBack(among: lines)
        } else if let old {
            newer = holding(selectedRow, of: old, in: newer)
        }
        view = newer
        measure(newer.rows, newer.groups)
        refreshSuggestions()
        wasInterrupted = false
        if let row = newer.rows.first(where: { $0.id == detailAlert }) { refreshDetail(row) }
    }

    mutating func receive(_ change: RoomChange) {
        guard let old = view else { return }
        if connection != .live { connection = .live }
        mark(change, over: old)
        measure(change.rows, change.groups)
        let selectedRow = selectedLine?.alert
        let limit = timeline.isFollowing ? Model.timelineLength * 2 : Model.timelineEntriesMax
        if !change.timelineIsGapped {
            if old.entries.count + change.entries.count > limit { timeline.isComplete = false }
            view?.merge(change, timelineLength: limit)
        } else {
            var withoutEntries = change
            withoutEntries.entries = []
            view?.merge(withoutEntries, timelineLength: limit)
            readNewestPage()
        }
        if change.overview != nil || change.offset != nil || change.matching != nil || change.lines != nil
            || change.groups != nil || change.fitting != nil
        {
            view = view?.bounded()
        }
        if !change.rows.isEmpty || change.order != nil || change.fitting != nil { refreshSuggestions() }
        if let newer = view { view = holding(selectedRow, of: old, in: newer) }
        refreshProposals()
        if let overlayRow = change.rows.first(where: { $0.id == detailAlert }) { refreshDetail(overlayRow) }
    }

    mutating func receive(page: [TimelineEntry], before: Int64?) {
        guard let before, before == timeline.awaitedPage, var entries = view?.entries else { return }
        timeline.awaitedPage = nil
        if timeline.isGapped { readNewestPage() }
        let page = page.filter { !$0.isWithdrawn }.sorted { $0.sequence < $1.sequence }
        if before == .max {
            entries = Self.joined(entries, page)
        } else {
            if page.count < Model.timelineLength { timeline.isComplete = true }
            let first = entries.first?.sequence ?? .max
            entries = page.filter { $0.sequence < first } + entries
        }
        view?.entries = entries
    }

    /// Reads the newest entries, because more came than one message holds.
    private mutating func readNewestPage() {
        timeline.isGapped = timeline.awaitedPage == .max
        guard !timeline.isGapped else { return }
        timeline.awaitedPage = .max
        emit(.page(timelineFilter, before: .max, limit: Model.timelineLength))
    }

    /// Asks for the entries before the first one here.
    mutating func readOlderPage() {
        guard !timeline.isComplete, timeline.awaitedPage == nil, connection == .live,
            let first = view?.entries.first?.sequence
        else { return }
        timeline.awaitedPage = first
        emit(.page(timelineFilter, before: first, limit: Model.timelineLength))
    }

    /// Newer entries behind those older ones that they connect with; the newer alone where there is a gap between.
    private static func joined(_ old: [TimelineEntry], _ newer: [TimelineEntry]) -> [TimelineEntry] {
        guard let first = newer.first, let last = old.last else { return newer.isEmpty ? old : newer }
        guard first.sequence <= last.sequence else { return newer }
        return old.filter { $0.sequence < first.sequence } + newer
    }

    /// Marks what changed in a way that a person wants to see; one more resend is none.
    private mutating func mark(_ change: RoomChange, over old: RoomView) {
        let until = now + room.length(Model.markLength)
        let known = Dictionary(old.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for row in change.rows {
            let before = known[row.id]
            if let before, before.looksLike(row) { continue }
            board.changes[row.id] = until
            let isUncovered = before?.under != nil && row.under == nil
            if before?.episode != row.episode || isUncovered { ring(for: row) }
        }
        for entry in change.entries { timeline.marks[entry.sequence] = until }
    }

    /// A critical alert rings for whoever is on call; one that stands under another not before it stands alone.
    private mutating func ring(for row: AlertRow) {
        guard row.severity == .critical, row.state == .firing, row.under == nil, overview?.onCall?.person == person
        else { return }
        if let lastBell, now - lastBell < room.length(Model.bellInterval) { return }
        lastBell = now
        emit(.bell)
    }

    private var detailAlert: AlertID? {
        guard case .detail(let detail) = overlay, case .alert(let row) = detail.subject else { return nil }
        return row.id
    }

    private mutating func refreshDetail(_ row: AlertRow) {
        guard case .detail(var detail) = overlay else { return }
        detail.subject = .alert(row)
        overlay = .detail(detail)
    }
}

extension AlertRow {
    /// Whether nothing differs but counts and when it was last heard.
    fileprivate func looksLike(_ other: AlertRow) -> Bool {
        state == other.state && severity == other.severity && by == other.by && until == other.until
            && episode == other.episode && incident == other.incident && title == other.title
            && silencedBy == other.silencedBy && (under == nil) == (other.under == nil)
    }
}
