public import Canvas
public import WarRoom

/// All that the screen knows; changed by `update`, drawn by `view`.
public struct Model: Sendable {
    /// Who sits in front of it.
    public let person: String
    /// The characters that the chrome is drawn with.
    public let glyphs: GlyphSet
    /// What is known of the room without asking it.
    public let room: RoomInfo
    /// Whether this dashboard only looks (`--read-only`).
    public let isReadOnly: Bool
    /// Which keys do what.
    public let keyMap: KeyMap
    /// Columns and rows of the terminal.
    public internal(set) var size: Size
    /// The last time the shell told.
    public internal(set) var now: Instant
    /// How the dashboard is joined to its room.
    public internal(set) var connection = ConnectionState.connecting

    let clock: LocalClock
    /// What the room shows; nil until it first answered.
    var view: RoomView?
    var lastHeard: Instant
    /// Whether the connection was lost since the last complete view: then what was paged in may be out of date.
    var wasInterrupted = false

    var focus = Pane.alerts
    var isZoomed = false
    var board = Board()
    var timeline = TimelineList()
    var sight = IncidentSight()
    var playbook = PlaybookSight()
    /// The themes that can be drawn with.
    var themes: [String] = []
    /// The theme that is looked at while one is chosen.
    var previewedTheme: String?
    /// What the rows shown now were asked for by.
    var loadedBoard = BoardScope()
    /// Lines scrolled off the top of the responder pane.
    var responderTop = 0
    /// What narrows the responder pane.
    var responderFilter = ""

    var overlay: Overlay?
    var prompt: Prompt?
    var draft: Draft?
    var proposing: Proposing?
    var answer: Answer?
    var undo: UndoOffer?
    var pending: [Int: PendingCommand] = [:]
    var lastToken = 0

    var lastRequest: ViewRequest
    var lastMemory: ScreenMemory
    var lastTitle = ""
    var lastBell: Instant?
    /// When somebody last pressed a key, or the screen began.
    var lastHandAt: Instant
    var outbox: [Effect] = []

    /// A screen that has not heard from its room yet.
    ///
    /// - Parameters:
    ///   - localOffset: seconds east of UTC at an instant.
    ///   - zoneName: what the local zone is called, such as `CET`; empty where it has no name.
    ///   - now: the time of its start.
    ///   - keyMap: which keys do what.
    public init(
        person: String, size: Size, glyphs: GlyphSet, room: RoomInfo, isReadOnly: Bool,
        localOffset: @escaping @Sendable (Instant) -> Int, zoneName: String, now: Instant,
        keyMap: KeyMap = .standard
    ) {
        self.person = person
        self.size = size
        self.glyphs = glyphs
        self.room = room
        self.isReadOnly = isReadOnly
        self.keyMap = keyMap
        self.now = now
        clock = LocalClock(offset: localOffset, zoneName: zoneName)
        lastHeard = now
        lastHandAt = now
        lastRequest = ViewRequest()
        lastMemory = ScreenMemory()
        lastRequest = request
        lastMemory = memory
    }

    /// What the screen wants to be shown: for the shell's first `follow`; each change of it is an effect.
    public var request: ViewRequest {
        ViewRequest(
            filter: board.filter, offset: board.requestedOffset, length: windowLength, timeline: timelineFilter,
            timelineLength: Model.timelineLength, grouping: board.grouping,
            opened: board.grouping == nil ? [] : board.opened,
            showsSilences: isShowingSilences, anchor: board.anchor, interests: playbook.interests)
    }

    /// What the screen would remember now.
    public var memory: ScreenMemory {
        ScreenMemory(
            focus: focus, isZoomed: isZoomed, alertFilter: board.filter, timelineFilter: timeline.filter,
            isTimelineOfIncident: timeline.isOfIncident, incident: sight.incident, seenSequence: timeline.seen,
            grouping: board.isGroupedByItself ? nil : board.grouping)
    }

    /// How many of the newest entries are followed, and how many a page holds.
    static let timelineLength = 200
    /// Entries kept while somebody reads far up the timeline.
    static let timelineEntriesMax = 5000
    /// A bell rings at most this often.
    static let bellInterval = Milliseconds.seconds(30)
    /// New alerts a second, and alerts on the board, above which groups are suggested.
    static let stormRate = 100
    static let stormRows = 200
    /// How long a changed row is marked.
    static let markLength = Milliseconds.seconds(2)
}

extension Model {
    /// Rows of the board to ask for: several screens of them.
    var windowLength: Int { min(max(200, size.rows * 3), Limits.windowRowsMax) }

