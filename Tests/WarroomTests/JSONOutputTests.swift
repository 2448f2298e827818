import Foundation
import Testing

/// What scripts read: the contract's fields are always there, and every command has its document.
struct JSONOutputTests {
    /// The names of an object's members, null or not.
    private static func names(_ text: String) throws -> [Set<String>] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let objects = value as? [[String: Any]] ?? [value as? [String: Any] ?? [:]]
        return objects.map { Set($0.keys) }
    }

    @Test func theContractsFieldsAreThereWhereThereIsNothingToSay() async throws {
        try await TestRoom.served { room in
            try room.post("x")
            _ = try room.run("declare", "first")
            let alerts = try Self.names(try room.run("alerts", "--json").output)
            #expect(alerts.count == 1)
            for names in alerts {
                #expect(
                    names.isSuperset(of: [
                        "id", "episode", "state", "severity", "title", "labels", "annotations", "source", "count",
                        "since", "lastHeard", "by", "until", "silencedBy", "incident",
                    ]))
            }
            for names in try Self.names(try room.run("incidents", "--json").output) {
                #expect(
                    names.isSuperset(of: [
                        "id", "title", "severity", "status", "commander", "roles", "openedAt", "closedAt", "alerts",
                    ]))
            }
            let lines = try room.run("tail", "--json", "--after", "0").lines
            #expect(lines.count >= 3)
            for line in lines {
                #expect(
                    try Self.names(line).first?.isSuperset(of: [
                        "sequence", "id", "kind", "version", "occurredAt", "recordedAt", "actor", "incident", "facts",
                        "text", "hash",
                    ]) == true, "\(line)")
            }
            #expect(try room.alerts().first?["by"].exists == false)
            let shown = try room.run("show", "INC-1", "--json").json
            #expect(shown["incident"]["id"].string == "INC-1" && shown["summary"].exists)
            #expect(!shown["timeline"].array.isEmpty && shown["alerts"].array.isEmpty)
            // What the chain is made of is written as ever.
            let export = try room.run("log", "export").output
            #expect(!export.contains(#""incident":null"#) && !export.contains(#""text":null"#))
        }
    }

    @Test func checksHaveADocumentOfTheirProblems() async throws {
        try await TestRoom.with { room in
            #expect(try room.run("config", "check", "--json").output == "[]\n")
            #expect(try room.run("--home", "/nowhere", "config", "check").code == 0)
            let defaults = try room.run("config", "default", "--json").json.array
            #expect(defaults.contains { $0["key"].string == "ack.length" && $0["value"].string != nil })
            try "ack:\n  lenght: 1h\n".write(toFile: room.configuration, atomically: true, encoding: .utf8)
            let wrong = try room.run("config", "check", "--json")
            #expect(wrong.code == 78 && wrong.errors.isEmpty, "\(wrong)")
            let problem = wrong.json[0]
            #expect(problem["file"].string == room.configuration && problem["line"].int == 2)
            #expect(problem["message"].string?.contains("did you mean") == true, "\(wrong)")
            #expect(try room.run("playbook", "check", "--json").output == "[]\n")
            let playbook = room.directory + "/bad.md"
            try "no title and no steps\n".write(toFile: playbook, atomically: true, encoding: .utf8)
            let bad = try room.run("playbook", "check", playbook, "--json")
            #expect(bad.code == 65 && bad.errors.isEmpty, "\(bad)")
            #expect(bad.json[0]["file"].string == playbook)
        }
    }
}
