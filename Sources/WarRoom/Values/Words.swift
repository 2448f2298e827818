/// How bad an alert is, as its source says (PagerDuty's and most exporters' four words). Not an incident's severity.
public enum AlertSeverity: String, Sendable, Codable, CaseIterable, Comparable {
    case critical, error, warning, info

    /// 0 for critical to 3 for info: the order of the board.
    public var rank: Int {
        switch self {
        case .critical: 0
        case .error: 1
        case .warning: 2
        case .info: 3
        }
    }

    /// The more severe is the smaller: `critical < info`.
    public static func < (left: AlertSeverity, right: AlertSeverity) -> Bool { left.rank < right.rank }

    /// The severity a free word means: `page` and `fatal` are critical, `warn` a warning, `none` info; nil for other words.
    public init?(word: String) {
        switch word.lowercased() {
        case "critical", "crit", "page", "fatal", "emergency", "disaster", "p1": self = .critical
        case "error", "err", "high", "major", "p2": self = .error
        case "warning", "warn", "minor", "average", "p3": self = .warning
        case "info", "information", "informational", "none", "low", "notice", "debug", "p4", "p5": self = .info
        default: return nil
        }
    }
}

/// How bad an incident is for customers: SEV1 (worst) to SEV5. People set it; no alert does.
public enum IncidentSeverity: String, Sendable, Codable, CaseIterable, Comparable {
    case sev1 = "SEV1"
    case sev2 = "SEV2"
    case sev3 = "SEV3"
    case sev4 = "SEV4"
    case sev5 = "SEV5"

    /// 1 to 5.
    public var level: Int {
        switch self {
        case .sev1: 1
        case .sev2: 2
        case .sev3: 3
        case .sev4: 4
        case .sev5: 5
        }
    }

    public static func < (left: IncidentSeverity, right: IncidentSeverity) -> Bool { left.level < right.level }

    /// Reads `SEV2`, `sev-2` or `2`.
    public init?(written text: String) {
        let digits = text.uppercased().filter { $0 != "-" && $0 != " " }
        let name = digits.hasPrefix("SEV") ? digits : "SEV" + digits
        self.init(rawValue: name)
    }

    /// What the level means, in one line (PagerDuty's incident response documentation).
    public var meaning: String {
        switch self {
        case .sev1: "critical: large share of customers hurt, the public and executives are told"
        case .sev2: "critical: many customers cannot use the product"
        case .sev3: "minor impact, or likely to become SEV2"
        case .sev4: "needs action, customers can still use the product"
        case .sev5: "cosmetic"
        }
    }
}

/// Where an incident stands. Monitoring means mitigated (customers no longer hurt), resolved means that the cause is removed.
public enum IncidentStatus: String, Sendable, Codable, CaseIterable {
    case investigating, identified, monitoring, resolved, closed
}

/// Who does what in an incident. The commander decides and holds no other role.
public enum Role: String, Sendable, Codable, CaseIterable {
    case commander, deputy, scribe, expert, communications

    /// How the role is written on the screen.
    public var title: String {
        switch self {
        case .commander: "Commander"
        case .deputy: "Deputy"
        case .scribe: "Scribe"
        case .expert: "Expert"
        case .communications: "Comms"
        }
    }

    /// Whether several people may hold the role at once.
    public var isShared: Bool { self == .expert }

    /// Reads the role's name or a common short form of it (`ic`, `sme`, `comms`).
    public init?(written text: String) {
        switch text.lowercased() {
        case "commander", "ic", "incident-commander", "command": self = .commander
        case "deputy": self = .deputy
        case "scribe": self = .scribe
        case "expert", "sme", "subject-matter-expert": self = .expert
        case "communications", "comms", "cl", "communications-lead": self = .communications
        default: return nil
        }
    }
}

/// What kind of thing a note records.
public enum NoteTag: String, Sendable, Codable, CaseIterable {
    case finding, decision, action, question, impact
}

/// Who acted: the principal that the machine knows, the person it speaks for, and how both are known.
public struct Actor: Sendable, Hashable, Codable {
    /// `uid:1000`, `sender:1a2b3c4d5e6f`, `daemon`.
    public let principal: String
    /// The name that roles and acks belong to.
    public let person: String
    /// How it is known: `account` (the kernel's word), `as` (said with `--as`), `sender` (by the listener), `daemon`.
    public let via: String

    public init(principal: String, person: String, via: String) {
        self.principal = principal
        self.person = person
        self.via = via
    }

    /// The room's own daemon: deadlines, summaries, what it found at its start.
    public static let daemon = Actor(principal: "daemon", person: "warroom", via: "daemon")
}
