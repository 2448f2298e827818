import Testing
import WarRoom

@Suite struct SilenceProposalTests {
    /// Alerts as `name instance service`.
    private static func room(_ alerts: [String]) throws -> TestRoom {
        var room = TestRoom()
        for (index, words) in alerts.enumerated() {
            let parts = words.split(separator: " ").map(String.init)
            try room.fire(parts[0]) {
                $0.alert = AlertID(value: UInt64(index + 1) << 32)
                $0.labels = ["alertname": parts[0], "instance": parts[1], "service": parts[2]]
            }
        }
        return room
    }

    private static func proposals(_ alerts: [String], for places: [Int]) throws -> [String] {
        let room = try room(alerts)
        let references = room.state.alerts.values.filter { places.contains(Int($0.id.value >> 32) - 1) }
            .map { AlertReference(alert: $0.id, episode: $0.episode) }
        let marks = AlertSelection(marks: AlertMarks(alerts: references))
        let found = try SilenceProposal.all(for: marks, in: room.state)
        for proposal in found {
            let hidden = room.state.alerts.values.filter { proposal.matchers.match($0.labels) }.map(\.id)
            #expect(hidden.count == proposal.hides)
            #expect(Set(references.map(\.alert)).isSubset(of: hidden), "all that are marked are hidden")
            #expect(proposal.others == proposal.hides - references.count)
        }
        return found.map { "\($0.matchers.map(\.description).joined(separator: ",")) \($0.hides) \($0.others)" }
    }

    private static func proposals(for selection: AlertSelection, of all: [Labels]) throws -> [String] {
        var room = TestRoom()
        for (index, labels) in all.enumerated() {
            try room.fire("any") {
                $0.alert = AlertID(value: UInt64(index + 1) << 32)
                $0.labels = labels
            }
        }
        return try SilenceProposal.all(for: selection, in: room.state).map { proposal in
            proposal.matchers.map(\.description).joined(separator: ",") + " \(proposal.hides) \(proposal.others)"
        }
    }

    private static func first(of all: [Labels]) throws -> [String] {
        try proposals(for: AlertSelection(ids: ["00000001"]), of: all)
    }

    @Test func anAlertIsKnownByItsNameItsTargetAndItsService() throws {
        #expect(
            try Self.proposals(["A x s", "A y s", "B x s"], for: [0]) == [
                #"alertname="A",instance="x",service="s" 1 0"#, #"alertname="A" 2 1"#, #"service="s" 3 2"#,
            ])
    }

    @Test func severalAreKnownByWhatTheyHaveInCommonAndByTheirNamesAndTargets() throws {
        #expect(
            try Self.proposals(["A x s", "A y s", "A z t", "A w s", "B x s"], for: [0, 1]) == [
                #"alertname="A",instance=~"x|y",service="s" 2 0"#, #"alertname="A" 4 2"#, #"service="s" 4 2"#,
            ])
        #expect(
            try Self.proposals(["A x s", "B y t", "A z s", "B w t"], for: [0, 1]) == [
                #"alertname=~"A|B",instance=~"x|y",service=~"s|t" 2 0"#, #"alertname=~"A|B" 4 2"#,
                #"service=~"s|t" 4 2"#,
            ])
    }

    @Test func anAlertWithoutANameIsKnownByAllItsLabels() throws {
        let found = try Self.first(of: [["host": "x", "service": "s", "severity": "error"], ["service": "s"]])
        #expect(found == [#"host="x",service="s",severity="error" 1 0"#, #"service="s" 2 1"#])
        let targetless = try Self.first(of: [["alertname": "A", "disk": "sda"], ["alertname": "A", "disk": "sdb"]])
        #expect(targetless == [#"alertname="A",disk="sda" 1 0"#, #"alertname="A" 2 1"#])
    }

    @Test func whatElseTheyHaveInCommonNarrowsAsLongAsOthersAreHidden() throws {
        let one: Labels = ["alertname": "A", "instance": "x", "disk": "sda", "rack": "7"]
        let other: Labels = ["alertname": "A", "instance": "x", "disk": "sdb", "rack": "7"]
        #expect(
            try Self.first(of: [one, other]) == [
                #"alertname="A",instance="x",disk="sda" 1 0"#, #"alertname="A" 2 1"#,
            ])
    }

    @Test func aSeverityAloneIsNeverProposed() throws {
        #expect(try Self.first(of: [["severity": "critical"], ["severity": "critical"]]) == [])
        #expect(try Self.first(of: [[:], ["severity": "critical"]]) == [])
        let group = BoardSelection(grouping: .severity, group: "warning", asOf: 100)
        let names = (0..<40).map { ["title": "\($0)", "severity": "warning"] as Labels }
        #expect(try Self.proposals(for: AlertSelection(marks: AlertMarks(boards: [group])), of: names) == [])
    }

    @Test func aGroupIsKnownByWhatItIsAGroupOf() throws {
        let all: [Labels] = [
            ["alertname": "A", "instance": "x", "service": "s", "severity": "error"],
            ["alertname": "A", "instance": "y", "severity": "error"],
            ["alertname": "B", "instance": "y", "severity": "error"],
        ]
        func first(_ grouping: AlertGrouping, _ name: String) throws -> String? {
            let board = BoardSelection(grouping: grouping, group: name, asOf: 100)
            return try Self.proposals(for: AlertSelection(marks: AlertMarks(boards: [board])), of: all).first
        }
        #expect(try first(.name, "A") == #"alertname="A" 2 0"#)
        #expect(try first(.service, "s") == #"service="s" 1 0"#)
        #expect(try first(.service, "") == #"service="",alertname=~".+" 2 0"#)
    }

    @Test func valuesAreTakenByTheLetter() throws {
        #expect(
            try Self.proposals(["A.b x s", "C x s", "Axb x s"], for: [0, 1]) == [
                #"alertname=~"A\\.b|C",instance="x",service="s" 2 0"#, #"alertname=~"A\\.b|C" 2 0"#,
                #"service="s" 3 1"#,
            ])
    }

    @Test func alertsWithNothingInCommonHaveNone() throws {
        let many = (0..<40).map { "A\($0) i\($0) s\($0)" }
        #expect(try Self.proposals(many, for: Array(0..<40)) == [])
    }

    @Test func theListOfSilencesSaysWhatEachHides() throws {
        var room = try Self.room(["A x s", "A y s", "B x s"])
        for (name, hours) in [("B", 3), ("A", 1)] as [(String, Int64)] {
            try room.perform(
                CreateSilence(
                    matchers: [Matcher(name: "alertname", value: name)], length: .hours(hours), comment: "why"))
        }
        let ended = try room.perform(
            CreateSilence(matchers: [Matcher(name: "alertname", value: "C")], length: .hours(1), comment: "why"))
        try room.undo(ended)
        let silences = SilenceSummary.living(in: room.state)
        #expect(silences.map(\.hides) == [2, 1])
        #expect(silences.map(\.createdBy) == ["ann", "ann"] && silences.allSatisfy { $0.state == .active })
    }
}
