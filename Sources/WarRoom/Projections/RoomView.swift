/// What a dashboard asks to be shown and kept up to date with.
public struct ViewRequest: Sendable, Equatable {
    /// What was typed to narrow the board; empty for all.
    public var filter: String
    public var offset: Int
    /// An alert that the stretch lies around in place of where it begins, wherever that alert moves.
    public var anchor: AlertID?
    public var length: Int
    public var timeline: TimelineFilter
    /// How many of the newest entries.
    public var timelineLength: Int
    /// What the board is put together by; nil for a row an alert.
    public var grouping: AlertGrouping?
    /// The groups whose alerts are shown.
    public var opened: [GroupID]
    /// Whether the list of silences is shown.
    public var showsSilences: Bool
    /// The playbooks of which it is told how many alerts they fit. Told ahead and then named by their id, since requests change
    /// with every scroll.
    public var interests: PlaybookInterests?

    public init(
        filter: String = "", offset: Int = 0, length: Int = 200, timeline: TimelineFilter = .all,
        timelineLength: Int = 200, grouping: AlertGrouping? = nil, opened: [GroupID] = [],
        showsSilences: Bool = false, anchor: AlertID? = nil, interests: PlaybookInterests? = nil
    ) {
        self.anchor = anchor
        self.interests = interests
        self.showsSilences = showsSilences
        self.grouping = grouping
        self.opened = opened
        self.filter = filter
        self.offset = offset
        self.length = length
        self.timeline = timeline
        self.timelineLength = timelineLength
    }
}

/// Somebody whose dashboard is open. Live: it comes from the connections, not from the log.
public struct Presence: Sendable, Hashable, Codable {
    public var person: String
    public var principal: String
    public var since: Instant

    public init(person: String, principal: String, since: Instant) {
        self.person = person
        self.principal = principal
        self.since = since
    }
}

/// What is known only while the daemon runs, and never replayed.
public struct LiveStatus: Sendable, Equatable, Codable {
    public var present: [Presence]
    /// Alerts heard in the last ten seconds, resends included, divided by ten.
    public var alertsPerSecond: Int
    public var listener: String
    /// What is wrong now, a sentence each: a busy port, a full disk.
    public var problems: [String]
    /// Why the log cannot be written; nil while it can.
    public var readOnly: String?

    public init(
        present: [Presence] = [], alertsPerSecond: Int = 0, listener: String = "", problems: [String] = [],
        readOnly: String? = nil
    ) {
        self.present = present
        self.alertsPerSecond = alertsPerSecond
        self.listener = listener
        self.problems = problems
        self.readOnly = readOnly
    }
}

/// All that a request shows, at one position of the log.
public struct RoomView: Sendable, Equatable, Codable {
    public var overview: RoomOverview
    public var live: LiveStatus
    public var offset: Int
    public var matching: Int
    public var rows: [AlertRow]
    /// Oldest first.
    public var entries: [TimelineEntry]
    /// Why the filter could not be read; the board is then shown whole.
    public var filterProblem: String?
    /// The groups in the window; nil where nothing is grouped.
    public var groups: [AlertGroup]?
    /// How many lines a grouped board has.
    public var lines: Int?
    /// The position that the groups were made at, where they are not made anew at every change.
    public var groupedAt: Int64?
    /// The list of silences, where it is asked for.
    public var silences: [SilenceSummary]?
    /// Which of the playbooks asked about fit alerts; nil where none were, and from a daemon that does not tell.
    public var fitting: [FittingPlaybook]?

    public init(
        overview: RoomOverview, live: LiveStatus, offset: Int, matching: Int, rows: [AlertRow],
        entries: [TimelineEntry],
        filterProblem: String? = nil
    ) {
        self.overview = overview
        self.live = live
        self.offset = offset
        self.matching = matching
        self.rows = rows
        self.entries = entries
        self.filterProblem = filterProblem
    }

