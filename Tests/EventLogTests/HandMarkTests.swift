import Foundation
import Testing
import WarRoom

@testable import EventLog

/// What was in hand is found after a trap, and only then.
struct HandMarkTests {
    /// Where words stand in the file.
    private enum Word: Int {
        case magic, kind, value, thread, trappedThread, signal, suspect, suspicions
    }

    private static func words(_ test: TestHome) throws -> [UInt64] {
        let data = try Data(contentsOf: URL(fileURLWithPath: test.home.hand))
        try #require(data.count == 64)
        return data.withUnsafeBytes { bytes in
            (0..<8).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self) }
        }
    }

    private static func write(_ words: [UInt64], _ test: TestHome) throws {
        try words.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: test.home.hand))
    }

    private static func found(_ test: TestHome) -> HandMark.Found { HandMark.open(test.home.hand).found }

    @Test func theFileIsPrivateAndHas64Bytes() throws {
        let test = try TestHome()
        #expect(Self.found(test) == HandMark.Found())
        #expect(try Self.words(test).dropFirst().allSatisfy { $0 == 0 })
        for path in [test.home.hand, test.home.hand + ".input"] {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func whatIsInHandStandsInTheFileUntilItIsCleared() throws {
        let test = try TestHome()
        let mark = HandMark.open(test.home.hand).mark
        mark.set(event: 4711)
        let words = try Self.words(test)
        #expect(words[Word.kind.rawValue] == 1 && words[Word.value.rawValue] == 4711)
        #expect(words[Word.thread.rawValue] != 0)
        mark.clear()
        #expect(try Self.words(test)[Word.kind.rawValue] == 0)
    }

    /// A daemon that was killed over an event proves nothing; two at the same event do.
    @Test func anEndWithoutATrapCountsTheSecondTimeInARow() throws {
        let test = try TestHome()
        func end(at event: Int64) -> Int64? {
            let (mark, found) = HandMark.open(test.home.hand)
            mark.set(event: event)
            return found.event
        }
        #expect(end(at: 7) == nil)
        #expect(end(at: 8) == nil)
        #expect(end(at: 8) == nil)
        #expect(end(at: 9) == 8)
        #expect(Self.found(test).event == nil)
        // What went well in between is not suspected any more.
        let mark = HandMark.open(test.home.hand).mark
        mark.set(event: 9)
        mark.acquit()
        #expect(end(at: 9) == nil)
        #expect(Self.found(test).event == nil)
    }

    @Test func aTrapOfAnotherThreadDoesNotAccuseTheEvent() throws {
        let test = try TestHome()
        HandMark.open(test.home.hand).mark.set(event: 5)
        var words = try Self.words(test)
        words[Word.trappedThread.rawValue] = words[Word.thread.rawValue] + 1
        words[Word.signal.rawValue] = 4
        try Self.write(words, test)
        #expect(Self.found(test) == HandMark.Found(event: nil, input: nil, signal: 4))
        #expect(Self.found(test) == HandMark.Found())
    }

    @Test(arguments: [UInt64(0), 1 << 60, .max])
    func aNumberThatNoEventHasIsNotBelieved(_ number: UInt64) throws {
        let test = try TestHome()
        HandMark.open(test.home.hand).mark.set(event: 5)
        var words = try Self.words(test)
        words[Word.value.rawValue] = number
        words[Word.trappedThread.rawValue] = words[Word.thread.rawValue]
        try Self.write(words, test)
        #expect(Self.found(test).event == nil)
    }

    @Test func aShortOrForeignFileIsTakenOver() throws {
        let test = try TestHome()
        HandMark.open(test.home.hand).mark.set(event: 5)
        var words = try Self.words(test)
        words[Word.trappedThread.rawValue] = words[Word.thread.rawValue]
        try Self.write(words, test)
        let whole = try Data(contentsOf: URL(fileURLWithPath: test.home.hand))
        #expect(Self.found(test).event == 5)
        for length in [0, 7, 8, 24, 32] {
            try whole.prefix(length).write(to: URL(fileURLWithPath: test.home.hand))
            #expect(Self.found(test).event == nil, "\(length) bytes")
        }
        try Data(repeating: 0xFF, count: 4096).write(to: URL(fileURLWithPath: test.home.hand))
        #expect(Self.found(test) == HandMark.Found())
        HandMark.open(test.home.hand).mark.set(event: 6)
        #expect(try Data(contentsOf: URL(fileURLWithPath: test.home.hand)).count == 4096)
    }

    @Test func whereThereCanBeNoFileNothingIsMarked() throws {
        let test = try TestHome()
        try FileManager.default.createDirectory(atPath: test.home.hand, withIntermediateDirectories: false)
        let (mark, found) = HandMark.open(test.home.hand)
        mark.watch()
        mark.set(event: 5)
        mark.acquit()
        #expect(found == HandMark.Found())
        try FileManager.default.removeItem(atPath: test.home.hand)
        let other = test.home.path + "/other"
        try Data("mine".utf8).write(to: URL(fileURLWithPath: other))
        try FileManager.default.createSymbolicLink(atPath: test.home.hand, withDestinationPath: other)
        HandMark.open(test.home.hand).mark.set(event: 5)
        #expect(try Data(contentsOf: URL(fileURLWithPath: other)) == Data("mine".utf8))
    }

    @Test func aTrapIsProvedAtOnce() async throws {
        let test = try TestHome()
        await #expect(processExitsWith: .failure) { [path = test.home.path as String] in
            let mark = HandMark.open(Home(path: path).hand).mark
            mark.watch()
            mark.set(event: 41)
            let none: [Int] = []
            mark.set(event: 42 + Int64(none[Int(CommandLine.argc)]))
        }
        let found = Self.found(test)
        #expect(found.event == 41 && found.input == nil)
        #expect([SIGILL, SIGTRAP].contains(found.signal))
    }

    @Test func anInputIsFoundWithAllItsBytes() async throws {
        let test = try TestHome()
        await #expect(processExitsWith: .failure) { [path = test.home.path as String] in
            let mark = HandMark.open(Home(path: path).hand).mark
            mark.watch()
            HandMarkTests.input.held {
                let none: [Int] = []
                _ = none[Int(CommandLine.argc)]
            }
            withExtendedLifetime(mark) {}
        }
        let found = Self.found(test)
        #expect(found.input == Self.input && found.event == nil)
        #expect(found.input?.digest == Self.input.digest)
        #expect(Self.found(test).input == nil, "it is found once")
    }

    @Test func anInputThatWasLetGoIsNotFound() async throws {
        let test = try TestHome()
        await #expect(processExitsWith: .failure) { [path = test.home.path as String] in
            let mark = HandMark.open(Home(path: path).hand).mark
            mark.watch()
            HandMarkTests.input.held {}
            let none: [Int] = []
            _ = none[Int(CommandLine.argc)]
            withExtendedLifetime(mark) {}
        }
        let found = Self.found(test)
        #expect(found.input == nil && found.event == nil && found.signal != nil)
    }

    static let input = HeldInput(
        dialect: "plain", target: "POST /alerts?a=1", who: "sender:curl",
        body: Array(#"{"title":"ä"}"#.utf8) + [0, 10, 255] + [UInt8](repeating: 65, count: 100_000))

    @Test func anInputIsKnownAgainByWhatWasSaidAndWhere() {
        let input = Self.input
        #expect(input.digest.count == 64)
        #expect(input.said(by: "another").digest == input.digest)
        for other in [
            HeldInput(dialect: "grafana", target: input.target, who: input.who, body: input.body),
            HeldInput(dialect: input.dialect, target: "POST /alerts", who: input.who, body: input.body),
            HeldInput(dialect: input.dialect, target: input.target, who: input.who, body: []),
        ] {
            #expect(other.digest != input.digest)
        }
    }

    @Test(arguments: ["", "\n\n\n\n", "warroom-input 1\nplain\nPOST /alerts\n", "warroom-input 2\na\nb\nc\nbody"])
    func whatNoTrapWroteIsNoInput(_ text: String) {
        #expect(HeldInput(fileContents: Array(text.utf8)) == nil)
    }
}
