import Foundation
import Testing

/// The log at the command line: reading it, following it, checking it.
struct LogCommandTests {
    @Test func tailPrintsTheNewestOrAllAfterAPosition() async throws {
        try await TestRoom.served { room in
            for number in 1...5 { _ = try room.run("note", "note \(number)") }
            #expect(try room.run("tail").lines.count == 6)
            let last = try room.run("tail", "-n", "2")
            #expect(
                last.lines.count == 2 && last.lines.last?.hasPrefix("#6 ") == true && last.output.contains("note 4"),
                "\(last)")
            #expect(try room.run("tail", "--after", "4").lines.count == 2)
            #expect(try room.run("tail", "--after", "6").output.isEmpty)
            let events = try room.run("tail", "--json", "-n", "3").jsonLines
            #expect(events.compactMap { $0["sequence"].int } == [4, 5, 6])
            let contract: Set = [
                "sequence", "id", "kind", "version", "occurredAt", "recordedAt", "actor", "facts", "text", "hash",
            ]
            #expect(events.allSatisfy { $0.keys.isSuperset(of: contract) })
            #expect(try room.events().compactMap { $0["sequence"].int } == [1, 2, 3, 4, 5, 6])
            for wrong in ["0", "-1", "many", "100000000"] {
                #expect(try room.run("tail", "-n", wrong).code == 64, "-n \(wrong)")
            }
            #expect(try room.run("tail", "--after=-1").code == 64)
        }
    }

    @Test func tailShowsOneIncidentOnly() async throws {
        try await TestRoom.served { room in
            _ = try room.run("declare", "first")
            _ = try room.run("note", "inside")
            _ = try room.run("note", "--incident", "none", "outside")
            let lines = try room.run("tail", "--incident", "INC-1").output
            #expect(lines.contains("inside") && !lines.contains("outside"))
            let kinds = try room.run("tail", "--json", "--after", "0", "--incident", "INC-1").jsonLines.map {
                $0["incident"].string
            }
            #expect(!kinds.isEmpty && kinds.allSatisfy { $0 == "INC-1" })
            #expect(try room.run("tail", "--incident", "INC-7").output.isEmpty)
            #expect(try room.run("tail", "--incident", "seven").code == 64)
        }
    }

    @Test(arguments: [[], ["--json"]])
    func tailFollowsWhatComesAndEndsWhenItIsInterrupted(_ options: [String]) async throws {
        try await TestRoom.served { room in
            _ = try room.run("note", "before")
            let tail = try room.start(["tail", "-f"] + options, name: "tail")
            try eventually("what was there") { room.printed("tail").contains("before") }
            _ = try room.run("note", "after")
            try eventually("what came") { room.printed("tail").contains("after") }
            try room.post("an alert")
            try eventually("the alert") { room.printed("tail").contains("an alert") }
            tail.send(SIGINT)
            _ = try tail.waitForEnd()
            let lines = room.printed("tail").split(separator: "\n")
            #expect(lines.count == Set(lines).count, "a line was printed twice: \(lines)")
        }
    }

    @Test func followingGoesOnWhenTheDaemonComesBack() async throws {
        try await TestRoom.served { room in
            _ = try room.start(["tail", "-f"], name: "tail")
            try eventually("the opening") { room.printed("tail").contains("the room opened") }
            kill(try #require(room.daemon), SIGKILL)
            #expect(try room.run("note", "after the crash").code == 0)
            try eventually("the note") { room.printed("tail").contains("after the crash") }
        }
    }

    @Test func theLogIsCheckedAndCounted() async throws {
        try await TestRoom.served { room in
            try room.post("x")
            _ = try room.run("note", "y")
            let whole = try room.run("log", "verify")
            #expect(whole.code == 0 && whole.output.contains("3 events checked"), "\(whole)")
            let checked = try room.run("log", "verify", "--json").json
            #expect(checked["checked"].int == 3 && checked["last"].int == 3)
            #expect(!checked["problem"].exists && !checked["firstBad"].exists)
            let statistics = try room.run("log", "stat", "--json").json
            #expect(statistics["sequence"].int == 3)
            #expect((statistics["bytes"].int ?? 0) > 4096)
            #expect(statistics["kinds"]["note.added"].int == 1)
            #expect(try room.run("log", "stat").output.contains("note.added"))
            // Both read the files, whether a daemon runs or not.
            #expect(try room.run("stop").code == 0)
            #expect(try room.run("log", "verify").code == 0)
            #expect(try room.run("log", "stat").code == 0)
        }
    }

    @Test func aChangedWordIsFound() async throws {
        try await TestRoom.served { room in
            for number in 1...5 { _ = try room.run("note", "evidence-\(number)-evidence") }
            #expect(try room.run("stop").code == 0)
            try eventually("the daemon to end") { room.daemons().isEmpty }
            let path = room.home + "/log.db"
            var log = try Data(contentsOf: URL(fileURLWithPath: path))
            let place = try #require(log.range(of: Data("evidence-3-evidence".utf8)))
            log[place.lowerBound + 9] = UInt8(ascii: "8")
            try log.write(to: URL(fileURLWithPath: path))
            let answer = try room.run("log", "verify", "--json")
            #expect(answer.code == 65, "\(answer)")
            #expect(answer.json["firstBad"].int == 4, "\(answer)")
            #expect(answer.json["problem"].string?.isEmpty == false)
            #expect(answer.errors.hasPrefix("warroom: #4: "))
        }
    }

    @Test func aLogThatLostItsEndSaysSoAndGoesOn() async throws {
        try await TestRoom.served { room in
            _ = try room.run("note", "kept")
            #expect(try room.run("stop").code == 0)
            try eventually("the daemon to end") { room.daemons().isEmpty }
            let files = FileManager.default
            try files.copyItem(atPath: room.home + "/log.db", toPath: room.directory + "/old.db")
            try room.serve()
            for number in 1...20 { _ = try room.run("note", "lost \(number)") }
            let last = try #require(try room.status()["sequence"].int)
            #expect(try room.run("stop").code == 0)
            try eventually("the daemon to end") { room.daemons().isEmpty }
            for name in ["/log.db", "/log.db-wal", "/log.db-shm"] { try? files.removeItem(atPath: room.home + name) }
            try files.moveItem(atPath: room.directory + "/old.db", toPath: room.home + "/log.db")
            let verified = try room.run("log", "verify")
            #expect(verified.code == 65, "\(verified)")
            try room.serve()
            #expect(try room.status()["problems"].array.isEmpty == false)
            let events = try room.events()
            let found = try #require(events.first { $0["kind"].string == "log.truncation_found" })
            // The lost numbers are never used again.
            #expect((found["sequence"].int ?? 0) > last)
            #expect(try room.run("note", "goes on").code == 0)
            #expect(try room.run("status").output.contains("problem: "))
        }
    }
}
