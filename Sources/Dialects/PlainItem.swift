import WarRoom
import WireJSON

/// One alert in the room's own words, as ``PlainAlerts`` takes it and as the data of a CloudEvent may hold it; nil is what it
/// leaves out.
///
/// What says that something is wrong is worth more than its trimmings: a field that cannot be read is dropped, and what was
/// expected in its place is among the problems. Only the state cannot be done without where it is given, because an end must not
/// be taken for a beginning.
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
    /// What was dropped, a sentence each.
    let problems: [String]

    init(_ value: JSONValue) throws(ItemProblem) {
        guard value.kind == .object else { throw ItemProblem("expected an object, found \(value.asFound)") }
        isFiring = try Self.isFiring(value)
        var problems: [String] = []
        title = Self.text(value, "title", &problems)
        key = Self.text(value, "key", &problems)
        source = Self.text(value, "source", &problems)
        severity = Self.severity(value, &problems)
        labels = Self.labels(value["labels"], &problems)
        links = Self.links(value["links"], &problems)
        self.problems = problems
    }

    /// A field's text without blanks around it; nil where the field is absent or blank.
    private static func text(_ value: JSONValue, _ field: String) throws(ItemProblem) -> String? {
        guard let found = value[field], !found.isNull else { return nil }
        guard let text = found.scalarText else {
            throw ItemProblem("expected \(field) as a text, found \(found.asFound)")
        }
        return Cut.trimmed(text)
    }

    private static func text(_ value: JSONValue, _ field: String, _ problems: inout [String]) -> String? {
        do {
            return try text(value, field)
        } catch {
            problems.append(error.description)
            return nil
        }
    }

    private static func isFiring(_ value: JSONValue) throws(ItemProblem) -> Bool? {
        switch try text(value, "state")?.lowercased() {
        case nil: return nil
        case "firing": return true
        case "resolved": return false
        default: throw ItemProblem("expected the state firing or resolved, found \(value["state"]?.asFound ?? "")")
        }
    }

    /// A word that the room does not know is an error, as everywhere: somebody ranked it, and it may well be urgent.
    private static func severity(_ value: JSONValue, _ problems: inout [String]) -> AlertSeverity? {
        guard let word = text(value, "severity", &problems) else { return nil }
        if let severity = AlertSeverity(word: word) { return severity }
        let found = value["severity"]?.asFound ?? ""
        problems.append("expected the severity critical, error, warning or info, found \(found): taken as error")
        return .error
    }

    private static func labels(_ value: JSONValue?, _ problems: inout [String]) -> Labels {
        guard let value, !value.isNull else { return .none }
        guard value.kind == .object else {
            problems.append("expected labels as an object, found \(value.asFound)")
            return .none
        }
        var labels: [Label] = []
        for (name, text) in value.members where !text.isNull {
            guard !name.isEmpty, let text = text.scalarText else {
                note(
                    "expected labels as names with texts, found \(text.asFound) at \"\(Cut.text(name, bytesMax: 64))\"",
                    in: &problems)
                continue
            }
            if !text.isEmpty { labels.append(Label(name: name, value: text)) }
        }
        return Labels(labels)
    }

    /// Addresses, or objects with `title` and one of `address`, `href` and `url`.
    private static func links(_ value: JSONValue?, _ problems: inout [String]) -> [Link] {
        guard let value, !value.isNull else { return [] }
        guard value.kind == .array else {
            problems.append("expected links as an array, found \(value.asFound)")
            return []
        }
        var links: [Link] = []
        for element in value.elements.prefix(Limits.linksPerAlertMax) {
            let address = element.string ?? (element["address"] ?? element["href"] ?? element["url"])?.string
            guard let address, !address.isEmpty else {
                note(
                    "expected a link as an address or {\"title\",\"address\"}, found \(element.asFound)", in: &problems)
                continue
            }
            links.append(AlertWords.link(element["title"]?.string ?? "link", address))
        }
        return links
    }

    /// Nobody reads hundreds of sentences about one alert, which its body could hold.
    private static func note(_ problem: String, in problems: inout [String]) {
        if problems.count < ItemReading.problemsInAnswerMax { problems.append(problem) }
    }
}
