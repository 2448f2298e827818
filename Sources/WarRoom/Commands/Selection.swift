/// Which alerts a command means: by id (may be shortened while it is unique), by reference, or by matchers.
public struct AlertSelection: Sendable, Equatable, Codable {
    /// Sixteen hex digits or the beginning of them.
    public var ids: [String]
    /// Alerts in the episode that the one who asks saw.
    public var references: [AlertReference]
    /// All alerts on the board that match all of these; empty means that matchers do not select.
    public var matchers: [Matcher]
    /// What was marked on a board.
    public var marks: AlertMarks?

    public init(
        ids: [String] = [], references: [AlertReference] = [], matchers: [Matcher] = [], marks: AlertMarks? = nil
    ) {
        self.ids = ids
        self.references = references
        self.matchers = matchers
        self.marks = marks
    }

    public init(_ references: [AlertReference]) {
        self.init(ids: [], references: references, matchers: [])
    }

    /// The selected alerts, each once, in the board's order for matchers and in the given order else.
    func resolve(in state: RoomState) throws(Refusal) -> [Alert] {
        guard !ids.isEmpty || !references.isEmpty || !matchers.isEmpty || marks != nil else {
            throw Refusal(.invalid, "name an alert by its id, or several with --match 'severity=\"critical\"'")
        }
        try Self.check(count: max(ids.count, references.count))
        var result: [Alert] = []
        var seen: Set<AlertID> = []
        for reference in references {
            let alert = try Self.alert(reference, in: state)
            if seen.insert(alert.id).inserted { result.append(alert) }
        }
        for text in ids {
            let alert = try Self.alert(named: text, in: state)
            if seen.insert(alert.id).inserted { result.append(alert) }
        }
        if !matchers.isEmpty {
            try matchers.check()
            for key in state.board {
                guard let alert = state.alerts[key.alert], matchers.match(alert.labels) else { continue }
                if seen.insert(alert.id).inserted { result.append(alert) }
            }
            guard !result.isEmpty else {
                let wanted = matchers.map(\.description).joined(separator: ", ")
                throw Refusal(.notFound, "no alert on the board matches \(wanted)")
            }
        }
        if let marks {
            for alert in try marks.resolve(in: state) where seen.insert(alert.id).inserted { result.append(alert) }
        }
        try Self.check(count: result.count, narrowing: marks == nil ? "matchers" : "filter")
        return result
    }

    private static func check(count: Int, narrowing what: String = "matchers") throws(Refusal) {
        guard count <= Limits.alertsPerCommandMax else {
            throw Refusal(
                .limit,
                "\(count) alerts at once are too many, at most \(Limits.alertsPerCommandMax): narrow the \(what)")
        }
    }

    private static func alert(_ reference: AlertReference, in state: RoomState) throws(Refusal) -> Alert {
        guard let alert = state.alerts[reference.alert] else {
            throw Refusal(.notFound, "the room no longer holds the alert \(reference.alert)")
        }
        guard alert.episode == reference.episode else {
            throw Refusal(.conflict, "\(alert.name) has cleared and fired again since you looked: look again, then act")
        }
        return alert
    }

    /// The group that it means as a whole, and nothing beside it; nil where it means anything else.
    var wholeGroup: (grouping: AlertGrouping, name: String)? {
        guard ids.isEmpty, references.isEmpty, matchers.isEmpty, let marks, marks.alerts.isEmpty,
            marks.boards.count == 1, let board = marks.boards.first, board.filter.isEmpty, board.except.isEmpty,
            let grouping = board.grouping, let name = board.group
        else { return nil }
        return (grouping, name)
    }

    /// Selections of the alerts as they are, each small enough to travel in one command.
    static func parts(of alerts: [Alert]) -> [AlertSelection] {
        stride(from: 0, to: alerts.count, by: Limits.referencesPerCommandMax).map { start in
            AlertSelection(
                alerts[start...].prefix(Limits.referencesPerCommandMax).map {
                    AlertReference(alert: $0.id, episode: $0.episode)
                })
        }
    }

