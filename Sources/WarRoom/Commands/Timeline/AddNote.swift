/// Writes a note on the timeline.
public struct AddNote: PersonCommand {
    /// Where a note goes; on the wire `obvious`, `room` or `INC-1`.
    public enum Place: Sendable, Equatable, Codable {
        /// To the one open incident; to the room where there is none, or several.
        case obvious
        case room
        case incident(IncidentID)

        public init(from decoder: any Decoder) throws {
            switch try decoder.singleValueContainer().decode(String.self) {
            case "obvious": self = .obvious
            case "room": self = .room
            default: self = .incident(try IncidentID(from: decoder))
            }
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .obvious: try container.encode("obvious")
            case .room: try container.encode("room")
            case .incident(let id): try container.encode(id)
            }
        }
    }

    public static let name = "note"
    public var body: String
    public var place: Place
    /// When it happened; nil for now.
    public var at: Instant?
    public var tag: NoteTag?
    public var isPinned: Bool

    public init(
        _ body: String, place: Place = .obvious, at: Instant? = nil, tag: NoteTag? = nil, isPinned: Bool = false
    ) {
        self.body = body
        self.place = place
        self.at = at
        self.tag = tag
        self.isPinned = isPinned
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let body = try Wording.checked(body, "a note", bytesMax: Limits.noteBytesMax)
        if let at, at > situation.now + .seconds(60) {
            throw Refusal(.invalid, "a note tells what has happened: \(at.spoken) lies ahead")
        }
        let (incident, reason) = try place.resolve(in: state)
        if let incident { JoinIncident.joinByActing(in: incident, situation, into: &decision) }
        let id = decision.record(
            NoteAdded(
                facts: NoteAdded.Facts(tag: tag, isPinned: isPinned), text: NoteAdded.Words(body: body)),
            occurredAt: at, incident: incident?.id)
        decision.outcome.incident = incident?.id
        let hint =
            reason.map { ": \($0); \(Self.move(state.sequence + Int64(decision.events.count), in: state))" } ?? ""
        decision.outcome.sentence = "noted in \(incident.map { $0.id.description } ?? "the room")\(hint)"
        decision.outcome.undo = [WithdrawNote(.id(id))]
    }

    /// How a note of the room is moved to an incident. Quoted, since a shell takes `#22` for a comment.
    private static func move(_ sequence: Int64, in state: RoomState) -> String {
        let command = "`warroom correct '#\(sequence)' --incident"
        return state.openIncidents.first.map { "\(command) \($0.id)` moves it" }
            ?? "\(command) INC` moves it once one is"
    }
}

extension AddNote.Place {
    /// The incident that is meant, or why none was obvious.
    func resolve(in state: RoomState) throws(Refusal) -> (incident: Incident?, reason: String?) {
        switch self {
        case .room: return (nil, nil)
        case .incident(let id): return (try IncidentSelection.id(id).resolve(in: state), nil)
        case .obvious:
            let open = state.openIncidents
            if open.count == 1 { return (open.first, nil) }
            return (nil, open.isEmpty ? "no incident is open" : "\(open.count) incidents are open")
        }
    }
}
