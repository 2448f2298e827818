public import Canvas
public import Documents

/// The themes there are: those that travel inside the program, then those in folders; the later wins by name.
public struct ThemeLibrary: Sendable {
    private let named: NamedFiles
    private let files: FileSource

    /// Themes inherit through at most this many files.
    static let inheritanceMax = 8

    /// The shipped themes and those in these folders, the later winning. Folders that do not exist are empty.
    public init(directories: [String], files: FileSource = .disk) {
        named = NamedFiles(
            shipped: ThemeTable.shipped, folder: "themes", suffix: ".yaml", directories: directories, files: files)
        self.files = files
    }

    /// The themes of this machine and person: shipped ones, `/etc/warroom/themes`, then the person's own `themes`.
    public init(environment: [String: String], files: FileSource = .disk) {
        self.init(directories: NamedFiles.directories("themes", environment: environment), files: files)
    }

    /// Where each theme comes from, by its name.
    public var origins: [String: FileOrigin] { named.origins }

    /// Files in the folders that end in `.yaml` and whose names cannot be a theme's.
    public var passedOver: [String] { named.passedOver }

    /// The names of all themes in order.
    public var names: [String] { origins.keys.sorted() }

    /// The theme of this name with all it inherits.
    ///
    /// - Throws: where there is no such theme, with those there are; where its file or one it inherits from has
    ///   problems; where themes inherit from each other in a circle.
    public func theme(_ name: String) throws(DocumentError) -> Theme {
        try theme(file(named: name))
    }

    /// The file of the theme of this name.
    func file(named name: String) throws(DocumentError) -> ThemeFile {
        guard ThemeName.isValid(name), let origin = origins[name] else {
            throw DocumentError(
                DocumentProblem(file: "theme", message: "expected \(known), found \(shown(name))"))
        }
        return try file(name, origin)
    }

    /// The theme in a file that need not be in one of the folders; what it inherits comes from here.
    public func theme(contentsOf path: String) throws(DocumentError) -> Theme {
        try theme(file(at: path))
    }

    /// The file at a path, read as a theme.
    func file(at path: String) throws(DocumentError) -> ThemeFile {
        let last = path.split(separator: "/").last.map(String.init) ?? path
        let name = last.hasSuffix(".yaml") ? String(last.dropLast(".yaml".count)) : last
        guard ThemeName.isValid(name) else {
            throw DocumentError(
                DocumentProblem(
                    file: path,
                    message: "expected a file called by a theme's name and .yaml, the name \(ThemeName.words)"))
        }
        return try ThemeFile.parse(text: files.text(path), file: path, name: name)
    }

    /// The theme of a file with all it inherits.
    func theme(_ file: ThemeFile) throws(DocumentError) -> Theme {
        var ancestors: [ThemeFile] = []
        var youngest = file
        while let parent = youngest.inherits {
            let names = [file.name] + ancestors.map(\.name)
            guard !names.contains(parent) else {
                let circle = (names + [parent]).joined(separator: " → ")
                throw youngest.error("inherits: expected a theme that does not lead back, found the circle \(circle)")
            }
            guard names.count < ThemeLibrary.inheritanceMax else {
                throw youngest.error(
                    "inherits: expected at most \(ThemeLibrary.inheritanceMax) themes in a row, found more")
            }
            guard let origin = origins[parent] else {
                throw youngest.error("inherits: expected \(known), found \(shown(parent))")
            }
            youngest = try self.file(parent, origin)
            ancestors.append(youngest)
        }
        return try file.theme(inheriting: ancestors)
    }

    private func file(_ name: String, _ origin: FileOrigin) throws(DocumentError) -> ThemeFile {
        let (text, file) = try named.text(name, origin)
        return ThemeFile.parse(text: text, file: file, name: name)
    }

    private var known: String {
        "one of the themes " + names.joined(separator: ", ")
    }

    private func shown(_ name: String) -> String {
        "\"\(name.prefix(80))\"" + NearestWord.hint(name, among: names)
    }
}

extension ThemeFile {
    /// An error where it says what it inherits from, with its other problems.
    fileprivate func error(_ message: String) -> DocumentError {
        let problem = DocumentProblem(
            file: file, line: inheritsPlace.line, column: inheritsPlace.column, message: message)
        return DocumentError(problems + [problem]) ?? DocumentError(problem)
    }
}
