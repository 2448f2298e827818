/// Says by hand who is on call; `nobody` that nobody is any longer.
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
        guard person != Self.nobody else { return try end(in: state, into: &decision) }
        decision.record(OnCallSet(facts: OnCallSet.Facts(person: person, until: until)))
        decision.outcome.sentence = "\(person) is on call" + (until.map { " for \(($0 - situation.now).spoken)" } ?? "")
        if let before = state.onCall { decision.outcome.undo = [SetOnCall(person: before.person, until: before.until)] }
    }

    private static let nobody = "nobody"

    private func end(in state: RoomState, into decision: inout Decision) throws(Refusal) {
        guard until == nil else {
            throw Refusal(.invalid, "nobody is on call until somebody is set: leave --until out")
        }
        guard let before = state.onCall else {
            decision.outcome.sentence = "nobody is on call as it is"
            return
        }
        decision.record(OnCallEnded(facts: OnCallEnded.Facts(person: before.person)))
        decision.outcome.sentence = "\(before.person) is no longer on call, and nobody follows"
        decision.outcome.undo = [SetOnCall(person: before.person, until: before.until)]
    }
}
