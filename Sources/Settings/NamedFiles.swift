import Documents

/// Files that are known by their names: those that travel inside the program, then those in folders; the later wins.
struct NamedFiles: Sendable {
    /// Where each comes from, by its name.
    let origins: [String: FileOrigin]
    /// Files in the folders that end as they should and whose names cannot be used.
    let passedOver: [String]
    private let shipped: [String: [UInt8]]
    private let folder: String
    private let suffix: String
    private let files: FileSource

    /// - Parameters:
    ///   - shipped: the names and bytes of those inside the program.
    ///   - folder: what the folder is called, such as `playbooks`.
    ///   - suffix: how the files end, such as `.md`.
    ///   - directories: the folders, the later winning; those that do not exist are empty.
    init(
        shipped: [(name: String, bytes: [UInt8])], folder: String, suffix: String, directories: [String],
        files: FileSource
    ) {
        var origins: [String: FileOrigin] = [:]
        var passedOver: [String] = []
        for file in shipped { origins[file.name] = .shipped }
        for directory in directories {
            for file in files.names(directory) where file.hasSuffix(suffix) && !file.hasPrefix(".") {
                let name = String(file.dropLast(suffix.count))
                let path = directory + "/" + file
                if ThemeName.isValid(name) { origins[name] = .file(path) } else { passedOver.append(path) }
            }
        }
        self.origins = origins
        self.passedOver = passedOver
        self.shipped = Dictionary(shipped.map { ($0.name, $0.bytes) }, uniquingKeysWith: { $1 })
        self.folder = folder
        self.suffix = suffix
        self.files = files
    }

    /// The folders of this machine and person: `/etc/warroom/…`, then the person's own.
    static func directories(_ folder: String, environment: [String: String]) -> [String] {
        ["/etc/warroom/\(folder)"] + (XDG.configuration(environment).map { ["\($0)/\(folder)"] } ?? [])
    }

    /// A file's text and how it is called in problems.
    func text(_ name: String, _ origin: FileOrigin) throws(DocumentError) -> (text: String, file: String) {
        switch origin {
        case .file(let path): return (try files.text(path), path)
        case .shipped:
            let file = "\(folder)/\(name)\(suffix)"
            return (try FileSource.text(shipped[name] ?? [], file: file), file)
        }
    }
}

/// Where a theme's or a playbook's file comes from.
public enum FileOrigin: Sendable, Hashable, CustomStringConvertible {
    /// It travels inside the program.
    case shipped
    /// A path.
    case file(String)

    /// `shipped`, or the file's path.
    public var description: String {
        switch self {
        case .shipped: "shipped"
        case .file(let path): path
        }
    }
}
