/// Two incidents turned out to be one: one of them is closed, and what belonged to it belongs to the other.
///
/// Its entries of the timeline stay where they were written.
public struct IncidentMerged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        /// The incident that is closed by this.
        public var from: IncidentID
        /// The incident that lives on.
        public var into: IncidentID

        public init(from: IncidentID, into: IncidentID) {
            self.from = from
            self.into = into
        }
    }

    public static let kind = "incident.merged"
    public let facts: Facts
    public let text: NoWords?

    public init(facts: Facts, text: NoWords? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        guard facts.from != facts.into, let old = state.incidents[facts.from], let new = state.incidents[facts.into]
        else { return }
        let listed = Set(new.alerts)
        let people = Set(new.participants.map(\.person))
        state.revise(facts.into, as: envelope) {
            $0.alerts += old.alerts.filter { !listed.contains($0) }
            $0.participants += old.participants.filter { !people.contains($0.person) }
        }
        state.revise(facts.from, as: envelope) {
            $0.alerts = []
            $0.status = .closed
            $0.statusSince = envelope.occurredAt
            $0.closedAt = envelope.occurredAt
            $0.mergedInto = facts.into
        }
        for reference in old.alerts where state.alerts[reference.alert]?.incident == facts.from {
            state.revise(reference.alert, as: envelope) { $0.incident = facts.into }
        }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.incident, who: envelope.actor.person, "merged \(facts.from) into \(facts.into)")
    }
}
