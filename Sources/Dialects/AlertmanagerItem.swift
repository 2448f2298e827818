import WarRoom
import WireJSON

/// One alert as Prometheus and Alertmanager write it, in the API and in the webhook.
///
/// Labels with an empty value count as absent (Alertmanager drops them); so does a time at Go's zero, in the year 1.
struct AlertmanagerItem {
    /// As sent, so that the fingerprint is the sender's.
    let labels: Labels
    let annotations: Labels
    let startsAt: Instant?
    let endsAt: Instant?
    let generatorURL: String?

    init(_ value: JSONValue) throws(ItemProblem) {
        guard value.kind == .object else { throw ItemProblem("expected an object, found \(value.asFound)") }
        labels = try Self.pairs(value["labels"], "labels", dropsEmpty: true)
        guard !labels.isEmpty else { throw ItemProblem("at least one label pair required") }
        annotations = try Self.pairs(value["annotations"], "annotations", dropsEmpty: false)
        startsAt = try Self.instant(value["startsAt"], "startsAt")
        endsAt = try Self.instant(value["endsAt"], "endsAt")
        generatorURL = value["generatorURL"]?.string
    }

    var fingerprint: AlertID { Fingerprint.of(labels) }

    func observation(
        of alert: AlertID, isFiring: Bool, source: String, sender: String, timeout: Milliseconds? = nil
    ) -> AlertObservation {
        let words = CappedWords(labels: labels, annotations: annotations)
        return AlertObservation(
            alert: alert, isFiring: isFiring, severity: AlertWords.severity(of: words.labels), labels: words.labels,
            annotations: words.annotations,
            title: AlertWords.title(labels: words.labels, annotations: words.annotations),
            links: AlertWords.links(annotations: words.annotations, generatorURL: generatorURL), source: source,
            sender: sender, startsAt: startsAt, endsAt: endsAt, timeout: timeout)
    }

    /// An object of strings. Any name of at least one character will do, as Alertmanager takes them since 0.27.
    private static func pairs(
        _ value: JSONValue?, _ field: String, dropsEmpty: Bool
    ) throws(ItemProblem) -> Labels {
        guard let value, !value.isNull else { return .none }
        guard value.kind == .object else {
            throw ItemProblem("expected \(field) as an object of strings, found \(value.asFound)")
        }
        var pairs: [Label] = []
        pairs.reserveCapacity(value.count)
        for (name, text) in value.members {
            guard let string = text.string ?? (text.isNull ? "" : nil) else {
                throw ItemProblem(
                    "expected a string at \(field).\(Cut.text(name, bytesMax: 64)), found \(text.asFound)")
            }
            if dropsEmpty && string.isEmpty { continue }
            guard !name.isEmpty else { throw ItemProblem("\(field): invalid name \"\"") }
            pairs.append(Label(name: name, value: string))
        }
        return Labels(pairs)
    }

    /// Go's zero time, and whatever a time zone makes of it.
    private static let zeroTimeMax = Instant.earliest + .days(1)

    static func instant(_ value: JSONValue?, _ field: String) throws(ItemProblem) -> Instant? {
        guard let value, !value.isNull, value.string != "" else { return nil }
        guard let text = value.string, let instant = Instant(timestamp: text) else {
            throw ItemProblem("expected \(field) as 2026-11-22T03:04:05.678Z, found \(value.asFound)")
        }
        return instant <= zeroTimeMax ? nil : instant
    }
}
