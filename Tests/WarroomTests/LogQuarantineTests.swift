import Foundation
import Testing

/// What stopped the room is left out, shown, and let in again at the command line.
struct LogQuarantineTests {
    @Test func anEventIsShownAsTailShowsIt() async throws {
        try await TestRoom.served { room in
            _ = try room.run("note", "one \u{1B}[31m red")
            let last = try #require(try room.run("tail", "--json", "-n", "1").lines.last)
            for name in ["2", "#2"] {
                let answer = try room.run("log", "show", name)
                #expect(answer.code == 0 && answer.lines == [last], "\(answer)")
            }
            let beyond = try room.run("log", "show", "3")
            #expect(beyond.code == 1 && beyond.errors.contains("it ends at #2"), "\(beyond)")
            for wrong in ["0", "-1", "last", "#"] {
                #expect(try room.run("log", "show", "--", wrong).code == 64, "\(wrong)")
            }
        }
    }

    @Test func anEventIsLeftOutUntilItIsReleased() async throws {
        try await TestRoom.served { room in
            for number in 1...3 { _ = try room.run("note", "note \(number)") }
            #expect(try room.run("log", "quarantine").output == "nothing is left out\n")
            #expect(try room.run("log", "quarantine", "--json").json.array.isEmpty)
            #expect(try room.run("log", "release", "3").code == 1)
            try Self.stop(room)
            let row = #"{"event":3,"since":"2026-01-01T00:00:00.000Z","reason":"it trapped"}"# + "\n"
            try row.write(toFile: room.home + "/quarantine", atomically: false, encoding: .utf8)
            try #require(try room.run("log", "quarantine", "--json").json.array.count == 1, "the row is understood")
            try room.serve()
            let lines = try room.run("tail").output
            #expect(lines.contains("event #3 could not be read and was left out: warroom log show 3"), "\(lines)")
            #expect(lines.contains("note 1") && !lines.contains("note 2") && lines.contains("note 3"), "\(lines)")
            #expect(try room.status()["problems"].strings.contains { $0.contains("#3") })
            #expect(try room.run("log", "verify").code == 0)
            #expect(try room.run("log", "show", "3").json["text"]["body"].string == "note 2")
            let released = try room.run("log", "release", "#3")
            #expect(released.code == 0 && released.output.contains("starts next"), "\(released)")
            try Self.stop(room)
            try room.serve()
            #expect(try room.run("tail").output.contains("note 2"))
            #expect(try room.run("log", "quarantine").output == "nothing is left out\n")
            #expect(try room.status()["problems"].array.isEmpty)
        }
    }

    @Test func anInputThatStoppedTheRoomIsRefusedInItsDialectsOwnWords() async throws {
        try await TestRoom.with { room in
            let sum = try room.shell(#"printf 'plain\nPOST /alerts\n{"title":"poison"}' | sha256sum"#)
            let digest = try #require(sum.output.split(separator: " ").first)
            mkdir(room.home, 0o700)
            let row = #"{"input":"\#(digest)","since":"2026-01-01T00:00:00.000Z","reason":"it trapped"}"# + "\n"
            try row.write(toFile: room.home + "/quarantine", atomically: false, encoding: .utf8)
            try room.serve()
            let refused = try room.http("POST", "/alerts", #"{"title":"poison"}"#)
            #expect(refused.status == 400, "\(refused)")
            let errors = JSON(parsing: refused.body)["errors"].strings
            #expect(errors.first?.contains("stopped the room before") == true, "\(refused)")
            #expect(try room.http("POST", "/alerts", #"{"title":"poison" }"#).status == 200)
            #expect(try room.alerts().count == 1)
            #expect(try room.events().contains { $0["kind"].string == "input.refused" })
            #expect(try room.run("log", "release", String(digest.prefix(12))).code == 0)
            try Self.stop(room)
            try room.serve()
            #expect(try room.http("POST", "/alerts", #"{"title":"poison"}"#).status == 200)
        }
    }

    @Test func aTrapWithNothingInHandAccusesNothing() async throws {
        try await TestRoom.served { room in
            try room.post("an alert")
            for number in [SIGILL, SIGSEGV, SIGABRT] {
                kill(try #require(room.daemon), number)
                try eventually("the daemon to end") { room.daemons().isEmpty }
                try room.serve()
                #expect(try room.run("log", "quarantine").output == "nothing is left out\n")
                #expect(try room.alerts().count == 1)
            }
        }
    }

    private static func stop(_ room: TestRoom) throws {
        #expect(try room.run("stop").code == 0)
        try eventually("the daemon to end") { room.daemons().isEmpty }
    }
}
