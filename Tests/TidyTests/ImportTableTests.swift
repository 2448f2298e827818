import Testing

/// Imports point down: the one table of who may know whom.
struct ImportTableTests {
    /// Our own modules that each of our modules may import.
    static let table: [String: Set<String>] = [
        "PlainText": [],
        "CTerminal": [], "CJSON": [], "CMatch": [], "CMarkdown": [],
        "WarRoom": ["CMatch"],
        "WireJSON": ["CJSON"],
        "Canvas": ["PlainText"],
        "EventCodec": ["WarRoom", "WireJSON"],
        "Dialects": ["WarRoom", "WireJSON"],
        "Documents": ["WarRoom"],
        "Playbooks": ["WarRoom", "Documents", "CMarkdown"],
        "EventLog": ["WarRoom", "WireJSON", "EventCodec"],
        "RoomClient": ["WarRoom", "WireJSON", "EventCodec"],
        "Terminal": ["Canvas", "PlainText", "CTerminal"],
        "Settings": ["WarRoom", "Canvas", "Documents", "Playbooks"],
        "Room": ["PlainText", "WarRoom", "WireJSON", "EventCodec", "Dialects", "EventLog", "Settings"],
        "Dashboard": ["WarRoom", "Canvas", "PlainText", "Playbooks"],
        "warroom": [
            "PlainText", "WarRoom", "WireJSON", "Canvas", "EventCodec", "EventLog", "RoomClient", "Terminal",
            "Documents", "Playbooks", "Settings", "Room", "Dashboard",
        ],
    ]

    /// Modules that must stay free of everything but the standard library.
    static let pure: Set<String> = [
        "PlainText", "WarRoom", "WireJSON", "Canvas", "EventCodec", "Dialects", "Dashboard",
    ]
    static let systemModules: Set<String> = ["Foundation", "Glibc", "Dispatch"]

    @Test func everyModuleStandsInTheTable() {
        #expect(SourceTree.modules == Self.table.keys.sorted())
    }

    @Test(arguments: table.keys.sorted())
    func aModuleImportsOnlyWhatTheTableAllows(_ module: String) {
        for file in SourceTree.swiftFiles("Sources/\(module)") {
            for imported in Self.imports(of: file) where Self.table[imported] != nil {
                #expect(Self.table[module]?.contains(imported) == true, "\(file) imports \(imported)")
            }
        }
    }

    @Test(arguments: pure.sorted())
    func aPureModuleKnowsNoSystem(_ module: String) {
        for file in SourceTree.swiftFiles("Sources/\(module)") {
            let found = Self.imports(of: file).filter(Self.systemModules.contains)
            #expect(found.isEmpty, "\(file) imports \(found)")
        }
    }

    static func imports(of file: SourceTree.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"), index <= 2, index + 1 < words.count,
                words[..<index].allSatisfy({ $0.hasPrefix("@") || ["public", "internal", "package"].contains($0) })
            else { return nil }
            return String(words[index + 1])
        }
    }
}
