import Documents
public import WarRoom
import Yams

/// A sender that must be heard every so often.
public struct WatchedSender: Sendable, Hashable {
    /// Its name in the room, or what it calls its source.
    public let name: String
    /// How long it may be silent before the room raises an alert.
    public let silence: Milliseconds

    /// A sender with its longest silence.
    public init(name: String, silence: Milliseconds) {
        self.name = name
        self.silence = silence
    }
}

extension ValueForm where Value == [WatchedSender] {
    private static let range = Milliseconds.minutes(1)...Milliseconds.days(30)
    private static let listWords =
        "a list of at most \(Limits.watchedSendersMax) senders such as [{name: cron, silence: 10m}], \(range.lowerBound.written) to \(range.upperBound.written)"
    private static let fields = ["name", "silence"]

    /// Senders with how long each may be silent.
    static let senders = ValueForm(
        words: listWords, unit: "s, m, h, d, w",
        text: { senders in
            let items = senders.map { "{name: \(YAMLText.scalar($0.name)), silence: \($0.silence.written)}" }
            return "[" + items.joined(separator: ", ") + "]"
        }
    ) { node, name, reader in
        guard let sequence = node.sequence, sequence.count <= Limits.watchedSendersMax else {
            reader.report(name, expected: listWords, found: node)
            return nil
        }
        var senders: [WatchedSender] = []
        for item in sequence {
            guard let sender = sender(item, name, &reader) else { continue }
            guard !senders.contains(where: { $0.name == sender.name }) else {
                reader.report("\(name): \(Node.quoted(sender.name)) stands here twice, expected it once", at: item)
                continue
            }
            senders.append(sender)
        }
        return senders.count == sequence.count ? senders : nil
    }

    private static func sender(_ node: Node, _ name: String, _ reader: inout DocumentReader) -> WatchedSender? {
        var (title, silence): (String?, Milliseconds?) = (nil, nil)
        let before = reader.problems.count
        for entry in reader.entries(of: node, of: name, expected: "a sender as {name: Prometheus, silence: 10m}") {
            switch entry.name {
            case "name":
                title = entry.value.word.flatMap { isName($0) ? $0 : nil }
                if title == nil {
                    reader.report(
                        "\(name).name",
                        expected: "a sender's or a source's name other than \(SenderWatch.source)", found: entry.value)
                }
            case "silence":
                silence = ValueForm<Milliseconds>.length(range).read(entry.value, "\(name).silence", &reader)
            default: reader.reportUnknown(entry, as: "\(name).\(entry.name)", among: fields.map { "\(name).\($0)" })
            }
        }
        guard reader.problems.count == before else { return nil }
        guard let title, let silence else {
            reader.report("\(name): expected both name and silence of a sender, found only a part", at: node)
            return nil
        }
        return WatchedSender(name: title, silence: silence)
    }

    /// The room would never be silent about itself.
    private static func isName(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.count <= Limits.senderBytesMax && word != SenderWatch.source
    }
}
