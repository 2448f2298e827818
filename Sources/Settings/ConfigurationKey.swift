import Documents
import Yams

/// A key of the configuration: everything there is to say about it.
public struct ConfigurationKey: Sendable {
    /// Its name with dots: `ack.length` is the key `length` under `ack`.
    public let name: String
    /// What its value looks like, in words.
    public let form: String
    /// The units its value takes, if it has any.
    public let unit: String?
    /// The default as it is written in the file.
    public let defaultText: String
    /// What it does, in one or two sentences.
    public let help: String
    /// Reads its value into a configuration, or reports why not.
    let read: @Sendable (_ node: Node, _ configuration: inout Configuration, _ reader: inout DocumentReader) -> Void
    /// Its value in a configuration, as YAML on one line.
    let text: @Sendable (Configuration) -> String

    init<Value>(
        _ name: String, _ field: any WritableKeyPath<Configuration, Value> & Sendable, _ form: ValueForm<Value>,
        _ help: String
    ) {
        self.name = name
        self.form = form.words
        self.help = help
        unit = form.unit
        text = { form.text($0[keyPath: field]) }
        defaultText = form.text(Configuration()[keyPath: field])
        read = { node, configuration, reader in
            if let value = form.read(node, name, &reader) { configuration[keyPath: field] = value }
        }
    }

    /// The key's place in the file: the names from the top.
    var path: [Substring] { name.split(separator: ".") }
}
