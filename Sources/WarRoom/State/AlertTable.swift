/// The room's alerts by id, each behind a reference.
///
/// An alert is some hundred bytes and a dozen references. Kept outside the table they are neither moved when it grows nor
/// copied when a copy of the state is written to: only the references are.
public struct AlertTable: Sendable {
    private final class Entry: Sendable {
        let alert: Alert
        init(_ alert: Alert) { self.alert = alert }
    }

    private var entries: [AlertID: Entry] = [:]

    public init() {}

    public var count: Int { entries.count }
    public var isEmpty: Bool { entries.isEmpty }
    public var ids: some Collection<AlertID> { entries.keys }
    public var values: some Collection<Alert> { entries.values.lazy.map(\.alert) }

    public subscript(id: AlertID) -> Alert? {
        get { entries[id]?.alert }
        set { entries[id] = newValue.map(Entry.init) }
    }
}

extension AlertTable: Equatable {
    public static func == (left: AlertTable, right: AlertTable) -> Bool {
        left.count == right.count && left.values.allSatisfy { right[$0.id] == $0 }
    }
}
