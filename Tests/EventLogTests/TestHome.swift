import EventLog
import Foundation
import GRDB
import Testing
import WarRoom

/// A home in a temporary directory, which goes away with it.
final class TestHome: Sendable {
    let home: Home

    init() throws {
        let directory = FileManager.default.temporaryDirectory.path
        home = Home(path: "\(directory)/warroom-\(UUID().uuidString)")
        try home.create()
    }

    /// A copy of a home's files.
    init(copying other: Home) throws {
        let directory = FileManager.default.temporaryDirectory.path
        home = Home(path: "\(directory)/warroom-\(UUID().uuidString)")
        try FileManager.default.copyItem(atPath: other.path, toPath: home.path)
    }

    deinit { try? FileManager.default.removeItem(atPath: home.path) }

    func open() throws -> EventStore {
        try EventStore.open(home, newRoom: { Make.room }).store
    }

    /// What opening the log finds.
    func findings() throws -> EventStore.Findings {
        let (store, findings) = try EventStore.open(home, newRoom: { Make.room })
        store.close()
        return findings
    }

    /// Changes the log behind the room's back.
    @discardableResult
    func tamper<Value>(_ body: (Database) throws -> Value) throws -> Value {
        let queue = try DatabaseQueue(path: home.log)
        defer { try? queue.close() }
        return try queue.writeWithoutTransaction(body)
    }

    func tamper(sql: String, _ arguments: StatementArguments = []) throws {
        try tamper { try $0.execute(sql: sql, arguments: arguments) }
    }

    func size(of path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// The home's files in which a text stands, byte by byte.
    func files(containing text: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: home.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            FileManager.default.contents(atPath: "\(home.path)/\(name)")?.range(of: Data(text.utf8)) != nil
        }.sorted()
    }

    func verify() throws -> Verification {
        try Verification.check(home)
    }
}

/// Values that the tests append.
enum Make {
    static let room = EventID(high: 0x0193_9D2E_1A00_7000, low: 0x8000_0000_0000_AAAA)
    static let start = Instant(milliseconds: 1_764_000_000_000)
    static let ann = Actor(principal: "uid:1000", person: "ann", via: "account")

    static func id(_ number: Int64) -> EventID {
        EventID(high: 0x0193_9D2E_1A00_7000, low: 0x8000_0000_0000_0000 | UInt64(bitPattern: number))
    }

    static func note(_ sequence: Int64, _ body: String? = nil, incident: IncidentID? = nil) -> Event {
        event(
            sequence,
            NoteAdded(facts: .init(tag: .finding, isPinned: false), text: .init(body: body ?? "note \(sequence)")),
            incident: incident)
    }

    static func event(_ sequence: Int64, _ body: any EventBody, incident: IncidentID? = nil) -> Event {
        Event(
            envelope: Envelope(
                sequence: sequence, id: id(sequence), occurredAt: start + .seconds(sequence),
                recordedAt: start + .seconds(sequence + 1), actor: ann, incident: incident),
            body: body)
    }

    /// Notes with text, joins without: both kinds of rows.
    static func mixed(_ range: ClosedRange<Int64>) -> [Event] {
        range.map { sequence in
            sequence % 3 == 0
                ? event(
                    sequence, PersonJoined(facts: .init(incident: IncidentID(number: 1), person: "ann")),
                    incident: IncidentID(number: 1))
                : note(sequence)
        }
    }
}

extension EventStore {
    /// Appends notes up to a sequence, a transaction each.
    func appendNotes(upTo last: Int64) throws {
        while head.sequence < last { try append([Make.note(head.sequence + 1)]) }
    }
}
