/// Something that was changed shortly before an alert began; property names are the wire's.
public struct RelatedChange: Sendable, Equatable, Codable {
    public var sequence: Int64
    public var at: Instant
    /// What told of it.
    public var source: String
    /// Raw words; neutralised where they are shown.
    public var summary: String
    /// Whether it names the service that the alert is about.
    public var isOfService: Bool

    /// The labels that say what an alert is about, as far as changes name the same.
    private static let names = ["service", "job", "app", "component", "deployment", "namespace"]

    /// The changes of the hour before an alert began: those that name its service first, then the newest first.
    static func all(in events: [Event], before row: AlertRow) -> [RelatedChange] {
        let services = Set(names.compactMap { row.labels[$0] }.filter { !$0.isEmpty } + [row.target])
            .filter { !$0.isEmpty }
        let start = row.since - Limits.relatedChangesLength
        let changes = events.compactMap { event -> RelatedChange? in
            let at = event.envelope.occurredAt
            guard let body = event.body as? ChangeReceived, at >= start, at <= row.since else { return nil }
            return RelatedChange(
                sequence: event.envelope.sequence, at: at, source: body.facts.source, summary: body.text?.summary ?? "",
                isOfService: services.contains { isNamed($0, by: body) })
        }
        return changes.sorted {
            $0.isOfService == $1.isOfService
                ? ($1.at, $1.sequence) < ($0.at, $0.sequence) : $0.isOfService
        }.prefix(Limits.storyChangesMax).map { $0 }
    }

    /// Whether a detail is the service, or the summary has it as words of its own.
    private static func isNamed(_ service: String, by change: ChangeReceived) -> Bool {
        if change.facts.source.utf8.elementsEqual(service.utf8) { return true }
        guard let words = change.text else { return false }
        if words.details.contains(where: { $0.value.utf8.elementsEqual(service.utf8) }) { return true }
        return isWord(Array(service.lowercased().utf8), in: Array(words.summary.lowercased().utf8))
    }

    private static func isWord(_ word: [UInt8], in text: [UInt8]) -> Bool {
        guard !word.isEmpty, text.count >= word.count else { return false }
        return (0...(text.count - word.count)).contains { start in
            let end = start + word.count
            return text[start..<end].elementsEqual(word) && (start == 0 || !isPart(text[start - 1]))
                && (end == text.count || !isPart(text[end]))
        }
    }

    /// Whether a byte continues a name: `api` is not in `api-gateway`.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
            UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