    static func alert(named text: String, in state: RoomState) throws(Refusal) -> Alert {
        if let id = AlertID(text) {
            guard let alert = state.alerts[id] else {
                throw Refusal(.notFound, "there is no alert \(text): `warroom alerts --all` lists those there are")
            }
            return alert
        }
        guard let range = range(ofIDsBeginningWith: text) else {
            throw Refusal(.invalid, "an alert's id is up to sixteen hex digits, found \(text)")
        }
        let fitting = state.alerts.ids.filter { range.contains($0.value) }.compactMap { state.alerts[$0] }
        let onBoard = fitting.filter { $0.phase != .resolved }
        let candidates = onBoard.isEmpty ? fitting : onBoard
        guard let first = candidates.first else {
            throw Refusal(.notFound, "no alert's id begins with \(text): `warroom alerts` lists those there are")
        }
        guard candidates.count == 1 else {
            let names = candidates.map { "\($0.id) \($0.name)" }.sorted().prefix(4).joined(separator: ", ")
            throw Refusal(.ambiguous, "\(candidates.count) alerts' ids begin with \(text) (\(names)): write more of it")
        }
        return first
    }

    /// The ids that one to fifteen hex digits shorten, as numbers.
    private static func range(ofIDsBeginningWith text: String) -> ClosedRange<UInt64>? {
        let digits = text.utf8.count
        guard (1..<16).contains(digits) else { return nil }
        let missing = String(repeating: "0", count: 16 - digits)
        guard let lower = AlertID(text + missing)?.value else { return nil }
        return lower...(lower | UInt64.max >> UInt64(4 * digits))
    }
}

/// Which incident a command means.
///
/// On the wire `open` or `INC-1`.
public enum IncidentSelection: Sendable, Equatable, Codable {
    /// The one that is open; refused where there is none, or several.
    case onlyOpen
    case id(IncidentID)

    public init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        self = word == "open" ? .onlyOpen : .id(try IncidentID(from: decoder))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .onlyOpen: try container.encode("open")
        case .id(let id): try container.encode(id)
        }
    }

    func resolve(in state: RoomState) throws(Refusal) -> Incident {
        switch self {
        case .id(let id):
            guard let incident = state.incidents[id] else {
                throw Refusal(.notFound, "there is no \(id): `warroom incidents` lists those there are")
            }
            return incident
        case .onlyOpen:
            let open = state.openIncidents
            guard let first = open.first else {
                throw Refusal(.notFound, "no incident is open: `warroom declare TITLE` opens one")
            }
            guard open.count == 1 else {
                let names = open.prefix(5).map { "\($0.id) \($0.title)" }.joined(separator: ", ")
                throw Refusal(.ambiguous, "\(open.count) incidents are open (\(names)): say which one, as in INC-1")
            }
            return first
        }
    }
}

/// Checks of people's words that several commands share.
enum Wording {
    /// The text without surrounding blanks; refused where it is empty or too long.
    static func checked(_ text: String, _ what: String, bytesMax: Int) throws(Refusal) -> String {
        let isBlank: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }
        let scalars = text.unicodeScalars.drop(while: isBlank)
        let trimmed = String(String.UnicodeScalarView(scalars.reversed().drop(while: isBlank).reversed()))
        guard !trimmed.isEmpty else { throw Refusal(.invalid, "\(what) cannot be empty") }
        guard trimmed.utf8.count <= bytesMax else {
            throw Refusal(.limit, "\(what) has \(trimmed.utf8.count) bytes, at most \(bytesMax) are taken")
        }
        return trimmed
    }

    static func person(_ name: String) throws(Refusal) -> String {
        try checked(name, "a person's name", bytesMax: Limits.personBytesMax)
    }

    /// A silence's matchers as a sentence names it, cut where they are many.
    static func matchers(_ matchers: [Matcher]?) -> String {
        let text = (matchers ?? []).map(\.description).joined(separator: ", ")
        let scalars = text.unicodeScalars
        guard scalars.count > 100 else { return text }
        return String(scalars.prefix(99)) + "…"
    }

    /// `1 alert`, `2 alerts`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// The name of one alert, or how many there are.
    static func alerts(_ alerts: [Alert]) -> String {
        alerts.count == 1 ? alerts.first?.name ?? "" : count(alerts.count, "alert")
    }

    /// The same as the subject of a sentence: `DiskFull is`, `2 alerts are`.
    static func alertsAre(_ alerts: [Alert]) -> String {
        "\(self.alerts(alerts)) \(alerts.count == 1 ? "is" : "are")"
    }
}
