import WarRoom

/// What an alert's labels and annotations say in the room's own words.
enum AlertWords {
    /// The title of a link to where the alert comes from (Alertmanager's `generatorURL`).
    static let sourceLinkTitle = "source"

    /// The label `severity`. Without one an alert is a warning: its rule was worth writing, and nobody said that it is worse.
    /// With a word that the room does not know it is an error: somebody ranked it, and it may well be urgent.
    static func severity(of labels: Labels) -> AlertSeverity {
        guard let word = labels["severity"] else { return .warning }
        return AlertSeverity(word: word) ?? .error
    }

    private static let titleNames = ["summary", "title", "message", "description"]

    /// One line that says what is wrong: from the annotations, else the alert's name, else its labels.
    static func title(labels: Labels, annotations: Labels) -> String {
        for name in titleNames {
            if let text = annotations[name], let line = firstLine(of: text) { return line }
        }
        if let name = labels["alertname"], let line = firstLine(of: name) { return line }
        return Cut.text(labels.map { "\($0.name)=\($0.value)" }.joined(separator: ", "), bytesMax: Limits.titleBytesMax)
    }

    /// The first line that is not blank, without blanks around it, cut to a title's length; nil if all are.
    static func firstLine(of text: String) -> String? {
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.utf8.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
            if let line = Cut.trimmed(rest[..<end]) { return Cut.text(line, bytesMax: Limits.titleBytesMax) }
            rest = end == rest.endIndex ? "" : rest[rest.utf8.index(after: end)...]
        }
        return nil
    }

    /// Links that the annotations hold, then those that the sender names itself, and last where the alert comes from.
    ///
    /// An annotation is a link if its name says so (`…_url`, `…_link`, `runbook`, `dashboard`) and its value begins as a
    /// web address.
    static func links(
        annotations: Labels, named: [(title: String, address: String)] = [], generatorURL: String?
    ) -> [Link] {
        var links: [Link] = []
        for annotation in annotations where isWebAddress(annotation.value) {
            if let title = linkTitle(annotation.name) { links.append(link(title, annotation.value)) }
        }
        var ending = named.filter { isWebAddress($0.address) }
        if let generatorURL, isWebAddress(generatorURL) { ending.append((sourceLinkTitle, generatorURL)) }
        return links.prefix(max(0, Limits.linksPerAlertMax - ending.count)) + ending.map(link)
    }

    static func link(_ title: String, _ address: String) -> Link {
        Link(
            title: Cut.text(title, bytesMax: Limits.labelNameBytesMax),
            address: Cut.text(address, bytesMax: Limits.labelValueBytesMax))
    }

    private static func linkTitle(_ name: String) -> String? {
        switch name {
        case "runbook", "dashboard", "link", "url": return name
        default: break
        }
        for ending in ["_url", "_link"] where name.hasSuffix(ending) && name.utf8.count > ending.utf8.count {
            return String(name.dropLast(ending.count))
        }
        return nil
    }

    private static func isWebAddress(_ text: String) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://")
    }
}
