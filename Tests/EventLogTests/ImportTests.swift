import EventCodec
import Foundation
import Testing
import WarRoom

@testable import EventLog

/// An import takes over what is whole, or nothing: the first wrong line is named.
@Suite struct ImportTests {
    static func transcript() throws -> Transcript {
        // The log's home is removed with it.
        let log = try ChainTests.log()
        return try withExtendedLifetime(log) { try Transcript(of: log.home) }
    }

    private static func expect(
        _ transcript: Transcript, isRefusedAt number: Int, because words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refused = try #require(try transcript.refused(), "it was taken", sourceLocation: sourceLocation)
        #expect(refused.number == number, "\(refused.reason)", sourceLocation: sourceLocation)
        #expect(words.isEmpty || refused.reason.contains(words), "\(refused.reason)", sourceLocation: sourceLocation)
        #expect(refused.leftovers == [], sourceLocation: sourceLocation)
    }

    /// Whatever is changed in a line, the line is named.
    @Test(arguments: [
        ("\"person\":\"ann\"", "\"person\":\"eve\"", "its hash does not follow"),
        ("\"body\":\"note 5\"", "\"body\":\"note 6\"", "its text is not the one"),
        ("\"tag\":\"finding\"", "\"tag\":\"decision\"", "its hash does not follow"),
        ("\"salt\":\"", "\"salt\":\"00", "salt: expected 32 hex digits"),
        ("\"digest\":\"", "\"digest\":\"g", "digest: expected 64 hex digits"),
        ("\"salt\":", "\"pepper\":", "its text is not the one"),
        ("\"hash\":", "\"hush\":", "the member “hash” is missing"),
        ("\"room\":", "\"rum\":", "which room"), ("\"facts\":{", "\"facts\":[{", ""),
        ("\"sequence\":5", "\"sequence\":4", "no event"),
        ("\"sequence\":5", "\"sequence\":6", "the event is missing, #6 follows"),
        ("\"sequence\":5", "\"sequence\":9223372036854775807", "no event can have this number"),
        ("\"sequence\":5", "\"sequence\":-5", "no event can have this number"), ("{", "", ""),
    ])
    func aChangedLineIsNamed(old: String, new: String, words: String) throws {
        var transcript = try Self.transcript()
        let line = transcript.texts[4]
        let place = try #require(line.firstRange(of: old), "\(line)")
        transcript.texts[4] = line.replacingCharacters(in: place, with: new)
        try Self.expect(transcript, isRefusedAt: 5, because: words)
    }

    @Test func missingDoubledAndForeignLinesAreNamed() throws {
        let whole = try Self.transcript()
        var missing = whole
        missing.lines.remove(at: 3)
        try Self.expect(missing, isRefusedAt: 4, because: "#4: the event is missing, #5 follows")
        var doubled = whole
        doubled.lines.insert(whole.lines[3], at: 4)
        try Self.expect(doubled, isRefusedAt: 5, because: "no event can have this number")
        var beheaded = whole
        beheaded.lines.removeFirst()
        try Self.expect(beheaded, isRefusedAt: 1, because: "only an export of the whole log can be imported")
        var mixed = whole
        mixed.texts[6] = mixed.texts[6].replacing(Make.room.description, with: Make.id(5).description)
        try Self.expect(mixed, isRefusedAt: 7, because: "it is of another room")
        var blank = whole
        blank.lines.insert([], at: 2)
        try Self.expect(blank, isRefusedAt: 3, because: "")
        var empty = whole
        empty.lines = []
        try Self.expect(empty, isRefusedAt: 1, because: "there is none")
        var cut = whole
        cut.lines[8].removeLast(20)
        try Self.expect(cut, isRefusedAt: 9, because: "")
    }

