/// What stands around every event: where it is in the log, when, by whom, and about which incident.
public struct Envelope: Sendable, Hashable {
    /// The position in the log, from 1; assigned by the writer, never used twice.
    public let sequence: Int64
    /// Made by whoever wrote the event: appending the same id twice is one event.
    public let id: EventID
    /// When it happened, as far as anyone knows.
    public let occurredAt: Instant
    /// When the room wrote it down.
    public let recordedAt: Instant
    public let actor: Actor
    public let incident: IncidentID?

    public init(
        sequence: Int64, id: EventID, occurredAt: Instant, recordedAt: Instant, actor: Actor,
        incident: IncidentID? = nil
    ) {
        self.sequence = sequence
        self.id = id
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.actor = actor
        self.incident = incident
    }
}

/// One event of the log: an envelope and what happened.
public struct Event: Sendable {
    public let envelope: Envelope
    public let body: any EventBody

    public init(envelope: Envelope, body: any EventBody) {
        self.envelope = envelope
        self.body = body
    }

    public var kind: String { type(of: body).kind(of: body) }
}

/// What happened, in the past tense, subject first.
///
/// `facts` are hashed into the chain and are all that decisions read; `text` holds people's and senders' words, and can be
/// erased. An event type is one file and one line in ``EventTable``; its property names are the wire's names, frozen.
public protocol EventBody: Sendable, Equatable {
    associatedtype Facts: Codable & Sendable & Equatable
    associatedtype Words: Codable & Sendable & Equatable

    /// The name in the log, such as `alert.fired`.
    static var kind: String { get }
    /// Grows when a field changes its meaning; adding an optional field does not count.
    static var version: Int { get }

    var facts: Facts { get }
    /// Nil where the event has none, or where it was erased.
    var text: Words? { get }

    init(facts: Facts, text: Words?)

    /// Changes the state by this event and nothing else: no clock, no configuration, no randomness.
    func apply(to state: inout RoomState, as envelope: Envelope)

    /// The sentence for the timeline, told with the state right after the event; nil keeps it off the timeline.
    func narration(in state: RoomState, as envelope: Envelope) -> Narration?

    /// What the event changes about an earlier entry of the timeline.
    var amendment: TimelineAmendment? { get }
}

/// A change of an entry that stands on the timeline already; the entry is named by its event, or by its place in this log.
public enum TimelineAmendment: Sendable, Equatable {
    /// A nil body leaves the words as they are; `toRoom` takes the entry out of its incident.
    case correct(EventID, body: String?, movedTo: IncidentID?, toRoom: Bool = false)
    case withdraw(EventID)
    case pin(EventID, Bool)
    /// An entry says something else from now on, since its words or those that it quoted were erased.
    case retell(EntrySelection, sentence: String)

    /// The entry that it changes.
    public var entry: EntrySelection {
        switch self {
        case .correct(let id, _, _, _), .withdraw(let id), .pin(let id, _): .id(id)
        case .retell(let entry, _): entry
        }
    }
}

extension EventBody {
    public static var version: Int { 1 }
    public var amendment: TimelineAmendment? { nil }
    static func kind(of body: any EventBody) -> String { (body as? UnknownEvent)?.facts.kind ?? kind }
}

/// Of events that have no erasable text.
public struct NoWords: Codable, Sendable, Equatable {
    public init() {}
}

/// How one event reads on the timeline; the words are raw and are neutralised where they are shown.
public struct Narration: Sendable, Equatable, Codable {
    /// Chooses glyph and style.
    public enum Category: String, Sendable, Codable, CaseIterable {
        case alertFired, alertCleared, acknowledged, silence, incident, role, note, change, step, onCall, room, problem
    }

    public var category: Category
    /// Who is shown as the one who did it: a person, or where the alert came from.
    public var who: String
    public var sentence: String
    public var tag: NoteTag?

    public init(_ category: Category, who: String, _ sentence: String, tag: NoteTag? = nil) {
        self.category = category
        self.who = who
        self.sentence = sentence
        self.tag = tag
    }
}

/// An event of a kind that this version does not know: kept, shown, and not acted on.
public struct UnknownEvent: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public let kind: String
        public let version: Int
        /// The facts as they stand in the log, JSON.
        public let json: String

        public init(kind: String, version: Int, json: String) {
            self.kind = kind
            self.version = version
            self.json = json
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public let json: String

        public init(json: String) {
            self.json = json
        }
    }

    public static let kind = "unknown"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words?) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {}

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.room, who: envelope.actor.person, "\(facts.kind) (written by a newer version)")
    }
}
