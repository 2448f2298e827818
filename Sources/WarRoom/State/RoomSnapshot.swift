/// A state as values that can be written down; indexes are left out and built again.
public struct RoomSnapshot: Sendable {
    /// Grows whenever `apply` changes its meaning, or a snapshot's form: older snapshots are then not used, and the log is replayed.
    public static let reducerVersion = 6

    public var head: Head
    /// In parts, as they are written and read.
    public var alerts: [[HeldAlert]]

    /// All but the alerts.
    public struct Head: Sendable, Codable {
        var sequence: Int64
        var silences: [Silence]
        var incidents: [Incident]
        var lastIncidentNumber: Int64
        var onCall: OnCall?
        var senders: [Sender]
        var truncation: Truncation?
        var lastCleared: LastCleared?
        var crowd: [CrowdMember]
        /// Missing in snapshots of rooms that knew no playbooks.
        var runs: [PlaybookRun]?
        /// Missing where no event is left out.
        var leftOut: [Int64]?
        /// Missing in snapshots of rooms that listened for no silence.
        var watches: [SenderWatch]?
        /// Missing in snapshots of rooms that could not erase.
        var redacted: [AlertReference]?
        /// The last event whose text was erased because it is old.
        var textRetiredTo: EventID?
        /// Missing where no alert hides another.
        var inhibition: [InhibitionRule]?
    }

    struct CrowdMember: Sendable, Codable {
        var alert: AlertID
        var name: String
    }

    public init(head: Head, alerts: [[HeldAlert]]) {
        self.head = head
        self.alerts = alerts
    }

    /// The last event applied.
    public var sequence: Int64 { head.sequence }
    /// The events up to there that were not applied, in order.
    public var leftOut: [Int64] { head.leftOut ?? [] }

    public init(_ state: RoomState) {
        head = Head(
            sequence: state.sequence, silences: Array(state.silences.values), incidents: Array(state.incidents.values),
            lastIncidentNumber: state.lastIncidentNumber, onCall: state.onCall, senders: Array(state.senders.values),
            truncation: state.truncation, lastCleared: state.lastCleared,
            crowd: state.crowd.members.map { CrowdMember(alert: $0.key, name: $0.value) },
            runs: Array(state.runs.values), leftOut: state.leftOut.isEmpty ? nil : state.leftOut,
            watches: Array(state.watches.values),
            redacted: state.redacted.map { AlertReference(alert: $0.key, episode: $0.value) },
            textRetiredTo: state.textRetiredTo,
            inhibition: state.inhibition.rules.isEmpty ? nil : state.inhibition.rules)
        alerts = [state.alerts.held]
    }
}

extension RoomState {
    /// The state that a snapshot was taken of: equal in every respect.
    public init(_ snapshot: RoomSnapshot) {
        self.init()
        for silence in snapshot.head.silences {
            silences[silence.id] = silence
            if silence.state == .active { activeSilences.append(silence.id) }
            if silence.state != .expired { deadlines[.silenceEnd(silence.id)] = silence.endsAt }
            if silence.state == .pending { deadlines[.silenceStart(silence.id)] = silence.startsAt }
        }
        activeSilences.sort()
        inhibition = Inhibition(snapshot.head.inhibition ?? [])
        // In the board's order each goes to the end, which is the cheapest place.
        let places = snapshot.alerts.joined().map { (key: BoardKey($0.alert), held: $0) }
        for place in places.sorted(by: { $0.key < $1.key }) { restore(place.held) }
        for incident in snapshot.head.incidents { incidents[incident.id] = incident }
        lastIncidentNumber = snapshot.head.lastIncidentNumber
        onCall = snapshot.head.onCall
        deadlines[.onCallEnd] = onCall?.until
        for sender in snapshot.head.senders { senders[sender.name] = sender }
        truncation = snapshot.head.truncation
        lastCleared = snapshot.head.lastCleared
        for member in snapshot.head.crowd { admitToCrowd(member.alert, name: member.name) }
        for run in snapshot.head.runs ?? [] { runs[run.id] = run }
        leftOut = snapshot.head.leftOut ?? []
        for watch in snapshot.head.watches ?? [] { set(watch) }
        for alert in snapshot.head.redacted ?? [] { redacted[alert.alert] = alert.episode }
        textRetiredTo = snapshot.head.textRetiredTo
        sequence = snapshot.head.sequence
    }
}
