import Foundation
import Testing

/// What people do with alerts at the command line.
struct AlertCommandTests {
    @Test func theBoardShowsWhatSendersSaid() async throws {
        try await TestRoom.served { room in
            #expect(try room.run("alerts").output == "no alert is on the board\n")
            #expect(try room.run("alerts", "--json").json.array.isEmpty)
            let worst = try room.post(
                "checkout is slow", severity: "critical", labels: ["alertname": "CheckoutSlow", "instance": "api-3"])
            try room.post("disk fills", severity: "warning", labels: ["alertname": "DiskFills", "instance": "db-1"])
            let table = try room.run("alerts")
            #expect(table.code == 0)
            #expect(table.lines.count == 3)
            #expect(table.lines.first?.hasPrefix("ID") == true)
            for word in ["critical", "firing", "CheckoutSlow", "api-3", "checkout is slow", String(worst.prefix(8))] {
                #expect(table.lines.dropFirst().first?.contains(word) == true, "\(word) in \(table)")
            }
            let first = try room.alerts()[0]
            #expect(first["id"].string == worst)
            #expect(first["title"].string == "checkout is slow")
            #expect(first["labels"]["instance"].string == "api-3")
            #expect(first["count"].int == 1)
            let contract = [
                "id", "episode", "state", "severity", "title", "labels", "annotations", "source", "count", "since",
                "lastHeard", "silencedBy",
            ]
            #expect(first.keys.isSuperset(of: contract))
            let time = try #require(first["since"].string)
            #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
        }
    }

    @Test func theBoardIsNarrowedByStateAndMatchers() async throws {
        try await TestRoom.served { room in
            let api = try room.post("a", labels: ["job": "api"])
            let web = try room.post("b", labels: ["job": "web"])
            _ = try room.run("ack", api)
            #expect(try room.alerts("--state", "acknowledged").map { $0["id"].string } == [api])
            #expect(try room.alerts("--match", #"job=~"w.b""#).map { $0["id"].string } == [web])
            #expect(try room.alerts("--match", #"job!="api""#, "--state", "acknowledged").isEmpty)
            #expect(try room.run("alerts", "--match", "job=\"none\"").output == "no alert is so\n")
            let wrong = try room.run("alerts", "--match", "job=~\"(\"")
            #expect(wrong.code == 64 && wrong.errors.hasPrefix("warroom: "), "\(wrong)")
            #expect(try room.run("alerts", "--state", "bored").code == 64)
        }
    }

    @Test func alertsAreAcknowledgedByShortenedIDsAndGivenBack() async throws {
        try await TestRoom.served { room in
            let id = try room.post("DiskFull")
            let answer = try room.run("ack", String(id.prefix(5)), "--for", "30m", "--note", "on it")
            #expect(answer.code == 0)
            #expect(answer.output == "acknowledged DiskFull for 30 min\n")
            let row = try room.alerts()[0]
            #expect(row["state"].string == "acknowledged")
            #expect(row["by"].string == "ada")
            #expect(row["until"].string != nil)
            let event = try #require(try room.events().last)
            #expect(event["kind"].string == "alert.acknowledged")
            #expect(event["text"]["note"].string == "on it")
            #expect(event["actor"]["person"].string == "ada")
            #expect(event["actor"]["principal"].string == "uid:\(geteuid())")
            #expect(event["actor"]["via"].string == "as")
            let back = try room.run("unack", id, "--json").json
            #expect(back["done"].string?.isEmpty == false)
            #expect(back["sequence"].int == (event["sequence"].int ?? 0) + 1)
            #expect(try room.state(of: id) == "firing")
            #expect(try room.run("ack", id, "--to", "bo").code == 0)
            #expect(try room.alerts()[0]["by"].string == "bo")
        }
    }

    @Test func matchersActOnAllThatMatch() async throws {
        try await TestRoom.served { room in
            let ids = try room.post(
                (0..<5).map { ["key": "k\($0)", "title": "t\($0)", "labels": ["team": $0 < 3 ? "db" : "web"]] })
            #expect(ids.count == 5)
            let answer = try room.run("ack", "--match", #"team="db""#)
            #expect(answer.output == "acknowledged 3 alerts for 1 h\n")
            #expect(try room.alerts("--state", "acknowledged").count == 3)
            #expect(try room.run("resolve", "--match", #"team="db""#).code == 0)
            #expect(try room.alerts().count == 2)
            #expect(try room.alerts("--all").count == 5)
            #expect(try room.alerts("--state", "resolved").count == 3)
            let none = try room.run("ack", "--match", #"team="nobody""#)
            #expect(none.code == 1 && none.errors.contains("no alert on the board matches"), "\(none)")
        }
    }

    @Test func whatClearedBeforeAnyoneLookedStaysUntilItIsSeen() async throws {
        try await TestRoom.served { room in
            let id = try room.post("Flapping")
            try room.post("Flapping", state: "resolved")
            #expect(try room.state(of: id) == "returned")
            #expect(try room.run("seen", id).code == 0)
            #expect(try room.state(of: id) == nil)
            #expect(try room.run("seen", id).output == "seen already\n")
        }
    }

    @Test func anIDThatFitsSeveralOrNoneIsRefusedInASentence() async throws {
        try await TestRoom.served { room in
            // With seventeen alerts two ids begin with the same digit.
            let ids = try room.post((0..<17).map { ["key": "k\($0)", "title": "t\($0)"] })
            let digits = Dictionary(grouping: ids) { $0.prefix(1) }
            let shared = try #require(digits.first { $1.count > 1 }?.key)
            let several = try room.run("ack", String(shared))
            #expect(several.code == 64)
            #expect(several.errors.contains("write more of it"))
            #expect(several.errors.filter { $0 == "\n" }.count == 1)
            let unknown = try room.run("ack", String(repeating: "0", count: 16))
            #expect(unknown.code == 1)
            #expect(unknown.errors.contains("`warroom alerts --all` lists"))
            #expect(try room.run("ack", "xyz").code == 64)
            #expect(try room.run("ack").code == 64)
            #expect(try room.run("ack", ids[0], "--for", "soon").code == 64)
            #expect(try room.run("ack", ids[0], "--for", "400d").code == 64)
        }
    }

    @Test func silencesHideAndShowAgain() async throws {
        try await TestRoom.served { room in
            let id = try room.post("DiskWillFill", labels: ["disk": "sda"])
            #expect(try room.run("silences").output == "nothing is silenced\n")
            let answer = try room.run("silence", "--match", #"disk="sda""#, "--for", "2h", "--why", "known, ordered")
            #expect(answer.code == 0, "\(answer)")
            #expect(try room.state(of: id) == "silenced")
            let silence = try room.run("silences", "--json").json[0]
            let silenceID = try #require(silence["id"].string)
            #expect(try room.alerts()[0]["silencedBy"].strings == [silenceID])
            #expect(silence["comment"].string == "known, ordered")
            #expect(try room.run("silences").output.contains("known, ordered"))
            #expect(try room.run("unsilence", String(silenceID.prefix(13))).code == 0)
            #expect(try room.state(of: id) == "firing")
            #expect(try room.run("silences", "--json").json.array.isEmpty)
            #expect(try room.run("silences", "--json", "--all").json.array.count == 1)
            #expect(try room.run("unsilence", silenceID).code == 1)
            #expect(try room.run("silence", "--match", #"disk="sda""#, "--for", "2h").code == 64)
            #expect(try room.run("silence", "--match", "disk", "--for", "2h", "--why", "x").code == 64)
        }
    }
}
