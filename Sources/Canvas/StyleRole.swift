/// What a cell means; views name only these, and a theme gives each a style.
///
/// The raw value is the name in a theme file. A theme that does not name `a.b` is asked for `a`, then for `text`.
public enum StyleRole: String, Hashable, Sendable, CaseIterable {
    /// Plain text: most of the screen.
    case text
    /// What may be overlooked: times, counts, hints.
    case textDim = "text.dim"
    /// The word of a line that must be seen first.
    case textStrong = "text.strong"
    /// A heading inside a pane, in help, in a detail.
    case heading
    /// A label's or field's name beside its value.
    case label
    /// An address that can be opened or copied.
    case link
    /// The frame of a pane.
    case border
    /// The frame of the pane that has the focus.
    case borderFocused = "border.focused"
    /// A pane's title.
    case title
    /// The title of the pane that has the focus.
    case titleFocused = "title.focused"
    /// A pane's name in the line of tabs of a small screen.
    case tab
    /// The tab whose pane is shown.
    case tabActive = "tab.active"
    /// A key that can be pressed here.
    case key
    /// What that key does.
    case keyLabel = "key.label"
    /// A key that does nothing at present.
    case keyDisabled = "key.disabled"
    /// An alert's severity: critical.
    case severityCritical = "severity.critical"
    /// An alert's severity: error.
    case severityError = "severity.error"
    /// An alert's severity: warning.
    case severityWarning = "severity.warning"
    /// An alert's severity: info.
    case severityInfo = "severity.info"
    /// An incident's severity: SEV1, the worst.
    case sev1 = "sev.1"
    /// An incident's severity: SEV2.
    case sev2 = "sev.2"
    /// An incident's severity: SEV3.
    case sev3 = "sev.3"
    /// An incident's severity: SEV4.
    case sev4 = "sev.4"
    /// An incident's severity: SEV5, the mildest.
    case sev5 = "sev.5"
    /// An alert that fires and that nobody has.
    case stateFiring = "state.firing"
    /// An alert that somebody has.
    case stateAcknowledged = "state.acknowledged"
    /// An alert that a silence covers.
    case stateSilenced = "state.silenced"
    /// An alert whose source said that it is over.
    case stateResolved = "state.resolved"
    /// An alert whose source went silent.
    case stateExpired = "state.expired"
    /// An alert that cleared before anyone looked.
    case stateReturned = "state.returned"
    /// An incident's status: investigating, identified, monitoring.
    case status
    /// Connected and up to date.
    case liveOk = "live.ok"
    /// Written here, not yet confirmed.
    case livePending = "live.pending"
    /// Nothing heard for too long.
    case liveStale = "live.stale"
    /// Nothing can be written.
    case liveReadOnly = "live.readonly"
    /// The past is shown, not the present.
    case replay
    /// This is a drill.
    case drill
    /// A role that nobody holds.
    case roleUnfilled = "role.unfilled"
    /// A person's name.
    case person
    /// A playbook step that is done.
    case stepDone = "step.done"
    /// The playbook step to do now.
    case stepCurrent = "step.current"
    /// A playbook step that failed.
    case stepFailed = "step.failed"
    /// The command that a playbook step would run.
    case stepCommand = "step.command"
    /// A note: something found out.
    case noteFinding = "note.finding"
    /// A note: something decided.
    case noteDecision = "note.decision"
    /// A note: something done.
    case noteAction = "note.action"
    /// A note: an open question.
    case noteQuestion = "note.question"
    /// A note: what it does to customers.
    case noteImpact = "note.impact"
    /// The mark of a pinned note.
    case notePinned = "note.pinned"
    /// Time until something happens by itself.
    case countdown
    /// The same when little of it is left.
    case countdownUrgent = "countdown.urgent"
    /// The line that is being typed.
    case prompt
    /// Why what was typed cannot be taken.
    case promptError = "prompt.error"
    /// The part of a completion that was typed.
    case promptMatch = "prompt.match"
    /// A completion on offer.
    case promptCompletion = "prompt.completion"
    /// A line across the screen that stays until its cause is gone.
    case banner
    /// A line between what was seen and what is new.
    case divider
    /// What a filter or search found.
    case match
    /// A row that was marked to be acted on together with others.
    case mark
    /// It worked.
    case success
    /// It worked, but.
    case warning
    /// Sparklines and bars.
    case graph

