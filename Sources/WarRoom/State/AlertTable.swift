/// An alert behind a reference: some hundred bytes and a dozen references that need not be copied with every table that has it.
// @unchecked Sendable because an alert is changed only while one table alone holds it.
public final class HeldAlert: @unchecked Sendable {
    public fileprivate(set) var alert: Alert

    public init(_ alert: Alert) {
        self.alert = alert
    }
}

/// The room's alerts by id, each behind a reference.
///
/// Alerts are neither moved when the table grows nor copied when a copy of the state is written to: only the references are.
public struct AlertTable: Sendable {
    private var entries: [AlertID: HeldAlert] = [:]

    public init() {}

    public var count: Int { entries.count }
    public var isEmpty: Bool { entries.isEmpty }
    public var ids: some Collection<AlertID> { entries.keys }
    public var values: some Collection<Alert> { entries.values.lazy.map(\.alert) }

    public subscript(id: AlertID) -> Alert? {
        get { entries[id]?.alert }
        set { entries[id] = newValue.map(HeldAlert.init) }
    }

    /// All of them as they are held, to be put into another table.
    var held: [HeldAlert] { Array(entries.values) }

    mutating func insert(_ held: HeldAlert) {
        entries[held.alert.id] = held
    }

    /// Where an alert stands; nil where there is none.
    func place(of id: AlertID) -> AlertPlace? { entries[id].map { AlertPlace($0.alert) } }

    /// Changes an alert where it lies, or a copy of it where a copy of the table has it too; nil where there is none.
    mutating func change<Value>(_ id: AlertID, _ change: (inout Alert) -> Value) -> Value? {
        guard let index = entries.index(forKey: id) else { return nil }
        if !isKnownUniquelyReferenced(&entries.values[index]) {
            entries.values[index] = HeldAlert(entries.values[index].alert)
        }
        return change(&entries.values[index].alert)
    }
}

extension AlertTable: Equatable {
    public static func == (left: AlertTable, right: AlertTable) -> Bool {
        left.count == right.count && left.values.allSatisfy { right[$0.id] == $0 }
    }
}
