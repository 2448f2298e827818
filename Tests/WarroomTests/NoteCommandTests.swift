import Foundation
import Testing

/// Writing the timeline at the command line.
struct NoteCommandTests {
    @Test func standardInputThatIsNoTextIsRefusedInWords() async throws {
        try await TestRoom.served { room in
            let answer = try room.run(["note", "-"], input: "a\0b")
            #expect(answer.code == 65)
            #expect(answer.errors.contains("NUL"))
            // Words that come late belong to the note as well.
            let late = try room.shell("(printf 'first '; sleep 0.2; printf 'second') | \"$warroom\" note -")
            #expect(late.code == 0)
            #expect(try room.run("tail").output.contains("first second"))
        }
    }

    @Test func aNoteWithoutAnIncidentGoesToTheRoomAndSaysHowToMoveIt() async throws {
        try await TestRoom.served { room in
            let answer = try room.run("note", "pool", "exhausted", "--json").json
            #expect(answer["done"].string?.contains("noted in the room: no incident is open") == true)
            let sequence = try #require(answer["sequence"].int)
            #expect(answer["done"].string?.contains("`warroom correct '#\(sequence)' --incident INC`") == true)
            let note = try #require(try room.events(after: sequence - 1).first)
            #expect(note["kind"].string == "note.added")
            #expect(note["text"]["body"].string == "pool exhausted")
            #expect(!note["incident"].exists)
            #expect(answer["events"].strings == [note["id"].string])
            _ = try room.run("declare", "Database down")
            let moved = try room.run("correct", "#\(sequence)", "--incident", "INC-1")
            #expect(moved.code == 0, "\(moved)")
            #expect(try room.run("tail", "--incident", "INC-1").output.contains("pool exhausted"))
            #expect(try !room.run("tail", "--incident", "none").output.contains("pool exhausted"))
            // The number alone is enough, and needs no quotes.
            let back = try room.run("correct", "\(sequence)", "--incident", "none")
            #expect(back.code == 0 && back.output == "moved #\(sequence) to the room\n", "\(back)")
            #expect(try !room.run("tail", "--incident", "INC-1").output.contains("pool exhausted"))
            #expect(try room.run("tail", "--incident", "none").output.contains("pool exhausted"))
            let kinds = try room.run("tail", "--json", "--after", "0", "--incident", "none").jsonLines
            #expect(kinds.compactMap { $0["incident"].string } == [])
            #expect(kinds.contains { $0["kind"].string == "note.added" })
            #expect(!kinds.contains { $0["kind"].string == "incident.declared" })
            #expect(try room.run("pin", "\(sequence)").code == 0)
            #expect(try room.run("unpin", "#\(sequence)").code == 0)
            #expect(try room.run("pin", "999").code == 1)
        }
    }

    @Test func aNoteGoesToTheOneOpenIncidentAndToTheRoomWhereThereAreTwo() async throws {
        try await TestRoom.served { room in
            _ = try room.run("declare", "first")
            #expect(try room.run("note", "to the first").output == "noted in INC-1\n")
            let outside = try room.run("note", "--incident", "none", "to the room")
            #expect(outside.output == "noted in the room\n")
            _ = try room.run("declare", "second")
            let unclear = try room.run("note", "to which?")
            #expect(unclear.output.hasPrefix("noted in the room: 2 incidents are open; `warroom correct"), "\(unclear)")
            #expect(try room.run("note", "--incident", "INC-2", "to the second").output == "noted in INC-2\n")
            let notes = try room.events().filter { $0["kind"].string == "note.added" }
            #expect(notes.map { $0["incident"].string } == ["INC-1", nil, nil, "INC-2"])
            #expect(try room.run("note", "--incident", "INC-9", "nowhere").code == 1)
            #expect(try room.run("note", "--incident", "nine", "nowhere").code == 64)
        }
    }

    @Test func aNoteIsReadFromStandardInput() async throws {
        try await TestRoom.served { room in
            #expect(try room.run(["note", "-"], input: "first line\nsecond line\n").code == 0)
            #expect(try room.events().last?["text"]["body"].string == "first line\nsecond line")
            #expect(try room.run(["note", "-"], input: "").code == 64)
            #expect(try room.run(["note", "-"], input: " \n\t\n").code == 64)
            let long = try room.run(["note", "-"], input: String(repeating: "ü", count: 20_000))
            #expect(long.code == 65 && long.errors.contains("more than 16 KiB"), "\(long)")
            #expect(try room.run("note", "--", "--at", "is not an option here").code == 0)
            #expect(try room.events().last?["text"]["body"].string == "--at is not an option here")
        }
    }

    @Test func aNoteSaysWhenItHappened() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("note", "--at", "03:05", "phone call").code == 0)
            let note = try #require(try room.events().last)
            // 03:05 in Asia/Kolkata, five and a half hours ahead of UTC.
            #expect(note["occurredAt"].string?.hasSuffix("T21:35:00.000Z") == true, "\(note)")
            let now = Date()
            #expect(try room.run("note", "--at=-5m", "five minutes ago").code == 0)
            #expect(try room.run("note", "--at", "-5m", "five minutes ago").code == 0)
            let pattern = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            for note in try room.events().suffix(2) {
                let time = try Date(note["occurredAt"].string ?? "", strategy: pattern)
                #expect(abs(time.timeIntervalSince(now) + 300) < 30)
                #expect(note["recordedAt"].string != note["occurredAt"].string)
            }
            #expect(try room.run("tail", "-n", "1").output.contains("(written "))
            #expect(try room.run("note", "--at", "2099-01-01T00:00:00Z", "to come").code == 64)
            for wrong in ["25:00", "yesterday", "5m", "-5", ""] {
                let answer = try room.run("note", "--at", wrong, "x")
                #expect(answer.code == 64, "--at \(wrong): \(answer)")
            }
        }
    }

    @Test func notesAreTaggedPinnedAndCorrected() async throws {
        try await TestRoom.served { room in
            let first = try room.run("note", "--tag", "finding", "--pin", "500/500 connections", "--json").json
            let sequence = try #require(first["sequence"].int)
            let id = try #require(first["events"].strings.first)
            let event = try #require(try room.events().last)
            #expect(event["facts"]["tag"].string == "finding")
            #expect(event["facts"]["isPinned"].bool == true)
            #expect(try room.run("tail", "-n", "1").output.contains("finding: 500/500 connections (pinned)"))
            #expect(try room.run("correct", "#\(sequence)", "498", "connections").output == "corrected #\(sequence)\n")
            #expect(try room.run("unpin", id).output == "unpinned #\(sequence)\n")
            let line = try #require(try room.run("tail").lines.first { $0.contains("connections") })
            #expect(line.contains("finding: 498 connections (corrected)"), "\(line)")
            #expect(try room.run("pin", "#\(sequence)").code == 0)
            // The first version stays in the log.
            #expect(try room.events().contains { $0["text"]["body"].string == "500/500 connections" })
            #expect(try room.run("pin", "#99999").code == 1)
            #expect(try room.run("correct", "#1", "history").code == 64)
            #expect(try room.run("correct", "#\(sequence)").code == 64)
            #expect(try room.run("pin", "last").code == 64)
            #expect(try room.run("note", "--tag", "joke", "x").code == 64)
            #expect(try room.run("note").code == 64)
        }
    }
}
