/// Everything that decisions read: the fold of the log by ``EventBody/apply(to:as:)``.
///
/// The same events give the same state, whoever applies them and whenever.
public struct RoomState: Sendable, Equatable {
    /// The last event applied; 0 for an empty room.
    public internal(set) var sequence: Int64 = 0
    public internal(set) var alerts = AlertTable()
    /// What the board shows, in its order.
    public internal(set) var board = SortedSet<BoardKey>()
    public internal(set) var counts = AlertCounts()
    public internal(set) var deadlines = DeadlineSet()
    /// Alerts gone from the board, in the order they went, so that the oldest can be forgotten.
    var gone = SortedSet<GoneKey>()
    /// Who has acknowledged what.
    public internal(set) var taken = TakenAlerts()
    public internal(set) var crowd = Crowd()
    public internal(set) var silences: [EventID: Silence] = [:]
    /// The silences that hide alerts now, in the order of their ids.
    var activeSilences: [EventID] = []
    /// What each of them hides, so that its end does not walk over the whole board.
    var hidden: [EventID: Set<AlertID>] = [:]
    public internal(set) var incidents: [IncidentID: Incident] = [:]
    public internal(set) var runs: [EventID: PlaybookRun] = [:]
    public internal(set) var lastIncidentNumber: Int64 = 0
    public internal(set) var onCall: OnCall?
    public internal(set) var senders: [String: Sender] = [:]
    /// The senders that must be heard every so often, by name.
    public internal(set) var watches: [String: SenderWatch] = [:]
    /// Which alerts stand under others.
    public internal(set) var inhibition = Inhibition()
    /// Set while the log is known to be shorter than its head said.
    public internal(set) var truncation: Truncation?
    public internal(set) var lastCleared: LastCleared?
    /// Events of the log that were not applied because they cannot be read or stop the room, in order.
    public internal(set) var leftOut: [Int64] = []
    /// The episodes of alerts whose words somebody had erased, while the room holds them: they take no new words.
    var redacted: [AlertID: EventID] = [:]
    /// The last event whose text was erased because it is old: all before it have been looked at.
    public internal(set) var textRetiredTo: EventID?

    public init() {}

    /// Applies one event. Events must come in the order of their sequences.
    public mutating func apply(_ event: Event) {
        event.body.apply(to: &self, as: event.envelope)
        sequence = event.envelope.sequence
    }

    /// Goes past an event without applying it. Called in the order of the sequences, as ``apply(_:)`` is.
    public mutating func leaveOut(_ event: Int64) {
        leftOut.append(event)
        sequence = event
    }

    public var openIncidents: [Incident] {
        incidents.values.filter(\.isOpen).sorted { $0.id < $1.id }
    }
}

/// How many alerts the board shows of each state.
public struct AlertCounts: Sendable, Equatable, Codable {
    public var firing = 0
    public var acknowledged = 0
    public var silenced = 0
    public var returned = 0
    public var expired = 0

    public init() {}

    public subscript(state: AlertState) -> Int {
        get {
            switch state {
            case .firing: firing
            case .acknowledged: acknowledged
            case .silenced: silenced
            case .returned: returned
            case .expired: expired
            case .resolved: 0
            }
        }
        set {
            switch state {
            case .firing: firing = newValue
            case .acknowledged: acknowledged = newValue
            case .silenced: silenced = newValue
            case .returned: returned = newValue
            case .expired: expired = newValue
            case .resolved: break
            }
        }
    }

    public var total: Int { firing + acknowledged + silenced + returned + expired }
}

/// An alert that is gone, ordered by the event that ended it.
struct GoneKey: Sendable, Hashable, Comparable {
    let revision: Int64
    let alert: AlertID

    static func < (left: GoneKey, right: GoneKey) -> Bool {
        left.revision == right.revision ? left.alert < right.alert : left.revision < right.revision
    }
}

/// The alerts above ``Limits/openAlertsMax``: counted by name, not held one by one.
public struct Crowd: Sendable, Equatable {
    public internal(set) var groups: [String: Int] = [:]
    var members: [AlertID: String] = [:]

    public var count: Int { members.count }
    public var isEmpty: Bool { members.isEmpty }
}

/// Who is on call, as set by hand.
public struct OnCall: Sendable, Equatable, Codable {
    public var person: String
    public var since: Instant
    public var until: Instant?
    public var setBy: String
}

/// Something that has sent alerts.
public struct Sender: Sendable, Equatable, Codable {
    public var name: String
    public var source: String
    public var lastHeard: Instant
    public var refusals: Int64
}

/// The log turned out shorter than its head said: sequences from `from` to `to` are lost.
public struct Truncation: Sendable, Equatable, Codable {
    public var from: Int64
    public var to: Int64
    public var foundAt: Instant
}

/// The last alert that went off the board, for the quiet screen.
public struct LastCleared: Sendable, Equatable, Codable {
    public var name: String
    public var at: Instant
    public var state: AlertState
    /// The alert, where its name is its title, which can be erased; nil where it is a label.
    public var titled: AlertReference?
}

extension LastCleared {
    init(_ alert: Alert, at instant: Instant, state: AlertState) {
        let reference = AlertReference(alert: alert.id, episode: alert.episode)
        self.init(
            name: alert.name, at: instant, state: state, titled: alert.labels["alertname"] == nil ? reference : nil)
    }
}
