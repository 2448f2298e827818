import Canvas
import Dialects
import PlainText
import Settings
import Testing
import WarRoom

@testable import Dashboard

/// The guide's tables are the program's own: each stands after a marker and is compared with what the program says.
///
/// `WARROOM_RECORD=1 swift test --filter DocumentationTests` writes them anew.
@Suite(.serialized)
struct DocumentationTests {
    @Test func sendersListsEveryEndpoint() throws {
        let rows = DialectTable.dialects.flatMap { dialect in
            dialect.routes.map { ["`\($0.method) \($0.path)`", dialect.name, $0.purpose] }
        }
        let metrics = ["`GET /metrics`", "", "Prometheus text"]
        try Page.guide("Senders").check(
            "endpoints", MarkdownTable.lines(["endpoint", "dialect", "for"], rows + [metrics]))
    }

    @Test func sendersListsEveryDialectsRefusals() throws {
        let failures: [(head: String, DialectFailure)] = [
            ("cannot be read", .malformed("")), ("unknown key", .unauthorized("")), ("may not", .forbidden("")),
            ("too slow", .tooSlow), ("too large", .tooLarge), ("too much at once", .busy),
            ("log not writable", .unwritable("")),
        ]
        let rows = DialectTable.dialects.map { dialect in
            [dialect.name] + failures.map { "\(dialect.failure($0.1).status)" }
        }
        try Page.guide("Senders").check("refusals", MarkdownTable.lines(["dialect"] + failures.map(\.head), rows))
    }

    @Test func sendersListsTheLimits() throws {
        let rows = [
            ["a request's body", MarkdownTable.bytes(Limits.bodyBytesMax)],
            ["alerts or events in one request", "\(Limits.alertsPerRequestMax)"],
            ["labels of one alert, and annotations", "\(Limits.labelsPerAlertMax) each"],
            ["a label's name", MarkdownTable.bytes(Limits.labelNameBytesMax)],
            ["a label's value", MarkdownTable.bytes(Limits.labelValueBytesMax)],
            ["an annotation", MarkdownTable.bytes(Limits.annotationBytesMax)],
            ["a title", MarkdownTable.bytes(Limits.titleBytesMax)],
            ["links of one alert", "\(Limits.linksPerAlertMax)"],
            ["alerts on the board", "\(Limits.openAlertsMax)"],
            ["connections at one time", "\(Limits.connectionsMax)"],
            ["the time a request may take to arrive", Limits.requestTime.spoken],
        ]
        try Page.guide("Senders").check("limits", MarkdownTable.lines(["what", "at most"], rows))
    }

    @Test func keysListsEveryAction() throws {
        let rows = Action.Scope.allCases.flatMap { scope in
            ActionTable.all.filter { $0.scope == scope }.map { action in
                let keys = action.keyNames.string.split(separator: " ").map { MarkdownTable.code(String($0)) }
                return [
                    keys.joined(separator: " "), "`\(action.id.name)`", action.help.string,
                    scope.title.string.lowercased(),
                ]
            }
        }
        try Page.guide("Keys").check("keys", MarkdownTable.lines(["keys", "action", "does", "where"], rows))
    }

    @Test func keysListsWhatTakesWordsInThePalette() throws {
        let rows = PaletteVerb.all.map { verb in
            let help = ActionTable.action(verb.action)?.help.string ?? ""
            return ["`:\(verb.word)`", "`\(verb.sample)`", "`\(verb.action.name)`", help]
        }
        try Page.guide("Keys").check(
            "palette", MarkdownTable.lines(["written", "words, for instance", "action", "does"], rows))
    }

    @Test func alertsShowsTheLifeCycle() throws {
        let rows = AlertLifeCycle.table.map { row in
            [
                row.rule, row.from?.rawValue ?? "unknown", row.on.rawValue, row.condition.rawValue,
                row.to?.rawValue ?? "unknown", row.records.map { "`\($0)`" }.joined(separator: ", "),
            ]
        }
        try Page.guide("Alerts").check(
            "life cycle", MarkdownTable.lines(["rule", "from", "on", "when", "to", "event"], rows))
    }

    @Test func configurationListsEveryKey() throws {
        let lines = ConfigurationTable.markdown.split(separator: "\n").map(String.init)
        try Page.guide("Configuration").check("configuration", lines)
    }

    @Test func playbooksListsTheLimits() throws {
        let rows = [
            ["a file", MarkdownTable.bytes(Limits.playbookBytesMax)],
            ["steps, those of both levels", "\(Limits.playbookStepsMax)"],
            ["the title, and a step's", MarkdownTable.bytes(Limits.titleBytesMax)],
            ["a time box", Limits.timeBoxMax.spoken],
            ["why a step is left out, what came of it", MarkdownTable.bytes(Limits.reasonBytesMax)],
            ["playbooks that are walked at one time", "\(Limits.activeRunsMax)"],
        ]
        try Page.guide("Playbooks").check("limits", MarkdownTable.lines(["what", "at most"], rows))
    }

    @Test func theReadmeNamesEveryModule() {
        for module in ImportTableTests.table.keys {
            #expect(Page.readme.text.contains("`\(module)`"), "the README's architecture does not name \(module)")
        }
    }
}
