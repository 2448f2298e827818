import EventCodec
import EventLog
import WarRoom

/// Finds what sources said of alerts longer ago than the configuration keeps it, a few events at a time.
struct Retirement {
    /// What is to be done about the events that were looked at.
    struct Step {
        /// Nil where none of them has words to erase.
        var command: RetireTexts?
        var retold: [TimelineAmendment] = []
        /// Answers to commands from before this are of no use any more.
        var before: Instant
    }

    private let age: Milliseconds?
    /// The last event that was looked at.
    private var position: Int64 = 0
    /// When to look next; nil for never.
    private(set) var due: Instant?
    /// Whether something was erased that nobody has swept out yet.
    var hasErased = false

    init(age: Milliseconds?, at now: Instant) {
        self.age = age
        due = age.map { _ in now }
    }

    /// Looks at the next events; nil when there are no more that are old enough, until some time later.
    mutating func next(_ reader: EventReader, in state: RoomState, at now: Instant) -> Step? {
        guard let age, let step = try? step(reader, in: state, before: now - age) else {
            due = due.map { _ in now + Limits.retirementInterval }
            return nil
        }
        return step
    }

    private mutating func step(_ reader: EventReader, in state: RoomState, before: Instant) throws -> Step? {
        if position == 0, let last = state.textRetiredTo {
            position = try reader.event(.id(last))?.sequence ?? 0
        }
        let records = try reader.events(after: position, limit: Limits.eventsPerRetirementMax)
            .prefix { $0.recordedAt < before }
        guard let last = records.last?.sequence else { return nil }
        // One that cannot be read keeps its words, and nobody else's.
        let events = records.compactMap { try? $0.event() }
        var search = RetirementSearch()
        for event in events { search.take(event) }
        var step = Step(retold: try Self.retold(events, reader), before: before)
        position = last
        if !search.erased.isEmpty {
            hasErased = true
            step.command = RetireTexts(search)
        }
        return step
    }

    /// What the entries say without the words.
    private static func retold(_ events: [Event], _ reader: EventReader) throws -> [TimelineAmendment] {
        var openings: [EventID: Event] = [:]
        for event in events where event.body is AlertFired { openings[event.envelope.id] = event }
        return try events.compactMap { event -> TimelineAmendment? in
            guard let episode = event.alert?.episode else { return nil }
            if openings[episode] == nil {
                openings[episode] = try reader.event(.id(episode)).flatMap { try? $0.event() }
            }
            // An entry without its text has been told anew before.
            guard let opening = openings[episode],
                event.hasText || !(event.body is AlertFired) && Retelling.isTitled(opening)
            else { return nil }
            return Retelling.sentence(of: event.withoutText, about: opening)
                .map { .retell(.sequence(event.envelope.sequence), sentence: $0) }
        }
    }
}
