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

    @Test func theNameAloneWhereItHidesNothingElse() throws {
        #expect(try Self.proposals(["A x s", "A y s", "B x s"], for: [0, 1]) == [#"alertname="A" 2 0"#])
    }

    @Test func narrowerOnesFollowWhileTheyLeaveOthersAlone() throws {
        #expect(
            try Self.proposals(["A x s", "A y s", "A z t", "A w s", "B x s"], for: [0, 1]) == [
                #"alertname="A" 4 2"#, #"alertname="A",service="s" 3 1"#,
                #"alertname="A",service="s",instance=~"x|y" 2 0"#,
            ])
    }

    @Test func ofDifferentNamesWhatElseTheyShare() throws {
        #expect(
            try Self.proposals(["A x s", "B y s", "C z t"], for: [0, 1]) == [#"service="s" 2 0"#])
        #expect(try Self.proposals(["A x s", "B y t", "C z u"], for: [0, 1]) == [#"alertname=~"A|B" 2 0"#])
    }

    @Test func valuesAreTakenByTheLetter() throws {
        #expect(
            try Self.proposals(["A.b x s", "C y t", "Axb z u"], for: [0, 1]) == [#"alertname=~"A\\.b|C" 2 0"#])
    }

    @Test func alertsWithNothingInCommonHaveNone() throws {
        let many = (0..<20).map { "A\($0) i\($0) s\($0)" }
        #expect(try Self.proposals(many, for: Array(0..<20)) == [])
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
