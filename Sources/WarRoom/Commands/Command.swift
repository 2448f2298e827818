/// What somebody wants: decided against the state into events, or refused with a reason.
///
/// A command type is one file; those that come over the room's socket also have a line in ``CommandTable``.
public protocol Command: Sendable {
    /// Adds the events that carry the command out.
    func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal)
}

/// A command that people's clients send over the room's socket; its property names are the wire's names.
public protocol PersonCommand: Command, Codable, Equatable {
    /// The imperative name on the wire, such as `acknowledge`.
    static var name: String { get }
}

extension PersonCommand {
    func isEqual(to other: any PersonCommand) -> Bool {
        (other as? Self) == self
    }
}

/// What a decision may know beside the state: the time, who asks, and what the configuration says.
public struct Situation: Sendable {
    public var now: Instant
    public var actor: Actor
    public var policy: Policy
    /// The timeline's entry that an ``EntryCommand`` names, as the log holds it; nil where there is none.
    public var entry: TimelineSubject?
    /// What a ``RedactEntry`` would erase, as the log holds it.
    public var redaction: RedactionScope?

    public init(
        now: Instant, actor: Actor, policy: Policy = Policy(), entry: TimelineSubject? = nil,
        redaction: RedactionScope? = nil
    ) {
        self.now = now
        self.actor = actor
        self.policy = policy
        self.entry = entry
        self.redaction = redaction
    }
}

/// A command about an entry of the timeline. The state does not hold entries, so the one who decides looks it up first.
public protocol EntryCommand: PersonCommand {
    var entry: EntrySelection { get }
}

/// How people and clients name an entry of the timeline.
public enum EntrySelection: Sendable, Hashable, Codable, LosslessStringConvertible {
    case sequence(Int64)
    case id(EventID)

