import Foundation
import SeededRandom
import Synchronization
import Testing

/// What was acknowledged is in the log, exactly once, however the daemon ends.
struct CrashTests {
    /// What the clients were told, and where they find the room at the moment.
    private struct Story: Sendable {
        var port: UInt16?
        var isOver = false
        /// Ids of alerts that were answered with 200.
        var alerts: [String] = []
        /// Bodies of notes that were answered with 200, and the sequence in the answer.
        var notes: [String: Int] = [:]
        /// Notes that had to be sent again because the answer was lost.
        var retries = 0
    }

    @Test func nothingAcknowledgedIsLostOrDoubledInFiftyCrashes() async throws {
        try await TestRoom.with { room in
            let seed = UInt64.random(in: 0...UInt64.max)
            var random = SplitMix64(seed: seed)
            let story = Mutex(Story())
            let group = DispatchGroup()
            let writers: [@Sendable (Int) -> Void] = [
                { Self.sendAlert($0, of: "left", story) }, { Self.sendAlert($0, of: "right", story) },
                { Self.sendNote($0, of: room, story) },
            ]
            for writer in writers {
                group.enter()
                Thread.detachNewThread {
                    var number = 0
                    while !story.withLock({ $0.isOver }) {
                        number += 1
                        writer(number)
                    }
                    group.leave()
                }
            }
            defer {
                story.withLock { $0.isOver = true }
                group.wait()
            }
            try room.serve()
            for round in 0..<50 {
                let daemon = try #require(room.daemon)
                let port = try room.port()
                let (alerts, notes) = story.withLock { story in
                    story.port = port
                    return (story.alerts.count, story.notes.count)
                }
                try eventually("both kinds of writing in round \(round)") {
                    story.withLock { $0.alerts.count > alerts && $0.notes.count > notes }
                }
                usleep(UInt32.random(in: 0..<30_000, using: &random))
                kill(daemon, SIGKILL)
                story.withLock { $0.port = nil }
                // Every fifth time a client brings the room back, else it is served again.
                if round % 5 == 4 {
                    let answer = try room.run("note", "the client's note \(round)", "--json")
                    #expect(answer.code == 0, "seed \(seed): \(answer)")
                    story.withLock { $0.notes["the client's note \(round)"] = answer.json["sequence"].int }
                } else {
                    try room.serve()
                }
            }
            story.withLock { $0.isOver = true }
            group.wait()
            try Self.check(story.withLock { $0 }, room, "seed \(seed)")
        }
    }

    private static func check(_ story: Story, _ room: TestRoom, _ hint: String) throws {
        let events = try room.events()
        let sequences = events.compactMap { $0["sequence"].int }
        #expect(zip(sequences, sequences.dropFirst()).allSatisfy { $0 < $1 }, "\(hint): the sequences grow")
        #expect(Set(events.compactMap { $0["id"].string }).count == events.count, "\(hint): an id was used twice")
        let fired = Dictionary(grouping: events.filter { $0["kind"].string == "alert.fired" }) {
            $0["facts"]["alert"].string ?? ""
        }
        let lost = story.alerts.filter { fired[$0] == nil }
        #expect(lost.isEmpty, "\(hint): \(lost.count) of \(story.alerts.count) acknowledged alerts are lost")
        #expect(fired.values.allSatisfy { $0.count == 1 }, "\(hint): an alert that never cleared fired twice")
        let written = Dictionary(grouping: events.filter { $0["kind"].string == "note.added" }) {
            $0["text"]["body"].string ?? ""
        }
        for (body, sequence) in story.notes {
            #expect(written[body]?.compactMap { $0["sequence"].int } == [sequence], "\(hint): \(body)")
        }
        #expect(written.values.allSatisfy { $0.count == 1 }, "\(hint): a note that was sent again was written twice")
        let kinds = events.compactMap { $0["kind"].string }
        #expect(kinds.filter { $0 == "daemon.started" }.count == 51)
        #expect(story.alerts.count >= 50 && story.notes.count >= 50)
        let verified = try room.run("log", "verify")
        #expect(verified.code == 0, "\(hint): \(verified)")
        #expect(try room.status()["problems"].array.isEmpty, "\(hint)")
        #expect(try room.alerts().count == fired.count)
    }

