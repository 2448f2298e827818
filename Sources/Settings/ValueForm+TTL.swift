import Documents
import WarRoom
import Yams

extension Configuration {
    /// The dialects whose alerts can be given a `ttl`: all but Alertmanager's API, whose alerts say themselves when they end.
    public static let dialectsWithTTL = [
        "alertmanager-webhook", "cloudevents", "grafana", "opsgenie", "pagerduty", "plain",
    ]
}

extension ValueForm where Value == [String: Milliseconds] {
    private static let range = Milliseconds.seconds(10)...Milliseconds.days(30)

    /// Lengths of time by dialect.
    static let ttl = ValueForm(
        words:
            "lengths of time from \(range.lowerBound.written) to \(range.upperBound.written) by dialect, such as {plain: 1d}",
        unit: "s, m, h, d, w",
        text: { ttl in
            let pairs = ttl.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.written)" }
            return "{" + pairs.joined(separator: ", ") + "}"
        }
    ) { node, name, reader in
        let length = ValueForm<Milliseconds>.length(range)
        var ttl: [String: Milliseconds] = [:]
        for entry in reader.entries(of: node, of: name, expected: "dialects with lengths of time, such as {plain: 1d}")
        {
            guard Configuration.dialectsWithTTL.contains(entry.name) else {
                let known = Configuration.dialectsWithTTL.map { "\(name).\($0)" }
                reader.reportUnknown(entry, as: "\(name).\(entry.name)", among: known)
                continue
            }
            ttl[entry.name] = length.read(entry.value, "\(name).\(entry.name)", &reader)
        }
        return ttl
    }
}
