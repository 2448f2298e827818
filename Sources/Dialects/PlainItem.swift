import WarRoom
import WireJSON

/// One alert in the room's own words, as ``PlainAlerts`` takes it and as the data of a CloudEvent may hold it; nil is what it
/// leaves out.
struct PlainItem {
    /// The names of its fields.
    static let fields: Set<String> = ["key", "title", "severity", "state", "labels", "links", "source"]

    let key: String?
    let title: String?
    let severity: AlertSeverity?
    let isFiring: Bool?
    let labels: Labels
    let links: [Link]
    let source: String?

    init(_ value: JSONValue) throws(ItemProblem) {
        guard value.kind == .object else { throw ItemProblem("expected an object, found \(value.asFound)") }
        title = try Self.text(value, "title")
        key = try Self.text(value, "key")
        source = try Self.text(value, "source")
        severity = try Self.severity(value)
        labels = try Self.labels(value["labels"])
        isFiring = try Self.isFiring(value)
        links = try Self.links(value["links"])
    }

    /// A field's text without blanks around it; nil where the field is absent or blank.
    private static func text(_ value: JSONValue, _ field: String) throws(ItemProblem) -> String? {
        guard let found = value[field], !found.isNull else { return nil }
        guard let text = found.scalarText else {
            throw ItemProblem("expected \(field) as a text, found \(found.asFound)")
        }
        return Cut.trimmed(text)
    }

    private static func isFiring(_ value: JSONValue) throws(ItemProblem) -> Bool? {
        switch try text(value, "state")?.lowercased() {
        case nil: return nil
        case "firing": return true
        case "resolved": return false
        default: throw ItemProblem("expected the state firing or resolved, found \(value["state"]?.asFound ?? "")")
        }
    }

    private static func severity(_ value: JSONValue) throws(ItemProblem) -> AlertSeverity? {
        guard let word = try text(value, "severity") else { return nil }
        guard let severity = AlertSeverity(word: word) else {
            let found = value["severity"]?.asFound ?? ""
            throw ItemProblem("expected the severity critical, error, warning or info, found \(found)")
        }
        return severity
    }

    private static func labels(_ value: JSONValue?) throws(ItemProblem) -> Labels {
        guard let value, !value.isNull else { return .none }
        guard value.kind == .object else { throw ItemProblem("expected labels as an object, found \(value.asFound)") }
        var labels: [Label] = []
        for (name, text) in value.members where !text.isNull {
            guard !name.isEmpty, let text = text.scalarText else {
                throw ItemProblem(
                    "expected labels as names with texts, found \(text.asFound) at \"\(Cut.text(name, bytesMax: 64))\"")
            }
            if !text.isEmpty { labels.append(Label(name: name, value: text)) }
        }
        return Labels(labels)
    }

    /// Addresses, or objects with `title` and one of `address`, `href` and `url`.
    private static func links(_ value: JSONValue?) throws(ItemProblem) -> [Link] {
        guard let value, !value.isNull else { return [] }
        guard value.kind == .array else { throw ItemProblem("expected links as an array, found \(value.asFound)") }
        var links: [Link] = []
        for element in value.elements.prefix(Limits.linksPerAlertMax) {
            let address = element.string ?? (element["address"] ?? element["href"] ?? element["url"])?.string
            guard let address, !address.isEmpty else {
                throw ItemProblem("expected a link as an address or {\"title\",\"address\"}, found \(element.asFound)")
            }
            links.append(AlertWords.link(element["title"]?.string ?? "link", address))
        }
        return links
    }
}
