import Documents
import Playbooks
import Testing
import WarRoom

/// What authors write, and what they get told.
struct PlaybookReadingTests {
    static let head = "---\ntitle: Database failover\n---\n"

    static func read(_ text: String) -> PlaybookReading {
        PlaybookReading(text: text, file: "p.md", name: "p")
    }

    @Test func aPlaybookIsReadWithItsStepsAndTheirBlocks() throws {
        let reading = Self.read(
            """
            ---
            title: Database failover
            match:
              - alertname=~"DB.*", severity="critical"
              - service="database"
            severity: SEV2
            roles: [commander, sme]
            ---
            When the primary is gone.

            ## Confirm that it is gone
            Time box: 5m
            Look from *two* places, see `psql`
            and the [runbook](http://example/x).

            - [ ] from the bastion
            - [ ] from a client
              - nested

            ```sh run
            pg_isready -h "$PRIMARY"
            ```

            ### Ask the network team
            ```
            sample
            ```

            ## Promote
            """)
        #expect(reading.problems == [])
        let playbook = try #require(reading.playbook)
        #expect(playbook.title == "Database failover")
        #expect(
            playbook.match.map { $0.map(\.description) } == [
                ["alertname=~\"DB.*\"", "severity=\"critical\""], ["service=\"database\""],
            ])
        #expect(playbook.severity == .sev2)
        #expect(playbook.roles == [.commander, .expert])
        #expect(playbook.introduction == [StepBlock(.text, "When the primary is gone.")])
        #expect(playbook.steps.map(\.number) == ["1", "1.1", "2"])
        #expect(playbook.steps.map(\.title) == ["Confirm that it is gone", "Ask the network team", "Promote"])
        #expect(playbook.steps[0].timeBox == .minutes(5))
        #expect(
            playbook.steps[0].blocks == [
                StepBlock(.text, "Look from two places, see `psql` and the runbook <http://example/x>."),
                StepBlock(.task, "from the bastion"), StepBlock(.task, "from a client"),
                StepBlock(.item, "nested", level: 1), StepBlock(.command, "pg_isready -h \"$PRIMARY\""),
            ])
        #expect(playbook.steps[1].blocks == [StepBlock(.sample, "sample")])
    }

    @Test(arguments: [
        ("# no front matter\n## a\n", 1, "front matter"),
        ("---\ntitel: x\n---\n## a\n", 2, "did you mean \"title\""),
        ("---\ntitle: x\nmatch: alertname=~\"(\"\n---\n## a\n", 3, "match"),
        ("---\ntitle: x\nmatch: env!=\"prod\"\n---\n## a\n", 3, "every alert"),
        ("---\ntitle: x\nseverity: bad\n---\n## a\n", 3, "SEV1 to SEV5"),
        ("---\ntitle: x\nroles: [king]\n---\n## a\n", 3, "commander"),
        ("---\ntitle: x\n---\nonly words\n", 4, "at least one step"),
        (head + "## a\n\nwords\n\nTime box: 5m\n", 8, "right under"),
        (head + "## a\nTime box: soon\n", 5, "Time box: 5m"),
        (head + "## a\n```python run\nx\n```\n", 5, "only shell"),
        (head + "## a\n```sh execute\nx\n```\n", 5, "sh run"),
        (head + "## a\n```sh run\n```\n", 5, "found nothing"),
        (head + "```sh run\nx\n```\n## a\n", 4, "belongs in a step"),
        (head + "### a\n", 4, "a step (##) before"),
        (head + "## a\n#### b\n", 5, "two levels"),
        (head + "## a\n- [x] done\n", 5, "ticked"),
        (head + "## a\n<b>x</b>\n\n<div>\n", 7, "HTML"),
        (head + "## a\nfirst\nsome <b>bold</b> words\n", 6, "HTML"),
        (head + "## a\n- ask <host>\n", 5, "in backticks"),
        (head + "## a <b>b</b>\nTime box: 5m\n", 4, "HTML"),
        (head + "## a\nTime box: 20 minutes\n", 5, "found \"20 minutes\""),
        ("---\nmatch: a=b\n---\n## a\n", 1, "title"),
    ])
    func eachMistakeIsNamedWithItsLineAndTheCure(_ text: String, _ line: Int, _ words: String) {
        let problems = Self.read(text).problems
        #expect(problems.contains { $0.line == line && $0.message.contains(words) }, "\(problems)")
    }

    @Test func whatStandsInBackticksOrIsALinkIsNoHTML() {
        let reading = Self.read(Self.head + "## a <https://example/x>\nTime box: 5 m\n`<host>` is \\<any\\>, 1 < 2\n")
        #expect(reading.problems == [])
        #expect(reading.playbook?.steps.first?.timeBox == .minutes(5))
    }

    @Test func htmlInAHeadingIsTheOnlyThingWrongThere() {
        let reading = Self.read(Self.head + "## a <b>b</b>\nTime box: 5m\n")
        #expect(reading.problems.map(\.line) == [4])
        #expect(reading.playbook?.steps.first?.timeBox == .minutes(5))
    }

    @Test func aTitleMayComeFromTheFirstHeading() {
        let reading = Self.read("---\nmatch: a=b\n---\n# Disk filling\n## look\n")
        #expect(reading.playbook?.title == "Disk filling")
        #expect(reading.problems == [])
    }

    @Test func windowsLineEndsAndAByteOrderMarkAreReadAsWell() {
        let reading = Self.read("\u{FEFF}---\r\ntitle: x\r\n---\r\n## a\r\nTime box: 1h\r\n")
        #expect(reading.playbook?.steps == [PlaybookStep(number: "1", title: "a", timeBox: .hours(1))])
    }

    @Test func aPlaybookFitsAnAlertThatMatchesAllOfOneSet() throws {
        let playbook = try #require(
            Self.read("---\ntitle: x\nmatch: [\"a=\\\"1\\\", b=\\\"2\\\"\", \"c=\\\"3\\\"\"]\n---\n## s\n").playbook)
        #expect(playbook.fits(["a": "1", "b": "2"]))
        #expect(playbook.fits(["c": "3"]))
        #expect(!playbook.fits(["a": "1", "c": "4"]))
    }

    @Test func tooManyStepsAndTooManyBytesAreRefusedInWords() {
        let many = Self.read(Self.head + String(repeating: "## s\n", count: Limits.playbookStepsMax + 1))
        #expect(many.playbook?.steps.count == Limits.playbookStepsMax)
        #expect(many.problems.contains { $0.message.contains("split the playbook") })
        let large = Self.read(Self.head + "## s\n" + String(repeating: "x", count: Limits.playbookBytesMax))
        #expect(large.playbook == nil)
        #expect(large.problems.contains { $0.message.contains("split it in two") })
    }
}