    var timelineFilter: TimelineFilter {
        TimelineFilter(incident: timeline.isOfIncident ? sight.incident : nil, text: timeline.filter)
    }

    var rows: [AlertRow] { view?.rows ?? [] }
    var entries: [TimelineEntry] { view?.entries ?? [] }
    /// The timeline's lines: the entries, those of one act as one.
    var timelineEntries: [TimelineEntry] { timeline.folded.entries }
    var overview: RoomOverview? { view?.overview }
    /// The position of the log that the screen shows; 0 before the first view.
    public var sequence: Int64 { overview?.sequence ?? 0 }
    /// How many alerts the filter shows.
    var matching: Int { view.map { max($0.matching, $0.rows.count) } ?? 0 }
    /// The lines of the board that are here.
    var boardLines: [BoardLine] {
        view.map { BoardLine.lines(rows: $0.rows, groups: $0.groups, by: loadedBoard.grouping) } ?? []
    }
    /// How many lines the board has.
    var lineCount: Int {
        view.map { max($0.lines ?? $0.matching, $0.offset + $0.rows.count + ($0.groups?.count ?? 0)) } ?? 0
    }
    var isShowingSilences: Bool {
        switch overlay {
        case .silences: true
        case .detail(let detail): if case .silence = detail.subject { true } else { false }
        default: false
        }
    }
    var boardOffset: Int { view?.offset ?? 0 }

    /// The line that is selected; nil while it is on its way.
    var selectedLine: BoardLine? {
        guard let selected = board.selected else { return nil }
        return boardLines.first { $0.id == selected }
    }

    /// The incident this person looks at.
    var incident: IncidentSummary? {
        guard let id = sight.incident else { return nil }
        return overview?.incidents.first { $0.id == id }
    }

    /// The incident this person looks at, while it is open.
    var openIncident: IncidentSummary? { incident.flatMap { $0.status == .closed ? nil : $0 } }

    var openIncidents: [IncidentSummary] { overview?.incidents.filter { $0.status != .closed } ?? [] }

    /// Whether there is nothing to look at but that all is well.
    var isQuiet: Bool {
        guard let overview else { return false }
        return overview.counts.total == 0 && overview.crowdCount == 0 && incident == nil
    }

    /// The alert before the person: the one whose detail is open, else the selected one.
    var targetRow: AlertRow? {
        if case .detail(let detail) = overlay {
            if case .alert(let row) = detail.subject { return row }
            return nil
        }
        guard case .alert(let selected)? = board.selected else { return nil }
        return rows.first { $0.id == selected }
    }

    /// The entry that acts on the timeline mean.
    var targetEntry: TimelineEntry? {
        if case .detail(let detail) = overlay {
            if case .entry(let entry) = detail.subject { return entry }
            return nil
        }
        let entries = timelineEntries
        return timeline.selectedIndex(in: entries).map { entries[$0] }
    }

    /// The pane that keys go to: on the quiet screen there is only the timeline.
    var activePane: Pane {
        layout.form == .quiet ? .timeline : focus
    }

    /// Lines that the board's rows have: the last one may be taken by the alerts above the room's limit.
    var boardHeight: Int {
        let rows = layout.inside(.alerts).rows
        return hasCrowdLine && rows > 1 ? rows - 1 : rows
    }

    var hasCrowdLine: Bool { (overview?.crowdCount ?? 0) > 0 }

    /// The whole minute that ages are counted from.
    var minute: Instant { Age.minute(of: now) }

    var timelineLines: TimelineLines {
        let entries = timelineEntries
        return TimelineLines(
            entries: entries, firstNew: timeline.firstNew(in: entries, for: person), isComplete: timeline.isComplete,
            clock: clock, now: now)
    }

    mutating func emit(_ effect: Effect) {
        outbox.append(effect)
    }

    mutating func takeOutbox() -> [Effect] {
        let effects = outbox
        outbox.removeAll(keepingCapacity: true)
        return effects
    }

    /// Shows a sentence in the bottom line that helps on, without anything having been done.
    mutating func hint(_ sentence: String) {
        answer = Answer(kind: .hint, sentence: sentence, until: now + room.length(Answer.hintLength))
    }

    /// Sends a command to the room.
    mutating func send(
        _ command: any PersonCommand, as purpose: PendingCommand.Purpose = .act, draft: Draft? = nil,
        ofMarked: Bool = false, remark: String = ""
    ) {
        lastToken += 1
        pending[lastToken] = PendingCommand(
            purpose: purpose, sentAt: now, isDeclaration: command is DeclareIncident, draft: draft,
            isOfMarked: ofMarked, remark: remark)
        emit(.send(token: lastToken, command: command))
    }
}
