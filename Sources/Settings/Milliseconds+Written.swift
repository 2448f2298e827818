import WarRoom

extension Milliseconds {
    /// The length as a configuration writes it and `init(written:)` reads it: `1h30m`; whole seconds, the rest is
    /// dropped.
    var written: String {
        let seconds = max(0, count) / 1000
        let amounts = [
            (seconds / 86_400, "d"), (seconds % 86_400 / 3600, "h"), (seconds % 3600 / 60, "m"), (seconds % 60, "s"),
        ]
        let text = amounts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return text.isEmpty ? "0s" : text
    }
}
