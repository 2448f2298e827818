import Foundation
import Testing
import WarRoom

@testable import EventLog

/// An export says where it ends, so that one which was cut off is not taken for a whole one.
struct PartialExportTests {
    private func run(_ transcript: Transcript, takingPart: Bool = false) throws -> LogImport.Result {
        let test = try TestHome()
        let path = test.home.path + "/transcript.jsonl"
        try Data(transcript.lines.flatMap { $0 + [10] }).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return try LogImport.run(from: descriptor, into: test.home, takingPart: takingPart)
    }

    private func transcript(_ count: Int64) throws -> Transcript {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...count))
        store.close()
        return try Transcript(of: test.home)
    }

    @Test(arguments: [1, 2, 600] as [Int64]) func theFirstLineAndTheLastSayThatTheyAre(_ count: Int64) throws {
        let whole = try transcript(count)
        #expect(whole.texts.filter { $0.contains(",\"export\":2") } == [whole.texts[0]])
        #expect(whole.texts.filter { $0.contains(",\"end\":true") } == [whole.texts[Int(count) - 1]])
        let result = try run(whole)
        #expect(result.isWhole && result.count == count)
    }

    @Test func oneThatWasCutOffIsTakenOnlyAsAPart() throws {
        var cut = try transcript(9)
        cut.lines.removeLast(2)
        let refused = try #require(try cut.refused())
        #expect(refused.number == 7 && refused.reason.contains("--partial") && refused.leftovers == [])
        let part = try run(cut, takingPart: true)
        #expect(!part.isWhole && part.count == 7)
    }

    /// As older versions wrote them.
    @Test func oneThatSaysNothingIsTakenAndToldApart() throws {
        var old = try transcript(9)
        old.texts = old.texts.map {
            $0.replacing(",\"export\":2", with: "").replacing(",\"end\":true", with: "")
        }
        let result = try run(old)
        #expect(!result.isWhole && result.count == 9)
    }
}