    @Test func aHashThatFitsIsNotEnoughForWhatIsNoEvent() throws {
        let test = try TestHome()
        let store = try test.open()
        var record = try EventRecord(Make.note(2))
        record.facts = Array(#"{"isPinned":"perhaps"}"#.utf8)
        try store.append([try EventRecord(Make.note(1)), record])
        store.close()
        #expect(try test.verify().problem == nil)
        try Self.expect(try Transcript(of: test.home), isRefusedAt: 2, because: "it is no event of the kind note.added")
    }

    @Test(arguments: ["", "\n", "not JSON", "[]", "{}"])
    func whatIsNoExportIsRefused(text: String) throws {
        try Self.expect(Transcript(text), isRefusedAt: 1, because: "")
    }

    /// The half-made file of an import that was killed is in nobody's way.
    @Test func whatAnotherImportLeftBehindIsReplaced() throws {
        let test = try TestHome()
        try "half".write(toFile: test.home.log + ".new", atomically: false, encoding: .utf8)
        try Self.transcript().imported(into: test.home)
        #expect(try test.verify().checked == ChainTests.count)
        #expect(!FileManager.default.fileExists(atPath: test.home.log + ".new"))
    }

    @Test func onlyAnEmptyHomeOfOnesOwnIsTaken() throws {
        let test = try TestHome()
        _ = try test.home.createEmpty()
        let held = try test.home.createEmpty()
        let locked = #expect(throws: LogError.self) { _ = try test.home.createEmpty() }
        #expect(locked?.description.contains("a daemon has the room") == true)
        withExtendedLifetime(held) {}
        for (name, reason) in [
            ("log.db", "log.db is there already"), ("head", "head is there already"),
            ("log.db-wal", "files that are no room's"), ("views.db", "files that are no room's"),
        ] {
            let used = try TestHome()
            #expect(FileManager.default.createFile(atPath: "\(used.home.path)/\(name)", contents: nil))
            let error = #expect(throws: LogError.self) { _ = try used.home.createEmpty() }
            #expect(error?.description.contains(reason) == true, "\(name): \(String(describing: error))")
        }
        let open = try TestHome()
        #expect(chmod(open.home.path, 0o755) == 0)
        let error = #expect(throws: LogError.self) { _ = try open.home.createEmpty() }
        #expect(error?.description.contains("other users can look into it") == true)
    }
}

/// Lines come whole, whatever the blocks are in which they are read.
@Suite struct LineReaderTests {
    private static func lines(_ bytes: [UInt8], max: Int = 1 << 24) throws -> [[UInt8]] {
        let test = try TestHome()
        let path = test.home.path + "/lines"
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        var reader = LineReader(descriptor, lineBytesMax: max)
        var lines: [[UInt8]] = []
        while let line = try reader.next() { lines.append(line) }
        #expect(reader.number == lines.count)
        #expect(try reader.next() == nil)
        return lines
    }

    @Test(arguments: [
        ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("\n\na\n\nb", ["", "", "a", "", "b"]),
        ("a\r\nb\n", ["a\r", "b"]),
    ])
    func aTextIsSplit(text: String, expected: [String]) throws {
        #expect(try Self.lines(Array(text.utf8)) == expected.map { Array($0.utf8) })
    }

    @Test func linesLongerThanABlockAreWhole() throws {
        let lengths = [(1 << 20) - 1, 1 << 20, (1 << 20) + 1, 0, 3 << 20, 5]
        let expected = lengths.enumerated().map { [UInt8](repeating: UInt8(65 + $0.offset), count: $0.element) }
        #expect(try Self.lines(Array(expected.joined(separator: [10]))) == expected)
    }

    @Test func aLineThatIsTooLongIsRefused() throws {
        let bytes = [UInt8](repeating: 65, count: 3 << 20)
        #expect(throws: LogError.badLine(number: 2, reason: "it is longer than 1000 bytes")) {
            try Self.lines([66, 10] + bytes, max: 1000)
        }
        #expect(throws: LogError.badLine(number: 1, reason: "it is longer than 4 bytes")) {
            try Self.lines(Array("12345\n".utf8), max: 4)
        }
        #expect(try Self.lines(Array("1234\n".utf8), max: 4).count == 1)
    }
}