    private static func sendAlert(_ number: Int, of sender: String, _ story: borrowing Mutex<Story>) {
        guard let port = story.withLock({ $0.port }), let connection = try? HTTPConnection(port: port) else {
            usleep(1000)
            return
        }
        connection.send("POST", "/alerts", body: #"{"key":"\#(sender)-\#(number)","title":"\#(sender) \#(number)"}"#)
        guard let response = try? connection.response(within: 5), response.status == 200 else { return }
        story.withLock { $0.alerts += JSON(parsing: response.body)["alerts"].strings }
    }

    /// Sends a note under an id of its own, and sends it again under the same id until it is answered.
    private static func sendNote(_ number: Int, of room: TestRoom, _ story: borrowing Mutex<Story>) {
        let body = "note \(number)"
        let command = Self.note(body)
        var attempts = 0
        while !story.withLock({ $0.isOver }) {
            if let connection = try? HTTPConnection(home: room.home),
                connection.send("POST", "/v1/commands", body: command)
            {
                attempts += 1
                if let response = try? connection.response(within: 5), response.status == 200 {
                    let sequence = JSON(parsing: response.body)["sequence"].int ?? 0
                    story.withLock { story in
                        story.notes[body] = sequence
                        story.retries += attempts - 1
                    }
                    return
                }
            }
            usleep(1000)
        }
    }

    /// A command of the room's own API, under a new id.
    private static func note(_ body: String) -> String {
        // A UUID of version 7 (RFC 9562): milliseconds, then random bits.
        let time = String(format: "%012x", Int(Date().timeIntervalSince1970 * 1000))
        let tail = UUID().uuidString.lowercased().dropFirst(19)
        let id = "\(time.prefix(8))-\(time.suffix(4))-7\(UUID().uuidString.lowercased().suffix(3))-\(tail)"
        return
            #"{"id":"\#(id)","as":"kim","command":"note","arguments":{"body":"\#(body)","place":"room","isPinned":false}}"#
    }

    @Test func aCommandThatIsSentAgainIsCarriedOutOnceEvenAfterACrash() async throws {
        try await TestRoom.served { room in
            let command = Self.note("once")
            let first = try room.ask("POST", "/v1/commands", body: command)
            #expect(first.status == 200, "\(first)")
            let second = try room.ask("POST", "/v1/commands", body: command)
            #expect(second.body == first.body)
            kill(try #require(room.daemon), SIGKILL)
            try room.serve()
            let third = try room.ask("POST", "/v1/commands", body: command)
            #expect(third.status == 200 && third.body == first.body, "\(third)")
            #expect(try room.events().filter { $0["kind"].string == "note.added" }.count == 1)
            // The same id with other words is the same command still.
            let other = try room.ask(
                "POST", "/v1/commands", body: command.replacingOccurrences(of: "once", with: "twice"))
            #expect(other.body == first.body)
        }
    }

    @Test func aLogThatCannotBeWrittenRefusesAndGoesOnLater() async throws {
        try await TestRoom.with { room in
            // No file may grow beyond 1 MiB: the log answers as on a full disk.
            let line = "trap '' XFSZ; ulimit -f 2048; exec \"$warroom\" serve --listen 127.0.0.1:0"
            let daemon = try room.start(
                ["-c", line], program: "/bin/sh", name: "serve", environment: ["warroom": Binary.path])
            try eventually("the room to be served") { (try? room.status())?["listener"].string != nil }
            var accepted: [String] = []
            var refused: HTTPConnection.Response?
            for number in 0..<400 {
                let labels = (0..<8).map { #""l\#($0)":"\#(String(repeating: "x", count: 1000))\#(number)""# }.joined(
                    separator: ",")
                let response = try room.http(
                    "POST", "/alerts", #"{"key":"k\#(number)","title":"t","labels":{\#(labels)}}"#)
                guard response.status == 200 else {
                    refused = response
                    break
                }
                accepted += JSON(parsing: response.body)["alerts"].strings
            }
            #expect(refused?.status == 503, "\(String(describing: refused))")
            let answer = try room.run("note", String(repeating: "long ", count: 3000))
            #expect(answer.code == 75, "\(answer)")
            #expect(answer.errors.split(separator: "\n").count == 1)
            #expect(daemon.isRunning)
            let status = try room.run("status")
            #expect(status.code == 0 && status.output.contains("cannot be written"), "\(status)")
            #expect(try room.alerts().count == accepted.count)
            #expect(try room.http("GET", "/metrics").body.contains("warroom_log_writable 0"))
            daemon.destroy()
            try room.serve()
            let fired = Set(
                try room.events().filter { $0["kind"].string == "alert.fired" }.compactMap {
                    $0["facts"]["alert"].string
                })
            #expect(Set(accepted).subtracting(fired).isEmpty)
            #expect(try room.run("note", "room again").code == 0)
            #expect(try room.run("log", "verify").code == 0)
        }
    }
}
