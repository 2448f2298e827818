import Testing

/// Files and functions stay small enough to be read at once, and say nothing that they should not.
struct FileShapeTests {
    static let fileLinesMax = 400
    static let functionLinesMax = 70
    /// Tables and generated data are long by nature.
    static let exempt: Set<String> = ["Sources/PlainText/DisplayWidthTable.swift"]
    static let sources = SourceTree.modules.flatMap { SourceTree.swiftFiles("Sources/\($0)") }

    @Test func noFileIsTooLong() {
        for file in Self.sources where !Self.exempt.contains(file.path) {
            #expect(file.lines.count <= Self.fileLinesMax, "\(file) has \(file.lines.count) lines")
        }
    }

    @Test func noFunctionIsTooLong() {
        for file in Self.sources {
            for function in Self.functions(in: file) where function.length > Self.functionLinesMax {
                Issue.record("\(file):\(function.line) is \(function.length) lines long")
            }
        }
    }

    @Test func noLineOfOursForcesOrForgets() {
        let banned = ["try!", "as!", "fatalError(", "TO" + "DO", "FIX" + "ME", "XX" + "X:", "@preconcurrency import"]
        for file in Self.sources {
            for (index, line) in file.lines.enumerated() {
                for word in banned where line.contains(word) {
                    Issue.record("\(file):\(index + 1) has \(word)")
                }
            }
        }
    }

    @Test func everyEscapeFromTheCompilerGivesItsReason() {
        for file in Self.sources {
            for (index, line) in file.lines.enumerated()
            where line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
                guard !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("//") else { continue }
                let above = index > 0 ? file.lines[index - 1].trimmingPrefix(while: \.isWhitespace) : ""
                #expect(above.hasPrefix("//"), "\(file):\(index + 1) gives no reason on the line above")
            }
        }
    }

    @Test func noFileIsNamedAfterNothing() {
        for file in Self.sources {
            let name = file.path.lowercased().replacing("alertmanager", with: "")
            for word in ["manager", "helper", "util", "common", "misc"] {
                #expect(!name.contains(word), "\(file) has a name that says nothing")
            }
        }
    }

    /// Where functions begin, and how many lines they take, by their indentation.
    static func functions(in file: SourceTree.File) -> [(line: Int, length: Int)] {
        var found: [(line: Int, length: Int)] = []
        let lines = file.lines
        for (index, line) in lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let words = line.dropFirst(indent)
            guard words.contains("func ") || words.hasPrefix("init(") || words.contains(" init("),
                !words.hasPrefix("//")
            else { continue }
            let closing = String(repeating: " ", count: indent) + "}"
            guard let end = lines[(index + 1)...].firstIndex(where: { $0 == closing }) else { continue }
            found.append((index + 1, end - index + 1))
        }
        return found
    }
}
