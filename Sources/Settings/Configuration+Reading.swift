public import Documents
import Yams

extension Configuration {
    /// Reads the text of a `config.yaml`; keys that it leaves out keep their defaults.
    ///
    /// - Parameters:
    ///   - text: the file's text; an empty one is a configuration of defaults.
    ///   - file: the file's name, for problems and origins.
    ///   - files: where the files are that it names.
    /// - Throws: every problem of the file, not only the first.
    public static func parse(
        text: String, file: String, files: FileSource = .disk
    ) throws(DocumentError) -> LoadedConfiguration {
        var reader = DocumentReader(file: file)
        var loaded = LoadedConfiguration(file: file)
        for entry in reader.entries(ofText: text) {
            read(entry, under: nil, into: &loaded, &reader)
            if entry.name == "forward" {
                checkAuthorities(of: loaded.configuration.forward, entry.value, files, &reader)
            }
        }
        checkForwarding(loaded, &reader)
        if let error = DocumentError(reader.problems) { throw error }
        return loaded
    }

    /// Reads the configuration that the environment leads to; the defaults where there is no file.
    public static func load(
        environment: [String: String], files: FileSource = .disk
    ) throws(DocumentError) -> LoadedConfiguration {
        guard let path = path(environment: environment, exists: files.exists) else { return LoadedConfiguration() }
        return try load(path: path, files: files)
    }

    /// Reads the configuration from a file that must be there.
    public static func load(path: String, files: FileSource = .disk) throws(DocumentError) -> LoadedConfiguration {
        try parse(text: files.text(path), file: path, files: files)
    }

    /// The files that could hold the configuration, the first that exists wins: `$WARROOM_CONFIG`, else the
    /// person's own, else the machine's. Where `WARROOM_CONFIG` is set it stands alone.
    public static func candidates(environment: [String: String]) -> [String] {
        if let named = environment["WARROOM_CONFIG"], !named.isEmpty { return [named] }
        return [XDG.configuration(environment), "/etc/warroom"].compactMap { $0 }.map { $0 + "/config.yaml" }
    }

    /// The file to read the configuration from, if any. A file that `WARROOM_CONFIG` names is it even where it does
    /// not exist: to fall back to another one in silence would run the room with settings that nobody asked for.
    public static func path(environment: [String: String], exists: (String) -> Bool) -> String? {
        if let named = environment["WARROOM_CONFIG"], !named.isEmpty { return named }
        return candidates(environment: environment).first(where: exists)
    }

    private static func read(
        _ entry: DocumentReader.Entry, under group: String?, into loaded: inout LoadedConfiguration,
        _ reader: inout DocumentReader
    ) {
        let name = (group.map { $0 + "." } ?? "") + entry.name
        if let key = ConfigurationTable.key(name), key.path.count == (group == nil ? 1 : 2) {
            key.read(entry.value, &loaded.configuration, &reader)
            if let line = entry.line { loaded.origins[name] = .file(reader.file, line: line) }
        } else if group == nil, ConfigurationTable.groups.contains(name) {
            let inside = ConfigurationTable.names(under: name).joined(separator: ", ")
            for inner in reader.entries(of: entry.value, of: name, expected: "the keys \(inside) in lines below it") {
                read(inner, under: name, into: &loaded, &reader)
            }
        } else {
            reportUnknown(entry, name, under: group, &reader)
        }
    }

    /// A room that passes on to itself would never come to an end.
    private static func checkForwarding(_ loaded: LoadedConfiguration, _ reader: inout DocumentReader) {
        guard case .at(let address) = loaded.configuration.listen,
            let loop = loaded.configuration.forward.first(where: { $0.leads(to: address) })
        else { return }
        var line: Int?
        if case .file(_, let found)? = loaded.origins["forward"] { line = found }
        reader.report(
            "forward: expected another address than the one that is listened on, found \(loop.authority)", line: line)
    }

    /// Looks into the files of `forward`'s authorities, and reports at the line that names one.
    private static func checkAuthorities(
        of settings: [ForwardSetting], _ list: Node, _ files: FileSource, _ reader: inout DocumentReader
    ) {
        let known = Set(settings.compactMap(\.ca))
        for item in list.sequence ?? [] {
            for (key, value) in item.mapping ?? [:] where key.scalar?.string == "ca" {
                guard let path = value.word, known.contains(path),
                    let problem = CertificateFile.problem(of: path, in: files)
                else { continue }
                reader.report("forward.ca: \(problem)", at: value)
            }
        }
    }

    private static func reportUnknown(
        _ entry: DocumentReader.Entry, _ name: String, under group: String?, _ reader: inout DocumentReader
    ) {
        if group == nil, let key = ConfigurationTable.key(name), let head = key.path.first, let last = key.path.last {
            reader.report(
                "the key \"\(name)\" is written in two lines, expected \"\(head):\" and below it, indented, \"\(last): …\"",
                at: entry.key)
            return
        }
        // What an Alertmanager calls it; then a key in the wrong group, a likelier slip than a wrong letter.
        let elsewhere =
            entry.name == "inhibit_rules"
            ? "inhibit" : ConfigurationTable.keys.first { $0.path.last == Substring(entry.name) }?.name
        reader.reportUnknown(entry, as: name, among: ConfigurationTable.names(under: group), meant: elsewhere)
    }
}
