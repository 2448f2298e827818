import Testing
import WarRoom

@testable import Settings

/// The key `inhibit`: rules as Alertmanager writes them.
struct InhibitionSettingTests {
    private func rules(_ text: String) throws -> [InhibitionRule] {
        try Configuration.parse(text: text, file: "c.yaml").configuration.inhibit
    }

    @Test func aRuleIsReadInEveryWayOfWritingIt() throws {
        let expected = InhibitionRule(
            source: [try Matcher(name: "alertname", value: "NodeDown")],
            target: [
                try Matcher(name: "severity", value: "warning|error", isRegex: true),
                try Matcher(name: "job", value: "dns", isEqual: false),
            ], equal: ["instance", "cluster"])
        for text in [
            #"""
            inhibit: [{source: alertname=NodeDown, target: 'severity=~"warning|error", job!=dns', equal: [instance, cluster]}]
            """#,
            #"""
            inhibit:
              - source: ['alertname="NodeDown"']
                target: ['severity=~"warning|error"', 'job!="dns"']
                equal: [instance, cluster, instance]
            """#,
            // As it stands in an Alertmanager's file.
            #"""
            inhibit:
              - source_matchers:
                  - alertname = NodeDown
                target_matchers:
                  - '{severity=~"warning|error", job!="dns"}'
                equal:
                  - instance
                  - cluster
            """#,
        ] {
            #expect(try rules(text) == [expected])
            let configuration = try Configuration.parse(text: text, file: "c").configuration
            #expect(configuration.policy.inhibitionRules == [expected])
        }
    }

    @Test func oneLabelNeedsNoListAndNoneMustBeEqual() throws {
        #expect(try rules("inhibit: [{source: a=b, target: c=d, equal: rack}]").first?.equal == ["rack"])
        #expect(try rules("inhibit: [{source: a=b, target: c=d}]").first?.equal == [])
    }

    @Test(arguments: [
        #"a="b""#, #"a=~"it's|\\d+""#, #""odd name"="\"x\"""#, "a=\"Gr\u{F6}\u{DF}e\"", "a!=\"x\\ny\"", #"a!~"" "#,
    ])
    func whatIsShownReadsBack(_ matchers: String) throws {
        let key = try #require(ConfigurationTable.key("inhibit"))
        var configuration = Configuration()
        let matchers = try MatcherSyntax.parse(matchers)
        configuration.inhibit = [
            InhibitionRule(source: matchers, target: matchers, equal: ["a b", "null", "\u{E9}"]),
            InhibitionRule(source: matchers, target: matchers),
        ]
        #expect(try rules("inhibit: " + key.text(configuration)) == configuration.inhibit)
    }

    @Test(arguments: [
        (
            #"inhibit: NodeDown"#,
            #"c.yaml:1:10: inhibit: expected at most 64 rules such as [{source: alertname=NodeDown, target: severity=warning, equal: [instance]}], found "NodeDown""#
        ),
        (
            #"inhibit: [a=b]"#,
            #"c.yaml:1:11: inhibit: expected a rule as {source: alertname=NodeDown, target: severity=warning, equal: [instance]}, found "a=b""#
        ),
        (
            #"inhibit: [{source: a=b}]"#,
            #"c.yaml:1:11: inhibit: expected both source and target of a rule, found only a part"#
        ),
        (
            #"inhibit: [{source: a=b, target: []}]"#,
            #"c.yaml:1:11: inhibit: expected both source and target of a rule, found only a part"#
        ),
        (
            #"inhibit: [{source: up, target: b=c}]"#,
            #"c.yaml:1:20: inhibit.source: cannot read the matcher up: expected one of = != =~ !~ at character 3, found the end"#
        ),
        (
            #"inhibit: [{source: a=b, target: [{c: d}]}]"#,
            #"c.yaml:1:34: inhibit.target: expected a matcher such as 'severity=~"warning|error"', found keys with values"#
        ),
        (
            #"inhibit: [{source: a=b, target: c=d, equal: [[x]]}]"#,
            #"c.yaml:1:46: inhibit.equal: expected the name of a label such as instance, found a list"#
        ),
        (
            #"inhibit: [{source: a=b, target: c=d, equl: [x]}]"#,
            #"c.yaml:1:38: unknown key "inhibit.equl" (did you mean "inhibit.equal"?)"#
        ),
        (
            "inhibit_rules: [{source_matchers: [a=b], target_matchers: [c=d]}]",
            #"c.yaml:1:1: unknown key "inhibit_rules" (did you mean "inhibit"?)"#
        ),
        (
            "inhibit: [{source_match: {severity: critical}, target: c=d}]",
            #"c.yaml:1:12: inhibit.source_match is Alertmanager's old form: write source_matchers: ['severity="critical"']"#
        ),
        (
            "inhibit: [{source: c=d, target_match_re: {severity: warning|info}}]",
            #"c.yaml:1:25: inhibit.target_match_re is Alertmanager's old form: write target_matchers: ['severity=~"warning|info"']"#
        ),
    ])
    func aBadRuleSaysWhereAndWhat(_ text: String, _ sentence: String) {
        #expect(problems { _ = try Configuration.parse(text: text, file: "c.yaml") } == [sentence])
    }

    @Test func thereIsALimitOnEverything() {
        let rule = "{source: a=b, target: c=d}"
        func found(_ text: String) -> [String] {
            problems { _ = try Configuration.parse(text: "inhibit: " + text, file: "c.yaml") }
        }
        func list(_ count: Int, _ item: (Int) -> String) -> String {
            "[" + (0..<count).map(item).joined(separator: ", ") + "]"
        }
        #expect(found(list(Limits.inhibitionRulesMax) { _ in rule }) == [])
        #expect(found(list(Limits.inhibitionRulesMax + 1) { _ in rule }).count == 1)
        let sources = list(Limits.matchersPerSilenceMax + 1) { "a\($0)=b" }
        #expect(
            found("[{source: \(sources), target: c=d}]").first?.contains("expected at most 32 matchers, found 33")
                == true)
        let labels = list(Limits.equalLabelsPerRuleMax + 1) { "l\($0)" }
        #expect(
            found("[{source: a=b, target: c=d, equal: \(labels)}]").first?.contains(
                "expected at most 32 labels, found 33") == true)
    }
}
