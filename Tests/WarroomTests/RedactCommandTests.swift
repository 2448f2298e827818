import Foundation
import Testing

/// Erasing words at the command line: afterwards they are in no file of the room.
struct RedactCommandTests {
    private static let secret = "hunter2-correct-horse"

    @Test func aSecretIsInNoFileOfTheRoomWhetherItsDaemonRunsOrNot() async throws {
        try await TestRoom.served { room in
            let note = try room.run("note", "the password is \(Self.secret)", "--json").json
            let sequence = try #require(note["sequence"].int)
            _ = try room.run("correct", "#\(sequence)", "the password was \(Self.secret)")
            #expect(!room.files(containing: Self.secret).isEmpty)
            let answer = try room.run("redact", "#\(sequence)", "--why", "a password", "--as", "lin")
            #expect(answer.code == 0 && answer.errors.isEmpty, "\(answer)")
            #expect(answer.output == "redacted #\(sequence) and 1 more text with its words\n")
            #expect(room.files(containing: Self.secret) == [])
            let tail = try room.run("tail")
            #expect(tail.output.contains("redacted by lin: a password") && !tail.output.contains(Self.secret))
            let event = try #require(try room.events().first { $0["kind"].string == "entry.redacted" })
            #expect(event["facts"]["sequence"].int == sequence && event["text"]["why"].string == "a password")
            let verified = try room.run("log", "verify")
            #expect(verified.code == 0, "\(verified)")
            #expect(try room.run("stop").code == 0)
            try eventually("the daemon to end") { room.daemons().isEmpty }
            #expect(room.files(containing: Self.secret) == [])
            #expect(try room.run("log", "verify").code == 0)
            try room.serve()
            #expect(try room.run("tail").output.contains("redacted by lin: a password"))
        }
    }

    @Test func anAlertKeepsItsLabelsAndLosesItsWords() async throws {
        try await TestRoom.served { room in
            try room.post("login of \(Self.secret) fails", labels: ["host": "db-1"])
            let fired = try #require(try room.events().first { $0["kind"].string == "alert.fired" })
            let sequence = try #require(fired["sequence"].int)
            let answer = try room.run("redact", "#\(sequence)", "--why", "a password")
            #expect(answer.code == 0, "\(answer)")
            #expect(answer.output.contains("labels stay"))
            let alert = try #require(try room.alerts().first)
            #expect(alert["title"].string == "(erased)" && alert["labels"]["host"].string == "db-1")
            #expect(room.files(containing: Self.secret) == [])
        }
    }

    @Test func whatCannotBeRedactedSaysWhy() async throws {
        try await TestRoom.served { room in
            _ = try room.run("note", "a word")
            let missing = try room.run("redact", "#99", "--why", "x")
            #expect(missing.code == 1 && missing.errors.contains("there is no entry #99"), "\(missing)")
            let wordless = try room.run("redact", "#1", "--why", "x")
            #expect(wordless.code == 64 && wordless.errors.contains("has no words of its own"), "\(wordless)")
            #expect(try room.run("redact", "#2").code == 64)
            #expect(try room.run("redact", "#2", "--why", " ").code == 64)
            #expect(try room.run("redact", "two", "--why", "x").code == 64)
            #expect(try room.run("tail").output.contains("a word"))
        }
    }
}

extension TestRoom {
    /// The home's files in which a text stands, byte by byte.
    fileprivate func files(containing text: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: home)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            guard let type = try? FileManager.default.attributesOfItem(atPath: "\(home)/\(name)")[.type],
                type as? FileAttributeType == .typeRegular
            else { return false }
            return FileManager.default.contents(atPath: "\(home)/\(name)")?.range(of: Data(text.utf8)) != nil
        }.sorted()
    }
}
