public import Canvas
public import PlainText

/// One thing that can be done at the screen: a row of `ActionTable`.
public struct Action: Sendable, Identifiable {
    /// Where an action belongs, in the order of the help.
    public enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Acts on the selected alert.
        case alerts
        /// Acts on the selected entry.
        case timeline
        /// Acts on the incident looked at, or makes one.
        case incident
        /// Acts on the playbook that is walked, or begins one.
        case playbook
        /// Moves the selection, the focus, the view.
        case moving
        /// Everything else.
        case everywhere

        /// Its heading in the help.
        public var title: SafeText {
            switch self {
            case .alerts: "The selected alert"
            case .timeline: "The timeline"
            case .incident: "The incident"
            case .playbook: "The playbook"
            case .moving: "Moving"
            case .everywhere: "Everywhere"
            }
        }
    }

    /// Its name.
    public let id: ActionID
    /// The keys that run it; the first is the one that footers show.
    public internal(set) var keys: [Key]
    /// One or two words, for footers.
    public let title: SafeText
    /// What it does, in one line.
    public let help: SafeText
    /// Where it belongs.
    public let scope: Scope
    /// Whether it asks before it acts, because it cannot be undone or surprises others.
    public let isDangerous: Bool
    /// Whether it changes the room, which a read-only screen must not.
    public let changesRoom: Bool
    private let reason: @Sendable (Model) -> SafeText?

    init(
        _ id: ActionID, _ keys: [Key], _ title: SafeText, _ help: SafeText, scope: Scope, isDangerous: Bool = false,
        changesRoom: Bool = false, unless reason: @escaping @Sendable (Model) -> SafeText? = { _ in nil }
    ) {
        self.id = id
        self.keys = keys
        self.title = title
        self.help = help
        self.scope = scope
        self.isDangerous = isDangerous
        self.changesRoom = changesRoom
        self.reason = reason
    }

    /// Why it can do nothing now, in one sentence; nil when it can.
    public func disabledReason(_ model: Model) -> SafeText? {
        if changesRoom, let reason = model.readOnlyReason { return reason }
        return reason(model)
    }

    /// The names of its keys, such as `j Down`.
    public var keyNames: SafeText {
        keys.map { SafeText.cell($0.name) }.joined(separator: " ")
    }

    /// What a filter of the help looks through, in lower case.
    var searchText: String {
        (keyNames.string + " " + title.string + " " + help.string).lowercased()
    }
}
