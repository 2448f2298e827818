import SeededRandom
import Testing
import WarRoom

@Suite struct WordsTests {
    @Test(arguments: [
        ("critical", AlertSeverity.critical), ("PAGE", .critical), ("fatal", .critical), ("P1", .critical),
        ("Disaster", .critical),
        ("error", .error), ("High", .error), ("P2", .error), ("warning", .warning), ("warn", .warning),
        ("Average", .warning),
        ("p3", .warning), ("info", .info), ("none", .info), ("Information", .info), ("P4", .info), ("p5", .info),
        ("debug", .info),
    ])
    func alertSeveritiesAreReadFromTheWordsSendersUse(word: String, severity: AlertSeverity) {
        #expect(AlertSeverity(word: word) == severity)
    }

    @Test(arguments: ["", " ", "critical ", "sev1", "1", "p6", "unknown", "crítical"])
    func otherWordsAreNoAlertSeverity(word: String) {
        #expect(AlertSeverity(word: word) == nil)
    }

    @Test func theMoreSevereIsTheSmaller() {
        #expect(AlertSeverity.allCases.sorted() == [.critical, .error, .warning, .info])
        #expect(AlertSeverity.allCases.map(\.rank) == [0, 1, 2, 3])
        #expect(IncidentSeverity.allCases.sorted() == [.sev1, .sev2, .sev3, .sev4, .sev5])
        #expect(IncidentSeverity.allCases.map(\.level) == [1, 2, 3, 4, 5])
    }

    @Test(arguments: [
        ("SEV1", IncidentSeverity.sev1), ("sev2", .sev2), ("sev-3", .sev3), ("SEV 4", .sev4), ("5", .sev5),
        ("Sev1", .sev1),
    ])
    func incidentSeveritiesAreReadAsPeopleWriteThem(text: String, severity: IncidentSeverity) {
        #expect(IncidentSeverity(written: text) == severity)
    }

    @Test(arguments: ["", "0", "6", "SEV0", "SEV6", "SEV12", "critical", "SEVSEV1", "1.0", "٢"])
    func otherTextIsNoIncidentSeverity(text: String) {
        #expect(IncidentSeverity(written: text) == nil)
    }

    @Test(arguments: [
        ("commander", Role.commander), ("IC", .commander), ("deputy", .deputy), ("Scribe", .scribe), ("sme", .expert),
        ("expert", .expert), ("comms", .communications), ("cl", .communications),
        ("communications-lead", .communications),
    ])
    func rolesAreReadByNameAndByShortForm(text: String, role: Role) {
        #expect(Role(written: text) == role)
    }

    @Test func everyRoleReadsItsOwnNameAndOnlyExpertsAreMany() {
        for role in Role.allCases {
            #expect(Role(written: role.rawValue) == role)
            #expect(role.isShared == (role == .expert))
        }
        for text in ["", "boss", " ic", "commander "] { #expect(Role(written: text) == nil) }
    }

    @Test(arguments: [
        ("", 0, ""), ("abc", 3, "abc"), ("abcd", 3, "abc … (1 bytes cut)"), ("abcd", 0, " … (4 bytes cut)"),
        ("aé", 2, "a … (2 bytes cut)"), ("aé", 3, "aé"), ("👩‍👩‍👧", 5, "👩 … (14 bytes cut)"),
        ("e\u{301}", 1, "e … (2 bytes cut)"),
        ("abc", -1, " … (3 bytes cut)"), ("\u{0}\u{1}", 1, "\u{0} … (1 bytes cut)"),
    ])
    func whatIsCutSaysSoAndNoScalarIsSplit(text: String, bytesMax: Int, expected: String) {
        #expect(Cut.text(text, bytesMax: bytesMax) == expected)
    }

    @Test(arguments: [UInt64(1), 2])
    func whatIsKeptNeverExceedsTheLimitAndIsABeginning(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let letters = ["a", "é", "漢", "😀", "\u{301}", "\u{200D}"]
        for _ in 0..<500 {
            let text = (0..<random.below(30)).map { _ in random.pick(letters) }.joined()
            let limit = random.below(60)
            let cut = Array(Cut.text(text, bytesMax: limit).utf8)
            let kept =
                cut.count <= text.utf8.count && cut == Array(text.utf8)
                ? cut : Array(cut.prefix { $0 != UInt8(ascii: " ") })
            #expect(kept.count <= max(limit, text.utf8.count <= limit ? limit : 0), "seed \(seed)")
            #expect(text.utf8.starts(with: kept), "seed \(seed)")
            #expect(String(validating: kept, as: UTF8.self) != nil, "seed \(seed)")
        }
    }

    @Test func everyTableNamesEachThingOnce() {
        #expect(Set(EventTable.types.map { $0.kind }).count == EventTable.types.count)
        #expect(EventTable.byKind.count == EventTable.types.count)
        #expect(Set(CommandTable.types.map { $0.name }).count == CommandTable.types.count)
        #expect(CommandTable.byName.count == CommandTable.types.count)
        let rules = AlertLifeCycle.table.map(\.rule)
        #expect(Set(rules).count == rules.count)
        for kind in AlertLifeCycle.table.flatMap(\.records) {
            #expect(EventTable.byKind[kind] != nil, "\(kind)")
        }
    }
}
