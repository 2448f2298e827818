public import Canvas
public import Documents
import Yams

/// A person's key map: other keys for the actions of the screen, or none.
///
/// ```yaml
/// ack: a
/// note: [n, ctrl-n]
/// close: none        # it is in the help still
/// help: "?"          # a sign stands in quotes
/// ```
/// An action that is left out keeps its keys. Keys are named as the help shows them; upper and lower case differ only for
/// single letters and what follows `Alt-`.
public struct KeyMapFile: Sendable, Equatable {
    /// Keys of one action, at most.
    static let keysMax = 8

    /// The file it was read from.
    public let file: String
    /// The keys of the actions that the file names, in its order; empty for `none`.
    public private(set) var keys: [String: [Key]] = [:]
    /// The lines on which they stand.
    private var lines: [String: Int] = [:]

    /// Reads the text of a `keymap.yaml`.
    ///
    /// - Parameter actions: those that there are.
    /// - Throws: every problem of the file: an action that is unknown, a key that cannot be read, and two actions on one
    ///   key where both could be meant.
    public static func parse(
        text: String, file: String, actions: [KeyMapAction]
    ) throws(DocumentError) -> KeyMapFile {
        var reader = DocumentReader(file: file)
        var map = KeyMapFile(file: file)
        let byName = Dictionary(actions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var named: [(action: KeyMapAction, node: Node)] = []
        for entry in reader.entries(ofText: text) {
            guard let action = byName[entry.name] else {
                reader.reportUnknown(entry, as: entry.name, among: actions.map(\.name))
                continue
            }
            guard let keys = keys(of: entry, &reader) else { continue }
            if keys.isEmpty, action.needsKey {
                reader.report(
                    "\(action.name): expected a key, found none: it must always be within reach", at: entry.value)
                continue
            }
            map.keys[action.name] = keys
            map.lines[action.name] = entry.line
            named.append((action, entry.key))
        }
        map.reportConflicts(named, among: actions, &reader)
        if let error = DocumentError(reader.problems) { throw error }
        return map
    }

    /// Reads the key map that the environment leads to; `nil` where there is none.
    public static func load(
        environment: [String: String], files: FileSource = .disk, actions: [KeyMapAction]
    ) throws(DocumentError) -> KeyMapFile? {
        guard let path = candidates(environment: environment).first(where: files.exists) else { return nil }
        return try load(path: path, files: files, actions: actions)
    }

    /// Reads the key map from a file that must be there.
    public static func load(
        path: String, files: FileSource = .disk, actions: [KeyMapAction]
    ) throws(DocumentError) -> KeyMapFile {
        try parse(text: files.text(path), file: path, actions: actions)
    }

    /// The files that could hold the key map, the first that exists wins: the person's own, then the machine's.
    public static func candidates(environment: [String: String]) -> [String] {
        [XDG.configuration(environment), "/etc/warroom"].compactMap { $0 }.map { $0 + "/keymap.yaml" }
    }

    private init(file: String) {
        self.file = file
    }
}

extension KeyMapFile {
    private static let words = "a key such as a, Space, F5, ctrl-n or \"?\", a list of them, or none"

    private static func keys(of entry: DocumentReader.Entry, _ reader: inout DocumentReader) -> [Key]? {
        if entry.value.word == "none" { return [] }
        let nodes = entry.value.sequence.map(Array.init) ?? [entry.value]
        guard nodes.count <= keysMax else {
            reader.report("\(entry.name): expected at most \(keysMax) keys, found \(nodes.count)", at: entry.value)
            return nil
        }
        var keys: [Key] = []
        for node in nodes {
            guard let key = node.word.flatMap(Key.init(name:)) else {
                // In YAML some signs are no words, and a comment begins at a `#`.
                let hint = node.isNothing ? " (a sign such as \"#\" or \"~\" stands in quotes)" : ""
                reader.report(entry.name, expected: words, found: node, hint: hint)
                return nil
            }
            if let twin = twin(of: key) {
                reader.report("\(entry.name): expected another key: terminals send \(key.name) as \(twin)", at: node)
                return nil
            }
            if !keys.contains(key) { keys.append(key) }
        }
        return keys
    }

    /// What a key comes as from a terminal, where that is not the key itself (ECMA-48: C0 and the beginnings of sequences).
    private static func twin(of key: Key) -> String? {
        switch key {
        case .control("h"): "Backspace"
        case .control("i"): "Tab"
        case .control("j"), .control("m"): "Enter"
        case .alt("["), .alt("]"), .alt("O"), .alt("P"), .alt("X"), .alt("^"), .alt("_"): "the beginning of other keys"
        default: nil
        }
    }

    /// A key that the file gives to an action, and that another has as well.
    private func reportConflicts(
        _ named: [(action: KeyMapAction, node: Node)], among actions: [KeyMapAction], _ reader: inout DocumentReader
    ) {
        var reported: Set<String> = []
        for (action, node) in named {
            for other in actions where other.name != action.name && action.meets(other) {
                // Of two that the file names, the second is told.
                guard !reported.contains(other.name + " " + action.name) else { continue }
                let theirs = keys[other.name] ?? other.keys
                guard let key = keys[action.name]?.first(where: theirs.contains) else { continue }
                if let line = lines[other.name], let own = lines[action.name], line > own { continue }
                reported.insert(action.name + " " + other.name)
                let whose = lines[other.name].map { "on line \($0)" } ?? "by itself"
                reader.report(
                    "\(action.name): expected a key that is free, found \(Node.quoted(key.name)), which \(other.name) has "
                        + "\(whose): give one of the two another key, or none", at: node)
            }
        }
    }
}
