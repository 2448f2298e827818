import Foundation
import Testing

/// A snapshot beside the tests: written when `WARROOM_RECORD` is set, compared else.
struct SnapshotFile {
    let name: String

    private static let isRecording = ProcessInfo.processInfo.environment["WARROOM_RECORD"] == "1"
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Snapshots")

    private var url: URL { SnapshotFile.folder.appendingPathComponent(name + ".txt") }

    func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        if SnapshotFile.isRecording {
            try FileManager.default.createDirectory(at: SnapshotFile.folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
            return
        }
        let recorded = try String(contentsOf: url, encoding: .utf8)
        guard recorded != text else { return }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let index =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
        let was = old.indices.contains(index) ? String(old[index]) : "(end)"
        let now = new.indices.contains(index) ? String(new[index]) : "(end)"
        Issue.record(
            "\(name) differs from line \(index + 1) on\n  was: \(was)\n  now: \(now)\nWARROOM_RECORD=1 records it anew",
            sourceLocation: sourceLocation)
    }
}
