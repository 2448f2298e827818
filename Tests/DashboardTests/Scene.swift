import Canvas
import Dashboard
import SeededRandom
import WarRoom

/// The rooms that snapshots show.
enum Scene: String, CaseIterable {
    case new, quiet, sev2, storm

    /// Sunday 22 November 2026, 03:12:17 in a zone an hour east of UTC.
    static let now = Instant(milliseconds: 1_795_313_537_000)

    static func instant(_ hour: Int64, _ minute: Int64, day: Int64 = 22) -> Instant {
        Instant(year: 2026, month: 11, day: day, hour: hour, minute: minute, second: 0).map { $0 - .hours(1) } ?? now
    }

    /// Each is made once: a copy costs next to nothing.
    private static let rooms = Dictionary(
        uniqueKeysWithValues: Scene.allCases.map { scene in (scene, Result { try scene.make() }) })

    func room() throws -> ScriptedRoom {
        guard let room = try Scene.rooms[self]?.get() else { return ScriptedRoom(at: Scene.now) }
        return room
    }

    private func make() throws -> ScriptedRoom {
        var room = ScriptedRoom(at: Scene.now)
        switch self {
        case .new: break
        case .quiet: try Scene.quiet(&room)
        case .sev2: try Scene.sev2(&room)
        case .storm: try Scene.storm(&room)
        }
        room.now = Scene.now
        return room
    }

    private static func quiet(_ room: inout ScriptedRoom) throws {
        room.now = instant(21, 40, day: 21)
        try room.perform(SetOnCall(person: "ada", until: instant(9, 0, day: 23)), by: .lin)
        try room.fire("DiskWillFill", on: "db-1", .warning)
        room.now = instant(22, 5, day: 21)
        try room.perform(
            Acknowledge(room.selection("DiskWillFill", on: "db-1"), length: .hours(8), note: "cleaning up"), by: .ada)
        try room.perform(
            AddNote("old WAL segments removed, 40 GB free", tag: .action), by: .ada, at: instant(22, 31, day: 21))
        room.now = instant(22, 48, day: 21)
        try room.clear("DiskWillFill", on: "db-1", .warning)
        room.now = instant(2, 44)
        try room.fire("QueueDepth", on: "q-main", .error)
        try room.perform(SeeAlerts(room.selection("QueueDepth", on: "q-main")), by: .ada, at: instant(2, 50))
        room.now = instant(2, 58)
        try room.clear("QueueDepth", on: "q-main", .error)
        room.live.present = [Presence(person: "ada", principal: "uid:1000", since: now)]
    }

    private static func sev2(_ room: inout ScriptedRoom) throws {
        room.now = instant(20, 0, day: 21)
        try room.perform(SetOnCall(person: "ada", until: instant(9, 0, day: 23)), by: .lin)
        for _ in 1...41 {
            let outcome = try room.perform(DeclareIncident(title: "An older one, long over", severity: .sev4), by: .lin)
            if let id = outcome.incident { try room.perform(SetIncident(.id(id), status: .closed), by: .lin) }
        }
        try fireAll(&room)
        room.now = instant(2, 30)
        try room.perform(
            DeclareIncident(
                title: "Checkout latency above 2 s", severity: .sev2,
                alerts: room.selection("CheckoutLatencyHigh", on: "api-3")), by: .ada)
        try room.perform(AssignRole(.onlyOpen, role: .commander, person: "lin"), by: .lin, at: instant(2, 31))
        try room.perform(AssignRole(.onlyOpen, role: .scribe, person: "kim"), by: .lin, at: instant(2, 40))
        for actor in [Actor.bo, .kim, .lin] { try room.perform(JoinIncident(.onlyOpen), by: actor) }
        try room.perform(
            LinkAlerts(.onlyOpen, room.selection("DBReplicaLag", on: "db-2")), by: .lin, at: instant(2, 55))
        try room.perform(
            CreateSilence(
                matchers: [Matcher(name: "alertname", value: "DiskWillFill")], length: .hours(2),
                comment: "known, growing slowly"),
            by: .bo, at: instant(2, 57))
        try room.perform(Acknowledge(room.selection("DBConnectionsExhausted", on: "db-1")), by: .bo, at: instant(3, 3))
        try room.perform(Acknowledge(room.selection("CheckoutLatencyHigh", on: "api-3")), by: .ada, at: instant(3, 4))
        let finding = try room.perform(
            AddNote("pool exhausted on db-1, connections 500/500", tag: .finding, isPinned: true), by: .bo,
            at: instant(3, 7))
        _ = finding
        try room.perform(
            AddNote("fail over to db-2; no strong objections from ada, bo, kim", tag: .decision), by: .lin,
            at: instant(3, 8))
        try room.perform(AddNote("first customer report by phone", at: instant(2, 55)), by: .kim, at: instant(3, 11))
        room.now = instant(3, 12)
        try room.clear("QueueDepth", on: "q-main", .error)
        room.counts = ["CheckoutLatencyHigh": 14, "DBReplicaLag": 3, "PaymentErrorRate": 22, "QueueDepth": 2]
        room.live.present = ["lin", "ada", "kim", "bo"].map { Presence(person: $0, principal: "", since: now) }
    }

    private static func fireAll(_ room: inout ScriptedRoom) throws {
        room.now = instant(2, 20)
        try room.fire("CertExpiry", on: "edge-1", .warning, ago: .days(3))
        try room.fire("DiskWillFill", on: "db-1", .warning, ago: .minutes(31))
        try room.fire("DBConnectionsExhausted", on: "db-1", .critical)
        try room.fire("PaymentErrorRate", on: "pay-7", .error)
        try room.fire("QueueDepth", on: "q-main", .error)
        try room.fire(
            "CheckoutLatencyHigh", on: "api-3", .critical, title: "p99 4.1 s > 2 s",
            annotations: [
                "summary": "p99 of checkout is 4.1 s, above 2 s for 5 minutes",
                "description":
                    "Requests to /checkout take longer than two seconds at the 99th percentile. Customers see spinners and "
                    + "abandon their carts.\nLook at the pool of connections first, then at the replica's lag.",
            ],
            links: [
                Link(title: "runbook", address: "https://runbooks.example.net/checkout/latency"),
                Link(title: "graph", address: "https://grafana.example.net/d/checkout?from=now-1h&to=now"),
            ])
        room.now = instant(2, 52)
        try room.fire("DBReplicaLag", on: "db-2", .critical)
        try room.fire("DeployFinished", on: "api", .info, ago: .minutes(7))
    }

    private static func storm(_ room: inout ScriptedRoom) throws {
        try sev2(&room)
        var random = SplitMix64(seed: 11)
        let names = [
            "PodCrashLooping", "TargetDown", "HTTPErrorRate", "NodeNotReady", "EtcdSlow",
            "BlackboxProbeFailedForAWhile",
        ]
        for index in 0..<600 {
            room.now = instant(3, 5) + .seconds(Int64(index * 437 / 600))
            try room.fire(
                random.pick(names), on: "node-\(index).eu-west-1.example.net", random.pick(AlertSeverity.allCases))
        }
        room.live.alertsPerSecond = 840
        try room.perform(
            DeclareIncident(title: "Region eu-west-1 is unreachable", severity: .sev1), by: .kim, at: instant(3, 12))
    }
}
