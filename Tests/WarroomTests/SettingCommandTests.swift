import Foundation
import Testing

/// What the program says about its configuration and about the daemon.
struct SettingCommandTests {
    @Test func theConfigurationIsShownAndItsDefaultIsValid() async throws {
        try await TestRoom.with { room in
            try FileManager.default.removeItem(atPath: room.configuration)
            let text = try room.run("config", "default")
            #expect(text.code == 0 && text.output.contains("listen"))
            let file = room.directory + "/default.yaml"
            try text.output.write(toFile: file, atomically: true, encoding: .utf8)
            let checked = try room.run("config", "check", file)
            #expect(checked.code == 0 && checked.output == "\(file) is fine\n", "\(checked)")
            #expect(try room.run("config", "check").output == "there is no configuration file: the defaults hold\n")
            #expect(try room.run("config", "show").output.contains("127.0.0.1:9911"))
            let rows = try room.run("config", "show", "--json").json.array
            #expect(
                rows.contains {
                    $0["key"].string == "ack.length" && $0["value"].string == "1h" && $0["origin"].string == "default"
                })
            // None of these needs a room.
            #expect(!FileManager.default.fileExists(atPath: room.home))
        }
    }

    @Test func aWrongLineIsNamedWithFileLineAndWhatWasExpected() async throws {
        try await TestRoom.with { room in
            let file = room.configuration
            for (text, place) in [
                ("ack:\n  length: soon\n", ":2"), ("lissten: off\n", ":1"), ("theme: [\n", ":"),
                ("listen: 127.0.0.1:9911\nmouse: perhaps\n", ":2"),
            ] {
                try text.write(toFile: file, atomically: true, encoding: .utf8)
                for command in ["check", "show"] {
                    let answer = try room.run("config", command)
                    #expect(answer.code == 78, "\(text): \(answer)")
                    #expect(answer.errors.contains(file + place), "\(text): \(answer)")
                }
                // A daemon does not start with it, and says why.
                let served = try room.run("serve", "--listen", "127.0.0.1:0")
                #expect(served.code == 78 && served.errors.contains(file + place), "\(served)")
            }
            let named = try room.run(
                ["config", "show"], environment: ["WARROOM_CONFIG": room.directory + "/none.yaml"])
            #expect(named.code == 78 && named.errors.contains("none.yaml"), "\(named)")
        }
    }

    @Test(arguments: [
        ("mouse: true\ntheme: nosuch\n", ":2: theme: ", "expected one of the themes"),
        ("listen: 0.0.0.0:9911\n", ":1: listen: ", "ingest.tokens"),
    ]) func whatCouldNotWorkIsNotFine(_ text: String, place: String, words: String) async throws {
        try await TestRoom.with { room in
            try text.write(toFile: room.configuration, atomically: true, encoding: .utf8)
            for arguments in [["config", "check"], ["config", "check", room.configuration]] {
                let answer = try room.run(arguments)
                #expect(answer.code == 78 && answer.output.isEmpty, "\(answer)")
                #expect(
                    answer.errors.contains(room.configuration + place) && answer.errors.contains(words), "\(answer)")
            }
        }
    }

    @Test func theConfigurationDecidesHowLongAnAckLasts() async throws {
        try await TestRoom.with { room in
            let file = room.directory + "/mine.yaml"
            try "ack:\n  length: 20m\n".write(toFile: file, atomically: true, encoding: .utf8)
            try room.serve(environment: ["WARROOM_CONFIG": file])
            let id = try room.post("x")
            #expect(try room.run("ack", id).output == "acknowledged x for 20 min\n")
            // What was served last holds when a client opens the room.
            kill(try #require(room.daemon), SIGKILL)
            #expect(try room.run("ack", id).output == "acknowledged x for 20 min\n")
        }
    }

    @Test func statusTellsWhatTheDaemonDoesAndStartsNone() async throws {
        try await TestRoom.with { room in
            let none = try room.run("status")
            #expect(none.code == 69, "\(none)")
            #expect(none.errors.contains("`warroom serve` opens it"))
            #expect(try room.run("status", "--json").code == 69)
            #expect(try room.run("stop").code == 69)
            #expect(room.daemons().isEmpty)
            let daemon = try room.serve()
            try room.post("x")
            let status = try room.run("status", "--json").json
            #expect(status["pid"].int == Int(daemon.pid))
            #expect(status["home"].string == room.home)
            #expect(status["serving"].bool == true)
            #expect(status["sequence"].int == 2)
            #expect(status["problems"].array.isEmpty)
            #expect(status["counts"]["firing"].int == 1)
            #expect(status["senders"].array.count == 1)
            let words = try room.run("status").output
            #expect(
                words.contains(room.home) && words.contains("(served, pid \(daemon.pid)") && words.contains("log: #2"),
                "\(words)")
            #expect(words.contains("http://127.0.0.1:\(try room.port())"))
            #expect(try room.run("stop").output == "the room is closed\n")
            #expect(room.daemons().isEmpty, "the room was said to be closed while its daemon still wrote")
            #expect(try daemon.waitForEnd().code == 0)
            #expect(
                room.printed("serve", errors: true).contains("error") == false, "\(room.printed("serve", errors: true))"
            )
            try room.serve()
            let kinds = try room.events().compactMap { $0["kind"].string }
            #expect(kinds == ["daemon.started", "alert.fired", "daemon.stopped", "daemon.started"])
        }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func aSignalStopsTheDaemonInGoodOrder(_ signal: Int32) async throws {
        try await TestRoom.served { room in
            let daemon = try pid_t(#require(room.daemon))
            let child = try #require(room.daemons().first)
            #expect(child == daemon)
            kill(daemon, signal)
            try eventually("the daemon to end") { room.daemon == nil && room.daemons().isEmpty }
            #expect(!FileManager.default.fileExists(atPath: room.home + "/room.sock"))
            #expect(try room.run("log", "verify").code == 0)
            try room.serve()
            #expect(
                try room.events().compactMap { $0["kind"].string } == [
                    "daemon.started", "daemon.stopped", "daemon.started",
                ])
        }
    }
}
