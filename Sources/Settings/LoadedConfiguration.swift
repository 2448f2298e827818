/// Where a value of the configuration came from.
public enum ConfigurationOrigin: Sendable, Hashable, CustomStringConvertible {
    /// Nobody said anything.
    case `default`
    /// A line of a file, from 1.
    case file(String, line: Int)

    /// `default`, or `file:line`.
    public var description: String {
        switch self {
        case .default: "default"
        case .file(let file, let line): "\(file):\(line)"
        }
    }
}

/// A configuration as it was found.
public struct LoadedConfiguration: Sendable, Equatable {
    /// The values.
    public var configuration: Configuration
    /// Where each value that is no default came from, by the key's dotted name.
    public var origins: [String: ConfigurationOrigin]
    /// The file it was read from; `nil` where there is none and everything is default.
    public var file: String?

    /// A configuration with its origins; the defaults if nothing is given.
    public init(
        _ configuration: Configuration = Configuration(), origins: [String: ConfigurationOrigin] = [:],
        file: String? = nil
    ) {
        self.configuration = configuration
        self.origins = origins
        self.file = file
    }
}

/// One line of `config show`.
public struct ConfigurationRow: Sendable, Equatable {
    /// The key's dotted name.
    public let key: String
    /// The value as it is written in the file.
    public let value: String
    /// Where it came from.
    public let origin: ConfigurationOrigin
}

extension Configuration {
    /// Each key with its value and where that came from, in the table's order.
    public func rows(_ origins: [String: ConfigurationOrigin]) -> [ConfigurationRow] {
        ConfigurationTable.keys.map {
            ConfigurationRow(key: $0.name, value: $0.text(self), origin: origins[$0.name] ?? .default)
        }
    }

    /// The same as text: three columns, a line each. The words are the file's own; whoever prints them neutralises
    /// them.
    public func show(_ origins: [String: ConfigurationOrigin]) -> String {
        let rows = rows(origins)
        let keyWidth = rows.map(\.key.count).max() ?? 0
        let valueWidth = min(40, rows.map(\.value.count).max() ?? 0)
        return rows.map { row in
            Configuration.padded(row.key, to: keyWidth) + "  " + Configuration.padded(row.value, to: valueWidth)
                + "  \(row.origin)\n"
        }.joined()
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
