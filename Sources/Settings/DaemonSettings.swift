public import Documents
import Foundation

/// What `daemon.yaml` in a home keeps of how the room was last served, so that a client's start of the daemon opens
/// the same.
public struct DaemonSettings: Sendable, Equatable {
    /// Where it listened; `nil` for what the configuration says.
    public var listen: ListenSetting?
    /// The Unix group that the room is shared with, if any.
    public var group: String?
    /// The configuration file that `serve` was given; `nil` for the usual places.
    public var configuration: String?

    /// Settings; what is left out is not known.
    public init(listen: ListenSetting? = nil, group: String? = nil, configuration: String? = nil) {
        self.listen = listen
        self.group = group
        self.configuration = configuration
    }

    /// The settings as YAML.
    public var yaml: String {
        let lines = [
            ("listen", listen?.description), ("group", group), ("configuration", configuration),
        ]
        return "# Written by \"warroom serve\": what a later start opens again.\n"
            + lines.map { name, value in value.map { "\(name): \(YAMLText.quoted($0))\n" } ?? "" }.joined()
    }

    /// Reads settings and takes what it understands: a newer version's keys and spoilt values are passed over,
    /// since a room must open all the same. The problems are for showing.
    public static func parse(
        text: String, file: String
    ) -> (settings: DaemonSettings, problems: [DocumentProblem]) {
        var reader = DocumentReader(file: file)
        var settings = DaemonSettings()
        for entry in reader.entries(ofText: text) {
            guard ["listen", "group", "configuration"].contains(entry.name) else { continue }
            guard let value = entry.value.word, !value.isEmpty else {
                reader.report(entry.name, expected: "a word", found: entry.value)
                continue
            }
            switch entry.name {
            case "group": settings.group = value
            case "configuration": settings.configuration = value
            default:
                settings.listen = ListenSetting(value)
                if settings.listen == nil {
                    reader.report("listen", expected: "an address with a port, or off", found: entry.value)
                }
            }
        }
        return (settings, reader.problems)
    }

    /// Reads a home's `daemon.yaml`; none is no problem.
    public static func read(
        _ path: String, files: FileSource = .disk
    ) -> (settings: DaemonSettings, problems: [DocumentProblem]) {
        guard files.exists(path) else { return (DaemonSettings(), []) }
        do {
            return try parse(text: files.text(path), file: path)
        } catch {
            return (DaemonSettings(), error.problems)
        }
    }

    /// Writes a home's `daemon.yaml`, readable by its owner alone; a reader finds the old file or the new one,
    /// never a part.
    ///
    /// Only the holder of the home's lock may call it: the name of the unfinished file is always the same.
    public func write(to path: String) throws(FileFailure) {
        let unfinished = path + ".new"
        unlink(unfinished)
        let descriptor = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw FileFailure(path: unfinished, reason: "cannot be written: " + FileSource.lastError())
        }
        var problem = DaemonSettings.write(Array(yaml.utf8), to: descriptor)
        if problem == nil, fsync(descriptor) != 0 { problem = FileSource.lastError() }
        close(descriptor)
        if problem == nil, rename(unfinished, path) != 0 { problem = FileSource.lastError() }
        if let problem {
            unlink(unfinished)
            throw FileFailure(path: path, reason: "cannot be written: " + problem)
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return FileSource.lastError() }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
