import EventCodec
import Foundation
import WarRoom

@testable import EventLog

/// An export as a file, and homes made from it.
struct Transcript {
    var lines: [[UInt8]]

    init(of home: Home) throws {
        var lines: [[UInt8]] = []
        try EventReader.open(home).forEachExportLine { lines.append($0) }
        self.lines = lines
    }

    init(_ text: String) {
        lines = [Array(text.utf8)]
    }

    /// Each line as text, to be changed.
    var texts: [String] {
        get { lines.map { String(decoding: $0, as: UTF8.self) } }
        set { lines = newValue.map { Array($0.utf8) } }
    }

    /// Imports it into a home, and returns what was made.
    @discardableResult
    func imported(into home: Home) throws -> LogImport.Result {
        let path = home.path + "/transcript.jsonl"
        try Data(lines.flatMap { $0 + [UInt8(ascii: "\n")] }).write(to: URL(fileURLWithPath: path))
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        return try LogImport.run(from: descriptor, into: home)
    }

    /// The number and the sentence with which it is refused, and whether anything was left behind.
    func refused() throws -> (number: Int, reason: String, leftovers: [String])? {
        let test = try TestHome()
        do {
            try imported(into: test.home)
            return nil
        } catch LogError.badLine(let number, let reason) {
            let names = try FileManager.default.contentsOfDirectory(atPath: test.home.path)
            return (number, reason, names.filter { $0.hasPrefix("log.db") || $0.hasPrefix("head") })
        }
    }
}

extension Home {
    /// The rows of its log, with everything that the chain is made of.
    var rows: [LogRow] {
        get throws { try EventReader.open(self).rows(after: .min, limit: 100_000) }
    }
}
