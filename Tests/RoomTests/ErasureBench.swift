import EventCodec
import EventLog
import Foundation
import WarRoom

@testable import Room

/// A room as its daemon runs it, without socket and listener.
final class ErasureBench: Sendable {
    let home: Home
    let writer: Writer
    let timeline: TimelineFeeder
    let reader: EventReader
    private let rows: TimelineStore
    private let clock: any RoomClock
    private let ids = IDs()

    static let ann = Actor(principal: "uid:1000", person: "ann", via: "account")
    static let lin = Actor(principal: "uid:1001", person: "lin", via: "account")
    static let prometheus = Actor(principal: "sender:1a2b3c4d5e6f", person: "prometheus", via: "sender")

    private actor IDs {
        private var source = EventIDSource()
        func next(at now: Instant) -> EventID { source.next(at: now) }
    }

    /// Opens the room of a home, and makes the home where there is none.
    init(_ home: Home, policy: Policy = Policy(), clock: any RoomClock = SystemClock()) throws {
        self.home = home
        self.clock = clock
        try home.create()
        let (store, _) = try EventStore.open(home) { EventID(high: 0x7000, low: 1) }
        reader = store.reader
        let snapshots = SnapshotStore(home)
        let isSweepDue = store.isSweepDue
        if isSweepDue { snapshots.removeAll() }
        let made = try TimelineStore.open(home, room: store.room, anew: isSweepDue).store
        var aftermath = try Aftermath(home, at: clock.now())
        let (state, rows) = try aftermath.open(
            store, snapshots: snapshots, timeline: made, home: home, now: clock.now())
        self.rows = rows
        let timeline = TimelineFeeder(rows)
        self.timeline = timeline
        writer = Writer(
            store: store, clock: clock, timeline: timeline, snapshots: snapshots, leavingOut: [],
            isSweepDue: isSweepDue
        ) { _ in }
        writer.start(state, policy: policy, opening: OpenRoom(version: "test"))
    }

    /// The answer to a command, under an id of its own unless one is given.
    @discardableResult
    func carryOut(_ command: any PersonCommand, by actor: Actor = ann, id: EventID? = nil) async throws -> Outcome {
        let fresh = await ids.next(at: clock.now())
        switch await writer.submit([command], actor: actor, commandID: id ?? fresh) {
        case .stored(let results): return try (results.first ?? .success(Outcome())).get()
        case .remembered(let outcome): return outcome
        case .busy: throw Refusal(.conflict, "busy")
        case .unwritable(let reason): throw Refusal(.conflict, reason)
        }
    }

    /// A source says something about an alert; answered when it is in the log.
    func hear(_ alert: UInt64, isFiring: Bool = true, _ title: String, _ annotations: Labels = .none) async {
        let observation = AlertObservation(
            alert: AlertID(value: alert), isFiring: isFiring, severity: .warning, labels: ["host": "db-1"],
            annotations: annotations, title: title, source: "plain", sender: "prometheus")
        _ = await writer.submit([ObserveAlert(observation)], actor: Self.prometheus)
    }

    /// The state as the log's beginning gives it, without any snapshot.
    func replayed() throws -> RoomState {
        var state = RoomState()
        try reader.forEach(after: 0) { state.apply(try $0.event()) }
        return state
    }

    /// The sentences of the timeline in which words are found.
    func found(_ words: String) throws -> [String] {
        timeline.flush()
        return try timeline.page(TimelineFilter(text: words), before: nil, after: nil, limit: 100).map(\.sentence)
    }

    /// The home's files in which a text stands, byte by byte.
    func files(containing text: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: home.path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            FileManager.default.contents(atPath: "\(home.path)/\(name)")?.range(of: Data(text.utf8)) != nil
        }.sorted()
    }

    func stop() async {
        await withCheckedContinuation { continuation in
            Thread { [writer] in
                writer.stop()
                continuation.resume()
            }.start()
        }
        // The daemon's process ends here. Closing later would remove the files of whoever has the home by then.
        rows.close()
    }
}

/// A home in a temporary directory, which goes away with it.
final class TemporaryHome: Sendable {
    let home: Home

    init() throws {
        var template = Array("/tmp/warroom-erasure-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Refusal(.conflict, String(cString: strerror(errno))) }
        home = Home(
            path: String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/home")
    }

    deinit { try? FileManager.default.removeItem(atPath: (home.path as NSString).deletingLastPathComponent) }
}
