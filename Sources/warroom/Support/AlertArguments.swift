public import ArgumentParser
public import WarRoom

/// Which alerts a command means: ids, or matchers.
struct AlertArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("Alerts, by id; an id may be shortened while it is unique.", valueName: "id"))
    var ids: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("All alerts on the board that match, as in 'severity=\"critical\"'.", valueName: "matchers"))
    var match: String?

    func selection() throws -> AlertSelection {
        AlertSelection(ids: ids, matchers: try match.map(MatcherSyntax.parse) ?? [])
    }

    func validate() throws {
        if ids.isEmpty, match == nil {
            throw ValidationError("name an alert by its id, or several with --match 'severity=\"critical\"'")
        }
    }
}

extension IncidentID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension IncidentSeverity: ExpressibleByArgument {
    public init?(argument: String) { self.init(written: argument) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension IncidentStatus: ExpressibleByArgument {}
extension NoteTag: ExpressibleByArgument {}
extension AlertState: ExpressibleByArgument {}

extension Role: ExpressibleByArgument {
    public init?(argument: String) { self.init(written: argument) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension EntrySelection: ExpressibleByArgument {
    /// `#214`, `214`, which a shell takes without quotes, or an event's id.
    public init?(argument: String) {
        guard let entry = EntrySelection(argument) ?? EntrySelection("#" + argument) else { return nil }
        self = entry
    }
}

extension Optional<IncidentID> {
    /// The incident that was named, or the one that is open.
    var selection: IncidentSelection { map { .id($0) } ?? .onlyOpen }
}

extension AddNote.Place: ExpressibleByArgument {
    public init?(argument: String) {
        if argument == "none" {
            self = .room
        } else if let id = IncidentID(argument) {
            self = .incident(id)
        } else {
            return nil
        }
    }
}
