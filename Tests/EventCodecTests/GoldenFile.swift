import Foundation
import Testing
import WireJSON

/// Files that freeze what stands on the wire and in the log, laid out for people and compared as compact JSON.
///
/// `WARROOM_RECORD=1 swift test --filter Golden` writes them anew; what changed then shows in the version control.
struct GoldenFile {
    private let path: String
    let name: String

    static let directory = (#filePath as NSString).deletingLastPathComponent + "/Golden"
    static var isRecording: Bool { ProcessInfo.processInfo.environment["WARROOM_RECORD"] == "1" }

    init(_ name: String) {
        self.name = name
        path = "\(Self.directory)/\(name).json"
    }

    /// The names of the files in a folder of the golden files, without `.json`.
    static func names(in folder: String = "") throws -> Set<String> {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(directory)/\(folder)")
        return Set(names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
    }

    /// The file's members, each as compact JSON, after writing them when recording.
    func members(recording members: [(name: String, json: [UInt8])]) throws -> [String: [UInt8]] {
        if Self.isRecording { try record(members) }
        let data = try #require(
            FileManager.default.contents(atPath: path), "\(path) is missing: record it with WARROOM_RECORD=1")
        let root = try JSONDocument(parsing: [UInt8](data), limits: .trusted).root
        var result: [String: [UInt8]] = [:]
        for (name, value) in root.members {
            var writer = JSONWriter()
            value.write(to: &writer)
            result[name] = writer.bytes
        }
        return result
    }

    private func record(_ members: [(name: String, json: [UInt8])]) throws {
        var writer = JSONWriter()
        writer.object {
            for (name, json) in members {
                $0.key(name)
                $0.raw(json)
            }
        }
        let value = try JSONDocument(parsing: writer.bytes, limits: .trusted).root
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try (PrettyJSON.text(value) + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}

/// JSON over several lines: what is short stays on one line.
enum PrettyJSON {
    private static let lineLengthMax = 110

    static func text(_ value: JSONValue, indent: Int = 0) -> String {
        let line = compact(value)
        guard value.kind == .object || value.kind == .array, indent == 0 || line.utf8.count + indent > lineLengthMax,
            value.count > 0
        else { return line }
        let margin = String(repeating: " ", count: indent + 2)
        let isObject = value.kind == .object
        let parts: [String] =
            isObject
            ? value.members.map { "\(margin)\(string($0.key)): \(text($0.value, indent: indent + 2))" }
            : value.elements.map { margin + text($0, indent: indent + 2) }
        let end = String(repeating: " ", count: indent)
        return (isObject ? "{\n" : "[\n") + parts.joined(separator: ",\n") + "\n" + end + (isObject ? "}" : "]")
    }

    private static func compact(_ value: JSONValue) -> String {
        var writer = JSONWriter(escapingInvisible: true)
        value.write(to: &writer)
        return writer.text
    }

    private static func string(_ text: String) -> String {
        var writer = JSONWriter(escapingInvisible: true)
        writer.string(text)
        return writer.text
    }
}
