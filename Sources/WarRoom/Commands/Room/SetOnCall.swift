/// Says by hand who is on call.
public struct SetOnCall: PersonCommand {
    public static let name = "oncall"
    public var person: String
    public var until: Instant?

    public init(person: String, until: Instant? = nil) {
        self.person = person
        self.until = until
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let person = try Wording.person(person)
        if let until, until <= situation.now {
            throw Refusal(.invalid, "--until must lie ahead, found \(until.spoken)")
        }
        decision.record(OnCallSet(facts: OnCallSet.Facts(person: person, until: until)))
        decision.outcome.sentence = "\(person) is on call" + (until.map { " for \(($0 - situation.now).spoken)" } ?? "")
        if let before = state.onCall { decision.outcome.undo = [SetOnCall(person: before.person, until: before.until)] }
    }
}
