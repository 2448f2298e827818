import EventLog
import Foundation
import Testing
import WarRoom

/// A home's timeline, and entries for it.
struct TimelineFixture {
    let test: TestHome
    var store: TimelineStore

    init() throws {
        test = try TestHome()
        store = try TimelineStore.open(test.home, room: Make.room).store
    }

    /// Writes entries, and indexes their words if wanted.
    init(_ sentences: [String], isIndexed: Bool) throws {
        try self.init()
        try add(sentences.enumerated().map { Self.entry(Int64($0.offset + 1), $0.element) })
        if isIndexed { try indexAll() }
    }

    func add(_ entries: [TimelineEntry]) throws {
        try store.write(entries.map { .add($0) }, position: entries.last?.sequence ?? 0)
    }

    func indexAll() throws {
        while try store.indexSome(limit: 7) {}
    }

    func sequences(_ text: String, incident: IncidentID? = nil) throws -> [Int64] {
        try store.page(TimelineFilter(incident: incident, text: text), limit: 500).map(\.sequence)
    }

    static func entry(
        _ sequence: Int64, _ sentence: String, who: String = "ann", tag: NoteTag? = nil, incident: IncidentID? = nil
    ) -> TimelineEntry {
        TimelineEntry(
            sequence: sequence, id: Make.id(sequence), kind: "note.added", category: .note,
            occurredAt: Make.start + .seconds(sequence), recordedAt: Make.start + .seconds(sequence + 60), who: who,
            actor: Make.ann, incident: incident, sentence: sentence, tag: tag)
    }
}
