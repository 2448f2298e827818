public import Documents
public import Playbooks
import WarRoom

/// The playbooks there are: those that travel inside the program, then those in folders; the later wins by name.
public struct PlaybookLibrary: Sendable {
    private let named: NamedFiles
    private let files: FileSource

    /// The shipped playbooks and those in these folders, the later winning.
    public init(directories: [String], files: FileSource = .disk) {
        named = NamedFiles(
            shipped: PlaybookTable.shipped, folder: "playbooks", suffix: ".md", directories: directories, files: files)
        self.files = files
    }

    /// The playbooks of this machine and person: shipped ones, `/etc/warroom/playbooks`, then the person's own `playbooks`.
    public init(environment: [String: String], files: FileSource = .disk) {
        self.init(directories: NamedFiles.directories("playbooks", environment: environment), files: files)
    }

    /// The names of all playbooks in order.
    public var names: [String] { named.origins.keys.sorted() }

    /// Files in the folders that end in `.md` and whose names cannot be a playbook's.
    public var passedOver: [String] { named.passedOver }

    /// `shipped`, or the file's path; nil where there is no such playbook.
    public func origin(_ name: String) -> String? { named.origins[name]?.description }

    /// Reads the playbook of this name. Throws where there is none, with those there are, and where its file cannot be read.
    public func read(_ name: String) throws(DocumentError) -> PlaybookReading {
        guard let origin = named.origins[name] else {
            let known = names.joined(separator: ", ")
            let hint = NearestWord.hint(name, among: names)
            let found = Cut.text(name, bytesMax: 80)
            throw DocumentError(
                DocumentProblem(
                    file: "playbook", message: "expected one of the playbooks \(known), found \"\(found)\"\(hint)"))
        }
        let (text, file) = try named.text(name, origin)
        return PlaybookReading(text: text, file: file, name: name)
    }

    /// Reads a file that need not be in one of the folders; a name that no folder's file may have is one of its problems.
    public func read(contentsOf path: String) throws(DocumentError) -> PlaybookReading {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        let name = last.hasSuffix(".md") ? String(last.dropLast(".md".count)) : last
        var reading = PlaybookReading(text: try files.text(path), file: path, name: name)
        if !last.hasSuffix(".md") || !ThemeName.isValid(name) {
            reading.problems.insert(PlaybookLibrary.wrongName(path), at: 0)
        }
        return reading
    }

    /// What is wrong with a file that is passed over.
    public static func wrongName(_ path: String) -> DocumentProblem {
        DocumentProblem(
            file: path, message: "expected a file called by the playbook's name and .md, the name \(ThemeName.words)")
    }

    /// All that can be walked, in the order of their names; what is wrong with files does not keep the others back.
    public func all() -> [Playbook] {
        names.compactMap { try? read($0).playbook }
    }
}