    /// Reads `#214` or an event's id.
    public init?(_ text: String) {
        if text.hasPrefix("#"), !text.hasPrefix("#+"), let sequence = Int64(text.dropFirst()), sequence > 0 {
            self = .sequence(sequence)
        } else if let id = EventID(text) {
            self = .id(id)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .sequence(let sequence): "#\(sequence)"
        case .id(let id): id.description
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let entry = EntrySelection(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected #214 or an event's id, found \(text)")
        }
        self = entry
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// What the log and the timeline say about an entry.
public struct TimelineSubject: Sendable, Equatable {
    public var id: EventID
    public var sequence: Int64
    public var kind: String
    public var incident: IncidentID?
    public var author: Actor
    /// The words as they stand now, corrections included.
    public var body: String
    public var isPinned: Bool
    public var isWithdrawn: Bool

    public init(
        id: EventID, sequence: Int64, kind: String, incident: IncidentID?, author: Actor, body: String, isPinned: Bool,
        isWithdrawn: Bool
    ) {
        self.id = id
        self.sequence = sequence
        self.kind = kind
        self.incident = incident
        self.author = author
        self.body = body
        self.isPinned = isPinned
        self.isWithdrawn = isWithdrawn
    }
}

/// The configuration's part in decisions. Events carry the resolved values, so that replaying needs no configuration.
public struct Policy: Sendable, Equatable {
    /// How long an ack lasts unless it says otherwise.
    public var ackLength = Limits.ackLengthDefault
    /// The timeout of an alert whose sender gave none, where its dialect lets alerts expire.
    public var resolveTimeout = Limits.resolveTimeoutDefault
    /// How long alerts of other dialects may not be heard of before they expire, by the dialect's name; never where it is absent.
    public var ttl: [String: Milliseconds] = [:]
    /// Whether senders may acknowledge, close and silence by the listener.
    public var sendersMayAct = true
    /// How long senders may be silent before the room raises an alert, by the sender's or its source's name.
    public var watchedSenders: [String: Milliseconds] = [:]
    /// Which alerts stand under others.
    public var inhibitionRules: [InhibitionRule] = []
    /// How long what sources said of alerts is kept; nil for ever.
    public var alertTextAge: Milliseconds?

    public init() {}

    /// Refuses what a sender does in a person's place, where the configuration does not let it.
    ///
    /// - Parameter verb: what it would do, as `acknowledge`.
    public func checkSendersMay(_ verb: String) throws(Refusal) {
        guard !sendersMayAct else { return }
        throw Refusal(.forbidden, "senders may not \(verb) here: the configuration says ingest.acts: false")
    }
}

/// An event decided on and not yet in the log.
public struct EventDraft: Sendable {
    public let id: EventID
    public let occurredAt: Instant
    public let actor: Actor
    public let incident: IncidentID?
    public let body: any EventBody

    /// The event once the writer has given it a place in the log.
    public func event(sequence: Int64, recordedAt: Instant) -> Event {
        Event(
            envelope: Envelope(
                sequence: sequence, id: id, occurredAt: occurredAt, recordedAt: recordedAt, actor: actor,
                incident: incident),
            body: body)
    }
}

/// What deciding a command collects: events, and what the one who asked is told.
public struct Decision: Sendable {
    public private(set) var events: [EventDraft] = []
    /// Resends that need no event of their own; the writer sums them up.
    public internal(set) var resends: [AlertResend] = []
    public var outcome = Outcome()
    private let now: Instant
    private let actor: Actor
    private var ids: EventIDSource

    public init(_ situation: Situation, ids: EventIDSource) {
        now = situation.now
        actor = situation.actor
        self.ids = ids
    }

    /// The id source after the decision, for the next one.
    public var idSource: EventIDSource { ids }

    /// Adds an event and returns its id.
    @discardableResult
    mutating func record(
        _ body: any EventBody, occurredAt: Instant? = nil, incident: IncidentID? = nil, actor: Actor? = nil
    ) -> EventID {
        let id = ids.next(at: now)
        events.append(
            EventDraft(
                id: id, occurredAt: occurredAt ?? now, actor: actor ?? self.actor, incident: incident, body: body))
        return id
    }

    /// Adds an event whose body needs to know its own id.
    @discardableResult
    mutating func record(incident: IncidentID? = nil, _ body: (EventID) -> any EventBody) -> EventID {
        let id = ids.next(at: now)
        events.append(EventDraft(id: id, occurredAt: now, actor: actor, incident: incident, body: body(id)))
        return id
    }
}

/// The answer to a command that was carried out.
public struct Outcome: Sendable, Equatable {
    /// One sentence that says what was done; raw words, neutralised where they are shown.
    public var sentence = ""
    /// The last event of the command; nil where nothing had to be done. Filled in by the writer.
    public var sequence: Int64?
    /// The events of the command, in order. Filled in by the writer.
    public var events: [EventID] = []
    public var incident: IncidentID?
    /// What takes it back, in order; empty where it cannot be taken back.
    public var undo: [any PersonCommand] = []

    public init() {}

    public static func == (left: Outcome, right: Outcome) -> Bool {
        left.sentence == right.sentence && left.sequence == right.sequence && left.events == right.events
            && left.incident == right.incident && left.undo.count == right.undo.count
            && zip(left.undo, right.undo).allSatisfy { $0.isEqual(to: $1) }
    }
}

/// Why a command was not carried out, for people: what was expected, what came, how to mend it.
public struct Refusal: Error, Sendable, Equatable, Codable, CustomStringConvertible {
    public enum Reason: String, Sendable, Codable {
        /// What it names does not exist.
        case notFound
        /// It fits several things, or none was named and there are several.
        case ambiguous
        /// The room has moved on since the one who asked last looked, or somebody else holds it.
        case conflict
        /// It is not a thing that can be asked for.
        case invalid
        /// A limit of the room is reached.
        case limit
        /// The one who asks may not.
        case forbidden
    }

    public let reason: Reason
    public let description: String

    public init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
