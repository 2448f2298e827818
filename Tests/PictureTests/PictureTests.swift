import Foundation
import Testing

/// The guide's pictures are what the program draws; `WARROOM_RECORD=1 swift test --filter PictureTests` writes them anew.
struct PictureTests {
    private static let isRecording = ProcessInfo.processInfo.environment["WARROOM_RECORD"] == "1"
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Sources/warroom/Documentation.docc")

    @Test(arguments: Picture.all)
    func thePictureIsWhatTheProgramDraws(_ picture: Picture) throws {
        let text = try picture.text()
        let file = Self.folder.appendingPathComponent(picture.name + ".svg")
        if Self.isRecording { try Data(text.utf8).write(to: file) }
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        #expect(recorded == text, "\(picture.name).svg shows something else: record it anew")
    }

    /// A mark of the present moment in a picture would make it differ from one run to the next.
    @Test func thePictureOfANightIsTheSameEachTime() throws {
        let picture = try #require(Picture.all.first)
        #expect(try picture.text() == picture.text())
    }

    @Test func noPictureIsLeftOver() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".svg")
        }
        #expect(Set(files).subtracting(Picture.all.map { $0.name + ".svg" }).isEmpty)
    }
}
