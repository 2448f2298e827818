/// One line of the timeline, corrections applied.
public struct TimelineEntry: Sendable, Equatable, Codable {
    public var sequence: Int64
    public var id: EventID
    public var kind: String
    public var category: Narration.Category
    /// When it happened.
    public var occurredAt: Instant
    /// When it was written down.
    public var recordedAt: Instant
    /// Who is shown as the one who did it.
    public var who: String
    public var actor: Actor
    public var incident: IncidentID?
    /// Raw words; neutralised where they are shown.
    public var sentence: String
    public var tag: NoteTag?
    public var isPinned: Bool
    public var isCorrected: Bool
    public var isWithdrawn: Bool

    public init(
        sequence: Int64, id: EventID, kind: String, category: Narration.Category, occurredAt: Instant,
        recordedAt: Instant,
        who: String, actor: Actor, incident: IncidentID?, sentence: String, tag: NoteTag?, isPinned: Bool = false,
        isCorrected: Bool = false, isWithdrawn: Bool = false
    ) {
        self.sequence = sequence
        self.id = id
        self.kind = kind
        self.category = category
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.who = who
        self.actor = actor
        self.incident = incident
        self.sentence = sentence
        self.tag = tag
        self.isPinned = isPinned
        self.isCorrected = isCorrected
        self.isWithdrawn = isWithdrawn
    }

    /// The entry that an event adds, told with the state right after it; nil for events that add none.
    public init?(_ event: Event, in state: RoomState) {
        let envelope = event.envelope
        guard let narration = event.body.narration(in: state, as: envelope) else { return nil }
        sequence = envelope.sequence
        id = envelope.id
        kind = event.kind
        category = narration.category
        occurredAt = envelope.occurredAt
        recordedAt = envelope.recordedAt
        who = narration.who
        actor = envelope.actor
        incident = envelope.incident
        sentence = narration.sentence
        tag = narration.tag
        isPinned = (event.body as? NoteAdded)?.facts.isPinned ?? false
        isCorrected = false
        isWithdrawn = false
    }

    /// The kind of entries that stand for events which are left out.
    public static let leftOutKind = "event.left_out"

    /// The entry that stands for an event which is left out.
    public init(leftOut envelope: Envelope) {
        self.init(
            sequence: envelope.sequence, id: envelope.id, kind: Self.leftOutKind, category: .problem,
            occurredAt: envelope.occurredAt, recordedAt: envelope.recordedAt, who: "warroom", actor: envelope.actor,
            incident: envelope.incident,
            sentence:
                "event #\(envelope.sequence) could not be read and was left out: warroom log show \(envelope.sequence)",
            tag: nil)
    }

    /// The entry after an amendment that names it.
    public func amended(by amendment: TimelineAmendment) -> TimelineEntry {
        var entry = self
        switch amendment {
        case .correct(_, let body, let movedTo, let toRoom):
            entry.sentence = body ?? sentence
            entry.isCorrected = isCorrected || body != nil
            entry.incident = toRoom ? nil : movedTo ?? incident
        case .withdraw:
            entry.isWithdrawn = true
        case .pin(_, let isPinned):
            entry.isPinned = isPinned
        case .retell(_, let sentence):
            entry.sentence = sentence
            entry.isCorrected = false
        }
        return entry
    }

    /// Whether the entry happened long enough before it was written to say so.
    public var isBackdated: Bool { recordedAt - occurredAt > .seconds(60) && category == .note }
}

/// Which entries of the timeline somebody wants to see.
public struct TimelineFilter: Sendable, Equatable, Codable {
    /// Only this incident's; nil for the whole room's.
    public var incident: IncidentID?
    /// All of these words, without regard to case; `!word` for words that must not occur.
    public var text: String
    /// True for only what is of no incident; else absent.
    public var isOfRoom: Bool?

    public init(incident: IncidentID? = nil, text: String = "", isOfRoom: Bool = false) {
        self.incident = incident
        self.text = text
        self.isOfRoom = isOfRoom ? true : nil
    }

    /// How requests write what it is about: `INC-1`, `none`, or nothing for the whole room.
    public var incidentWord: String? { isOfRoom == true ? Self.noIncident : incident?.description }
    /// Stands for no incident, as in `--incident none`.
    public static let noIncident = "none"

    public static let all = TimelineFilter()

    public func matches(_ entry: TimelineEntry) -> Bool {
        guard !entry.isWithdrawn, incident == nil || entry.incident == incident,
            isOfRoom != true || entry.incident == nil
        else { return false }
        return words.allSatisfy { word in
            let isThere =
                Substring.occurs(word.text, in: entry.sentence) || Substring.occurs(word.text, in: entry.who)
                || entry.tag.map { $0.rawValue.hasPrefix(word.text) } ?? false
            return isThere == word.isWanted
        }
    }

    /// The words in lower case, and whether each must occur or must not.
    public var words: [(text: String, isWanted: Bool)] {
        text.split(separator: " ").compactMap {
            let isWanted = !$0.hasPrefix("!")
            let word = (isWanted ? $0 : $0.dropFirst()).lowercased()
            return word.isEmpty ? nil : (word, isWanted)
        }
    }
}
