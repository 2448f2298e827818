import WarRoom

/// The keys of `config.yaml`: the one table from which it is read, checked, written and documented.
public enum ConfigurationTable {
    /// The keys in the order in which they are shown; those of a group follow each other.
    public static let keys: [ConfigurationKey] = [
        ConfigurationKey(
            "listen", \.listen, .listen,
            "Where senders' alerts are taken. Any address that other hosts can reach needs tokens. IPv6 stands in quotes."
        ),
        ConfigurationKey(
            "hosts", \.hosts, .hosts,
            "Further names by which senders may call the listener, besides localhost, 127.0.0.1 and [::1]."),
        ConfigurationKey(
            "ack.length", \.ackLength, .length(Milliseconds.seconds(1)...Limits.ackLengthMax),
            "How long an ack lasts unless it says otherwise; then the alert counts as firing again."),
        ConfigurationKey(
            "ingest.resolve_timeout", \.resolveTimeout, .length(Milliseconds.seconds(10)...Milliseconds.days(7)),
            "When an alert that came by the Alertmanager API without an end, and is not sent again, counts as expired."),
        ConfigurationKey(
            "ingest.ttl", \.ttl, .ttl,
            "When an alert that is not sent again counts as expired, for dialects whose alerts stay else until they are resolved: "
                + Configuration.dialectsWithTTL.joined(separator: ", ") + "."),
        ConfigurationKey(
            "ingest.acts", \.sendersMayAct, .boolean,
            "Whether acks, closes and silences that come by the listener are carried out."),
        ConfigurationKey(
            "ingest.tokens", \.tokens, .tokens,
            "Who may send: by bearer token, basic password, PagerDuty routing key or GenieKey, each kept as its SHA-256. Empty on loopback means anyone on this host; dialects: [...] keeps a token to these. Keys go over the network as they are: put TLS in front."
        ),
        ConfigurationKey(
            "forward", \.forward, .forward,
            "Where bodies that senders got a 2xx for are passed on to, with their method, content type and Authorization: the other side needs the key, so name only addresses that may know it. Tried again for some minutes where it fails. Certificates are verified: by the system's authorities, or by those alone in the PEM file that ca: names. Proxies of the environment are not used."
        ),
        ConfigurationKey(
            "senders", \.senders, .senders,
            "Senders that must be heard: the room raises the alert SenderSilent when one was silent for so long, and ends it when it is heard again."
        ),
        ConfigurationKey(
            "inhibit", \.inhibit, .inhibit,
            "Which alerts stand dimmed under others, by Alertmanager's inhibit_rules: while an alert fires that matches the source, those that match the target and have the same values of the equal labels. Each side is a matcher or a list of them; source_matchers and target_matchers are taken too."
        ),
        ConfigurationKey(
            "retention.alertText", \.alertTextAge, .lengthOrNone(Limits.alertTextAgeMin...Limits.alertTextAgeMax),
            "How long what senders say of alerts is kept, in titles, annotations and ack notes; then it is erased for good."
        ),
        ConfigurationKey(
            "theme", \.theme, .themeName,
            "The colours of the screen."),
        ConfigurationKey(
            "color", \.color, .colorDepth,
            "How many colours to draw with; auto takes what the terminal has, and none where NO_COLOR is set."),
        ConfigurationKey(
            "mouse", \.mouse, .boolean,
            "Whether the mouse scrolls and focuses. To select text in the terminal then takes Shift."),
        ConfigurationKey(
            "ascii", \.ascii, .boolean,
            "Whether frames and signs are drawn in ASCII alone."),
        ConfigurationKey(
            "bell", \.bell, .boolean,
            "Whether the terminal's bell rings."),
        ConfigurationKey(
            "synchronized_output", \.synchronizedOutput, .synchronizedOutput,
            "Whether a page is drawn as one update, so that none shows half drawn; auto where the terminal is known to."
        ),
    ]

    /// The key of this dotted name.
    static func key(_ name: String) -> ConfigurationKey? {
        keys.first { $0.name == name }
    }

    /// The names of the groups, such as `ack`.
    static let groups: [String] = keys.compactMap { $0.path.count > 1 ? $0.path.first.map(String.init) : nil }.uniqued

    /// What may stand at the top (`nil`) or under a group.
    static func names(under group: String?) -> [String] {
        keys.compactMap { key in
            let isInside = group.map { key.name.hasPrefix($0 + ".") } ?? true
            guard isInside else { return nil }
            return group == nil ? key.path.first.map(String.init) : key.name
        }.uniqued
    }

    /// A `config.yaml` that says every default, each with what it means: what `config default` prints.
    public static var yaml: String {
        var lines = ["# warroom's configuration: every key with its default. What is left out keeps its default."]
        var group: Substring?
        for key in keys {
            let (head, name) = key.path.count > 1 ? (key.path.first, key.path.last) : (nil, key.path.first)
            let indent = head == nil ? "" : "  "
            if group == nil || head != group { lines.append("") }
            if let head, head != group { lines.append("\(head):") }
            group = head
            let form = key.form + (key.unit.map { " (units: \($0))" } ?? "")
            lines += wrapped(key.help, width: 100).map { "\(indent)# \($0)" }
            lines.append("\(indent)# Expected: \(form).")
            lines.append("\(indent)\(name ?? ""): \(key.defaultText)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The table for the documentation, as Markdown.
    public static var markdown: String {
        let rows = keys.map { key in
            let unit = key.unit.map { "; units \($0)" } ?? ""
            return
                "| `\(key.name)` | `\(key.defaultText)` | \((key.form + unit).replacing("|", with: "\\|")) | \(key.help) |"
        }
        return (["| key | default | value | what it does |", "|---|---|---|---|"] + rows).joined(separator: "\n") + "\n"
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}

extension [String] {
    /// The words, each where it came first.
    fileprivate var uniqued: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
