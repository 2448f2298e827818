import Foundation
import Testing

/// A log that lost something: accepting it, and saving what is left.
struct LogRepairCommandTests {
    private static func stop(_ room: TestRoom) throws {
        #expect(try room.run("stop").code == 0)
        try eventually("the daemon to end") { room.daemons().isEmpty }
    }

    /// A served room whose log lost its last events.
    private static func withLoss<Value: Sendable>(_ body: @Sendable (TestRoom) throws -> Value) async throws -> Value {
        try await TestRoom.served { room in
            _ = try room.run("note", "kept")
            try stop(room)
            let files = FileManager.default
            try files.copyItem(atPath: room.home + "/log.db", toPath: room.directory + "/old.db")
            try room.serve()
            for number in 1...5 { _ = try room.run("note", "lost \(number)") }
            try stop(room)
            for name in ["/log.db", "/log.db-wal", "/log.db-shm"] { try? files.removeItem(atPath: room.home + name) }
            try files.moveItem(atPath: room.directory + "/old.db", toPath: room.home + "/log.db")
            try room.serve()
            return try body(room)
        }
    }

    @Test func aLossIsAcceptedByATypedWord() async throws {
        try await Self.withLoss { room in
            #expect(try room.status()["problems"].array.isEmpty == false)
            for input in ["", "\n", "y\n", "yes\n", "Accept\n"] {
                let answer = try room.run(["log", "accept-head"], input: input)
                #expect(answer.code == 64 && answer.errors.contains("Type accept to go on:"), "\(input): \(answer)")
                #expect(answer.errors.contains("nothing was changed"), "\(answer)")
            }
            #expect(try room.status()["problems"].array.isEmpty == false)
            #expect(try room.run("log", "verify").code == 65)
            let accepted = try room.run(["log", "accept-head"], input: "accept\n")
            #expect(accepted.code == 0 && accepted.output.hasPrefix("accepted that the events"), "\(accepted)")
            #expect(try room.status()["problems"].array.isEmpty == true)
            let verified = try room.run("log", "verify")
            #expect(verified.code == 0 && verified.output.contains("events lost and accepted"), "\(verified)")
            #expect((try room.run("log", "verify", "--json").json["acceptedLosses"].int ?? 0) > 0)
            let event = try #require(try room.events().last)
            #expect(event["kind"].string == "log.head_accepted" && event["actor"]["person"].string == "ada")
            #expect(try room.run("log", "accept-head", "--yes").code == 1, "there is nothing left to accept")
            // It stays accepted when the room is opened again.
            try Self.stop(room)
            try room.serve()
            #expect(try room.status()["problems"].array.isEmpty == true)
        }
    }

    @Test func yesIsNotAsked() async throws {
        try await Self.withLoss { room in
            let accepted = try room.run("log", "accept-head", "--yes", "--json")
            #expect(accepted.code == 0 && accepted.errors.isEmpty, "\(accepted)")
            #expect(accepted.json["events"].array.count == 1)
        }
    }

    @Test func aWholeLogHasNothingToAccept() async throws {
        try await TestRoom.served { room in
            let answer = try room.run("log", "accept-head", "--yes")
            #expect(answer.code == 1 && answer.errors.contains("nothing to accept"), "\(answer)")
        }
    }

    @Test func whatIsLeftOfADamagedLogBecomesARoom() async throws {
        try await TestRoom.served { room in
            for number in 1...9 { _ = try room.run("note", "evidence-\(number)-evidence") }
            let target = room.directory + "/salvaged"
            let held = try room.run("log", "salvage", target)
            #expect(held.code == 73 && held.errors.contains("a daemon has the room"), "\(held)")
            try Self.stop(room)
            let path = room.home + "/log.db"
            var log = try Data(contentsOf: URL(fileURLWithPath: path))
            // One note's words, and the magic at the file's beginning.
            let place = try #require(log.range(of: Data("evidence-3-evidence".utf8)))
            log[place.lowerBound + 9] = UInt8(ascii: "8")
            log[0] = 0
            try log.write(to: URL(fileURLWithPath: path))
            #expect(try room.run("log", "verify").code != 0)
            let answer = try room.run("log", "salvage", "--json", target)
            #expect(answer.code == 0, "\(answer)")
            let facts = answer.json["salvaged"]
            #expect(facts["kept"].int == 11 && facts["missing"].int == 0 && facts["textsLost"].int == 1, "\(answer)")
            #expect(answer.json["sequence"].int == 12)
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == log)
            #expect(try room.run("--home", target, "log", "verify").code == 0)
            let told = try room.run("--home", target, "tail").output
            #expect(told.contains("made this log from a damaged one that ended at #11"), "\(told)")
            #expect(told.contains("evidence-9-evidence") && !told.contains("evidence-3-evidence"), "\(told)")
            #expect(told.components(separatedBy: "evidence-8-evidence").count == 2, "no word was made up: \(told)")
            #expect(try room.run("--home", target, "stop").code == 0)
            let again = try room.run("log", "salvage", target)
            #expect(again.code == 73 && again.errors.contains("is there already"), "\(again)")
        }
    }

    @Test func whatIsNoLogCannotBeSalvaged() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("log", "salvage", room.directory + "/a").code == 73, "there is no log")
            mkdir(room.home, 0o700)
            try Data(repeating: 7, count: 100_000).write(to: URL(fileURLWithPath: room.home + "/log.db"))
            let answer = try room.run("log", "salvage", room.directory + "/b")
            #expect(answer.code == 65 && answer.errors.contains("not one event"), "\(answer)")
        }
    }
}
