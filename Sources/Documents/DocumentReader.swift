import WarRoom
public import Yams

/// Reads the nodes of one YAML file and collects what is wrong with them, so that people see all of it at once.
public struct DocumentReader: Sendable {
    /// A key of a mapping with its value.
    public struct Entry {
        /// The key.
        public let name: String
        /// The key with its place.
        public let key: Node
        /// What stands after it.
        public let value: Node

        /// The key's line, from 1.
        public var line: Int? { key.mark?.line }
    }

    /// Bytes of one file: far more than any of them needs.
    public static let bytesMax = 256 * 1024
    /// Problems kept of one file; a file with more of them is not the file it was taken for.
    public static let problemsMax = 100
    /// Aliases in one file, at most. Aliases of aliases grow with each level, and where they stand as keys the
    /// parser walks them all: forty lines could keep it busy for ever, while with thirty aliases there are at most
    /// 3^10 nodes.
    public static let aliasesMax = 30

    /// The file's name, for problems.
    public let file: String
    /// What is wrong, in the order it was found.
    public private(set) var problems: [DocumentProblem] = []

    /// Nothing is read yet.
    public init(file: String) {
        self.file = file
    }

    /// The keys at the top of the text; none where it is empty or cannot be read, which is then reported.
    public mutating func entries(ofText text: String) -> [Entry] {
        guard text.utf8.count <= DocumentReader.bytesMax else {
            add(
                DocumentProblem(
                    file: file, message: "expected at most \(DocumentReader.bytesMax) bytes, found more"))
            return []
        }
        guard DocumentReader.aliasCount(text) <= DocumentReader.aliasesMax else {
            let most = DocumentReader.aliasesMax
            add(DocumentProblem(file: file, message: "expected at most \(most) aliases (\"*name\"), found more"))
            return []
        }
        do {
            // The encoding is given, since Yams would else ask the environment for it; then a byte order mark is
            // not skipped.
            let unmarked = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
            let parser = try Parser(yaml: unmarked, encoding: .utf8)
            guard let root = try parser.singleRoot(), !root.isNothing else { return [] }
            return entries(of: root, expected: "keys with values, such as \"theme: base\"")
        } catch let error as YamlError {
            add(DocumentProblem(error, file: file, text: text))
        } catch {
            add(DocumentProblem(file: file, message: "this is not YAML: \(error)"))
        }
        return []
    }

    /// The keys of a mapping; `key:` with nothing after it has none. Anything else is reported.
    public mutating func entries(of node: Node, of name: String? = nil, expected: String) -> [Entry] {
        if node.isNothing { return [] }
        guard let mapping = node.mapping else {
            report(name, expected: expected, found: node)
            return []
        }
        return mapping.compactMap { key, value in
            guard let scalar = key.scalar else {
                report(name, expected: "a word as a key", found: key)
                return nil
            }
            return Entry(name: scalar.string, key: key, value: value)
        }
    }

    /// Reports a problem at a node.
    public mutating func report(_ message: String, at node: Node) {
        add(DocumentProblem(file: file, line: node.mark?.line, column: node.mark?.column, message: message))
    }

    /// Reports a problem that several lines make together.
    public mutating func report(_ message: String, line: Int?) {
        add(DocumentProblem(file: file, line: line, message: message))
    }

    /// Reports that a node is not what it should be: `name: expected …, found …`.
    public mutating func report(_ name: String?, expected: String, found node: Node, hint: String = "") {
        report((name.map { $0 + ": " } ?? "") + "expected \(expected), found \(node.found)\(hint)", at: node)
    }

    /// Reports a key that nobody reads, with the one that was probably meant.
    public mutating func reportUnknown(_ entry: Entry, as name: String, among known: [String], meant: String? = nil) {
        let shown = Node.quoted(name)
        if let meant = meant ?? NearestWord.of(name, among: known) {
            report("unknown key \(shown) (did you mean \"\(meant)\"?)", at: entry.key)
        } else {
            report("unknown key \(shown), expected one of: \(known.joined(separator: ", "))", at: entry.key)
        }
    }

    /// How often an asterisk stands where an alias may begin; one in a comment counts too.
    private static func aliasCount(_ text: String) -> Int {
        var count = 0
        var previous = UInt8(ascii: "\n")
        for byte in text.utf8 {
            if byte == UInt8(ascii: "*"), previous <= UInt8(ascii: " ") || "[{,:?-".utf8.contains(previous) {
                count += 1
            }
            previous = byte
        }
        return count
    }

    private mutating func add(_ problem: DocumentProblem) {
        if problems.count < DocumentReader.problemsMax { problems.append(problem) }
    }
}

extension Node {
    /// A value that was left out: `key:` with nothing after it, or `~`.
    public var isNothing: Bool {
        guard let scalar, scalar.style == .plain else { return false }
        return scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
    }

    /// The value's text as it was written, if it is a single one; `off` is a word like any other and no truth value.
    public var word: String? {
        isNothing ? nil : scalar?.string
    }

    /// What stands here, for a sentence.
    public var found: String {
        switch self {
        case .scalar(let scalar): isNothing ? "nothing" : Node.quoted(scalar.string)
        case .sequence: "a list"
        case .mapping: "keys with values"
        case .alias: "an alias"
        }
    }

    /// Foreign words in a sentence, cut to a length that leaves the sentence readable.
    public static func quoted(_ text: String) -> String {
        "\"" + Cut.text(text, bytesMax: 80) + "\""
    }
}
