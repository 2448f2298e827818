import Foundation
import Testing

/// Incidents, roles and people at the command line.
struct IncidentCommandTests {
    @Test func anIncidentIsDeclaredChangedAndClosed() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("incidents").output == "no incident was ever declared here\n")
            let alert = try room.post("CheckoutSlow")
            let declared = try room.run("declare", "Checkout", "is", "slow", "--severity", "SEV2", "--alert", alert)
            #expect(declared.output == "INC-1\n", "\(declared)")
            let incident = try room.run("incidents", "--json").json[0]
            #expect(incident["title"].string == "Checkout is slow")
            #expect(incident["severity"].string == "SEV2")
            #expect(incident["status"].string == "investigating")
            #expect(incident["alerts"].strings == [alert])
            #expect(incident.keys.isSuperset(of: ["id", "roles", "openedAt"]))
            #expect(try room.alerts()[0]["incident"].string == "INC-1")
            #expect(
                try room.run("set", "--severity", "1", "--status", "identified", "--title", "Checkout down").code == 0)
            let changed = try room.run("show", "--json").json
            #expect(changed["incident"]["severity"].string == "SEV1")
            #expect(changed["incident"]["status"].string == "identified")
            #expect(changed["incident"]["title"].string == "Checkout down")
            #expect(changed["alerts"][0]["id"].string == alert)
            #expect(changed["timeline"].array.count == 4)
            let shown = try room.run("show", "INC-1").output
            for words in [
                "INC-1  SEV1  identified  Checkout down", "declared by ada", "Commander: nobody", "CheckoutSlow",
            ] {
                #expect(shown.contains(words), "\(words) in \(shown)")
            }
            #expect(try room.run("close").output == "INC-1 is now closed\n")
            #expect(try room.run("incidents", "--json").json[0]["closedAt"].string != nil)
            #expect(try room.run("close").code == 1)
            #expect(try room.run("show").code == 1)
            #expect(try room.run("show", "INC-1").code == 0)
        }
    }

    @Test func withoutANameTheOneOpenIncidentIsMeantElseTheyAreListed() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("set", "--severity", "SEV1").code == 1)
            _ = try room.run("declare", "first")
            _ = try room.run("declare", "second")
            for arguments in [["set", "--severity", "SEV1"], ["close"], ["show"], ["role", "take", "commander"]] {
                let answer = try room.run(arguments)
                #expect(answer.code == 64, "\(arguments): \(answer)")
                #expect(answer.errors.contains("INC-1 first") && answer.errors.contains("INC-2 second"), "\(answer)")
            }
            #expect(try room.run("close", "INC-2").code == 0)
            #expect(try room.run("set", "--severity", "SEV1").output == "INC-1 is now SEV1\n")
            #expect(try room.run("set").code == 64)
            #expect(try room.run("set", "INC-7", "--severity", "SEV1").code == 1)
            #expect(try room.run("set", "--severity", "SEV9").code == 64)
            #expect(try room.run("set", "--status", "fine").code == 64)
            #expect(try room.run("declare", " ").code == 64)
            #expect(try room.run("declare").code == 64)
            #expect(try room.run("declare", "x", "--alert", "0000").code == 1)
            #expect(try room.run("incidents", "--json").json.array.count == 2)
        }
    }

    @Test func alertsAreLinkedAndUnlinked() async throws {
        try await TestRoom.served { room in
            let alerts = try ["a", "b", "c"].map { try room.post($0, labels: ["team": "db"]) }
            _ = try room.run("declare", "x")
            #expect(try room.run("link", "INC-1", String(alerts[0].prefix(8)), alerts[1]).code == 0)
            #expect(try Set(room.run("incidents", "--json").json[0]["alerts"].strings) == Set(alerts.prefix(2)))
            #expect(try room.run("link", "INC-1", "--match", #"team="db""#).code == 0)
            #expect(try Set(room.run("incidents", "--json").json[0]["alerts"].strings) == Set(alerts))
            #expect(try room.run("unlink", "INC-1", alerts[2], "--json").json["incident"].string == "INC-1")
            #expect(try Set(room.run("incidents", "--json").json[0]["alerts"].strings) == Set(alerts.prefix(2)))
            #expect(try room.run("link", "INC-8", alerts[0]).code == 1)
            #expect(try room.run("link", alerts[0]).code == 64)
        }
    }

    @Test func twoIncidentsAreMerged() async throws {
        try await TestRoom.served { room in
            let alert = try room.post("a")
            _ = try room.run("declare", "first")
            _ = try room.run("declare", "second", "--alert", alert)
            #expect(try room.run("merge", "INC-2").code == 64)
            #expect(try room.run("merge", "INC-2", "INC-2").code != 0)
            let merged = try room.run("merge", "INC-2", "INC-1")
            #expect(merged.output == "merged INC-2 into INC-1 with 1 alert; INC-2 is closed\n", "\(merged)")
            #expect(try room.alerts()[0]["incident"].string == "INC-1")
            #expect(try room.run("show", "INC-2").output.contains("merged into INC-1"))
            #expect(try room.run("show", "INC-2", "--json").json["incident"]["mergedInto"].string == "INC-1")
        }
    }

    @Test func thereIsOneCommanderAndTakingOverNeedsAName() async throws {
        try await TestRoom.served { room in
            _ = try room.run("declare", "x")
            #expect(try room.run("role", "take", "commander").output == "ada is now commander of INC-1\n")
            let second = try room.run("--as", "bo", "role", "take", "commander")
            #expect(second.code == 1)
            #expect(second.errors.contains("ada is commander of INC-1"))
            #expect(second.errors.contains("--from ada"))
            #expect(try room.run("--as", "bo", "role", "take", "ic", "--from", "kim").code == 1)
            let taken = try room.run("--as", "bo", "role", "take", "ic", "--from", "ada")
            #expect(taken.output == "bo is now commander of INC-1, after ada\n", "\(taken)")
            #expect(try room.run("incidents", "--json").json[0]["commander"].string == "bo")
            #expect(try room.run("--as", "bo", "role", "give", "commander", "kim").code == 0)
            #expect(try room.run("role", "give", "scribe", "lin").code == 0)
            #expect(try room.run("role", "give", "expert", "pat").code == 0)
            #expect(try room.run("role", "give", "expert", "ada").code == 0)
            let roles = try room.run("incidents", "--json").json[0]["roles"].array
            #expect(
                Set(roles.map { "\($0["role"].string ?? "") \($0["person"].string ?? "")" }) == [
                    "commander kim", "scribe lin", "expert pat", "expert ada",
                ])
            #expect(try room.run("role", "release", "commander").code == 1)
            #expect(try room.run("role", "release", "commander", "kim").code == 0)
            #expect(try room.run("role", "take", "astronaut").code == 64)
            #expect(try room.run("role", "give", "scribe").code == 64)
        }
    }

    @Test func whoIsOnCallAndWhoIsHere() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("oncall", "who").output.hasPrefix("nobody is on call"))
            #expect(try room.run("oncall", "--json").json.array.isEmpty)
            #expect(try room.run("oncall", "set", "kim", "--until", "8h").code == 0)
            let onCall = try room.run("oncall", "who", "--json").json[0]
            #expect(onCall["person"].string == "kim")
            #expect(onCall["until"].string != nil)
            #expect(try room.run("oncall").output.hasPrefix("kim until "))
            #expect(try room.run("oncall", "set", "bo", "--until", "09:00").code == 0)
            #expect(try room.run("oncall", "--json").json[0]["until"].string?.hasSuffix("T03:30:00.000Z") == true)
            #expect(try room.run("oncall", "set", "bo", "--until", "late").code == 64)
            _ = try room.run("declare", "x")
            _ = try room.run("--as", "lin", "note", "I am here")
            let who = try room.run("who")
            #expect(who.output.contains("on call: bo"))
            #expect(
                who.lines.contains { $0.hasPrefix("INC-1: ") && $0.contains("ada") && $0.contains("lin") }, "\(who)")
            let document = try room.run("who", "--json").json
            #expect(document["onCall"]["person"].string == "bo")
            #expect(document["present"].array.isEmpty)
            #expect(
                Set(document["incidents"][0]["participants"].array.compactMap { $0["person"].string }) == [
                    "ada", "lin",
                ])
        }
    }
}
