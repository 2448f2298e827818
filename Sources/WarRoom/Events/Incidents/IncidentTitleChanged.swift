/// An incident got another title.
public struct IncidentTitleChanged: EventBody {
    public struct Facts: Codable, Sendable, Equatable {
        public var incident: IncidentID

        public init(incident: IncidentID) {
            self.incident = incident
        }
    }

    public struct Words: Codable, Sendable, Equatable {
        public var title: String

        public init(title: String) {
            self.title = title
        }
    }

    public static let kind = "incident.title_changed"
    public let facts: Facts
    public let text: Words?

    public init(facts: Facts, text: Words? = nil) {
        self.facts = facts
        self.text = text
    }

    public func apply(to state: inout RoomState, as envelope: Envelope) {
        state.revise(facts.incident, as: envelope) { $0.title = text?.title ?? Erased.words }
    }

    public func narration(in state: RoomState, as envelope: Envelope) -> Narration? {
        Narration(.incident, who: envelope.actor.person, "renamed \(facts.incident): \(text?.title ?? Erased.words)")
    }
}