    public init(
        overview: RoomOverview, live: LiveStatus, window: BoardWindow, entries: [TimelineEntry],
        filterProblem: String? = nil
    ) {
        self.init(
            overview: overview, live: live, offset: window.offset, matching: window.matching, rows: window.rows,
            entries: entries, filterProblem: filterProblem)
        groups = window.groups
        lines = window.lines
        groupedAt = window.groupedAt
    }
}

/// What changed since the last message: absent parts stayed as they were.
public struct RoomChange: Sendable, Equatable, Codable {
    public var overview: RoomOverview?
    public var live: LiveStatus?
    public var offset: Int?
    public var matching: Int?
    /// The ids of the window's rows in their order, when it changed.
    public var order: [AlertID]?
    /// New and changed rows.
    public var rows: [AlertRow]
    /// Entries added at the end, and entries that were corrected, pinned or withdrawn.
    public var entries: [TimelineEntry]
    /// When there was more than one message holds: the timeline shall be read anew.
    public var timelineIsGapped: Bool
    /// All groups of the window, when one of them changed.
    public var groups: [AlertGroup]?
    public var lines: Int?
    public var groupedAt: Int64?
    /// The whole list, when it changed.
    public var silences: [SilenceSummary]?
    public var fitting: [FittingPlaybook]?

    public init() {
        rows = []
        entries = []
        timelineIsGapped = false
    }

    public var isEmpty: Bool { self == RoomChange() }
}

extension RoomView {
    /// What turns this view into a newer one of the same request.
    public func change(to newer: RoomView) -> RoomChange {
        var change = RoomChange()
        if newer.overview != overview { change.overview = newer.overview }
        if newer.live != live { change.live = newer.live }
        if newer.offset != offset { change.offset = newer.offset }
        if newer.matching != matching { change.matching = newer.matching }
        if newer.groups != groups { change.groups = newer.groups }
        if newer.lines != lines { change.lines = newer.lines }
        if newer.groupedAt != groupedAt { change.groupedAt = newer.groupedAt }
        if newer.silences != silences { change.silences = newer.silences }
        if newer.fitting != fitting { change.fitting = newer.fitting }
        let order = newer.rows.map(\.id)
        if order != rows.map(\.id) { change.order = order }
        let known = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        change.rows = newer.rows.filter { known[$0.id] != $0 }
        return change
    }

    /// Takes a change in. Entries are kept up to `timelineLength`, the newest.
    public mutating func merge(_ change: RoomChange, timelineLength: Int) {
        overview = change.overview ?? overview
        live = change.live ?? live
        offset = change.offset ?? offset
        matching = change.matching ?? matching
        groups = change.groups ?? groups
        lines = change.lines ?? lines
        groupedAt = change.groupedAt ?? groupedAt
        silences = change.silences ?? silences
        fitting = change.fitting ?? fitting
        if !change.rows.isEmpty || change.order != nil {
            var known = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            for row in change.rows { known[row.id] = row }
            rows = (change.order ?? rows.map(\.id)).compactMap { known[$0] }
        }
        for entry in change.entries { merge(entry) }
        if entries.count > timelineLength { entries.removeFirst(entries.count - timelineLength) }
    }

    private mutating func merge(_ entry: TimelineEntry) {
        if let last = entries.last, entry.sequence > last.sequence {
            if !entry.isWithdrawn { entries.append(entry) }
        } else if let index = entries.firstIndex(where: { $0.sequence == entry.sequence }) {
            if entry.isWithdrawn { entries.remove(at: index) } else { entries[index] = entry }
        } else if entries.isEmpty, !entry.isWithdrawn {
            entries.append(entry)
        }
    }
}

/// One message of a followed room.
public enum FollowMessage: Sendable, Equatable {
    case view(RoomView)
    case change(RoomChange)
    /// Nothing changed; the room is alive, at this position.
    case heartbeat(sequence: Int64)
    /// The last message of a room that somebody closed: it is not to be opened again unasked.
    case closed
}