    /// Its letter in a snapshot, unique among the roles.
    public var code: Unicode.Scalar { Unicode.Scalar(codeByte) }

    /// The role of this letter.
    public init?(code: Unicode.Scalar) {
        guard let role = StyleRole.allCases.first(where: { $0.code == code }) else { return nil }
        self = role
    }

    /// The role to ask for when a theme does not name this one: the dotted name without its last part, then `text`.
    public var parent: StyleRole? {
        guard self != .text else { return nil }
        guard let dot = rawValue.lastIndex(of: ".") else { return .text }
        return StyleRole(rawValue: String(rawValue[..<dot])) ?? .text
    }
}

extension StyleRole {
    /// The letter as ASCII, below 128: it also numbers the rows of `ResolvedTheme`'s table.
    var codeByte: UInt8 {
        switch self {
        case .text: UInt8(ascii: ".")
        case .textDim: UInt8(ascii: ",")
        case .textStrong: UInt8(ascii: "!")
        case .heading: UInt8(ascii: "h")
        case .label: UInt8(ascii: "y")
        case .link: UInt8(ascii: "H")
        case .border: UInt8(ascii: "-")
        case .borderFocused: UInt8(ascii: "=")
        case .title: UInt8(ascii: "t")
        case .titleFocused: UInt8(ascii: "T")
        case .tab: UInt8(ascii: "i")
        case .tabActive: UInt8(ascii: "j")
        case .key: UInt8(ascii: "k")
        case .keyLabel: UInt8(ascii: "K")
        case .keyDisabled: UInt8(ascii: "x")
        case .severityCritical: UInt8(ascii: "C")
        case .severityError: UInt8(ascii: "E")
        case .severityWarning: UInt8(ascii: "W")
        case .severityInfo: UInt8(ascii: "I")
        case .sev1: UInt8(ascii: "1")
        case .sev2: UInt8(ascii: "2")
        case .sev3: UInt8(ascii: "3")
        case .sev4: UInt8(ascii: "4")
        case .sev5: UInt8(ascii: "5")
        case .stateFiring: UInt8(ascii: "f")
        case .stateAcknowledged: UInt8(ascii: "a")
        case .stateSilenced: UInt8(ascii: "z")
        case .stateResolved: UInt8(ascii: "r")
        case .stateExpired: UInt8(ascii: "e")
        case .stateReturned: UInt8(ascii: "b")
        case .status: UInt8(ascii: "v")
        case .liveOk: UInt8(ascii: "l")
        case .livePending: UInt8(ascii: "P")
        case .liveStale: UInt8(ascii: "L")
        case .liveReadOnly: UInt8(ascii: "O")
        case .replay: UInt8(ascii: "@")
        case .drill: UInt8(ascii: "d")
        case .roleUnfilled: UInt8(ascii: "u")
        case .person: UInt8(ascii: "p")
        case .stepDone: UInt8(ascii: "+")
        case .stepCurrent: UInt8(ascii: "*")
        case .stepFailed: UInt8(ascii: "%")
        case .stepCommand: UInt8(ascii: "$")
        case .noteFinding: UInt8(ascii: "F")
        case .noteDecision: UInt8(ascii: "D")
        case .noteAction: UInt8(ascii: "A")
        case .noteQuestion: UInt8(ascii: "Q")
        case .noteImpact: UInt8(ascii: "M")
        case .notePinned: UInt8(ascii: "N")
        case .countdown: UInt8(ascii: "c")
        case .countdownUrgent: UInt8(ascii: "U")
        case .prompt: UInt8(ascii: ":")
        case .promptError: UInt8(ascii: "?")
        case .promptMatch: UInt8(ascii: "/")
        case .promptCompletion: UInt8(ascii: ">")
        case .banner: UInt8(ascii: "B")
        case .divider: UInt8(ascii: "~")
        case .match: UInt8(ascii: "m")
        case .mark: UInt8(ascii: "#")
        case .success: UInt8(ascii: "s")
        case .warning: UInt8(ascii: "w")
        case .graph: UInt8(ascii: "|")
        }
    }
}
