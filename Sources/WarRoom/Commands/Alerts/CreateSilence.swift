/// Hides alerts for a while: makes a silence, or changes one whose matchers stay the same.
public struct CreateSilence: PersonCommand {
    public static let name = "silence"
    public var matchers: [Matcher]
    /// Nil for now.
    public var startsAt: Instant?
    /// Either this or `length`.
    public var endsAt: Instant?
    public var length: Milliseconds?
    public var comment: String
    /// Who is shown as its maker; nil for the one who asks.
    public var createdBy: String?
    /// The silence to change: the same matchers change it in place, other matchers end it and make a new one.
    public var replacing: EventID?

    public init(
        matchers: [Matcher], startsAt: Instant? = nil, endsAt: Instant? = nil, length: Milliseconds? = nil,
        comment: String, createdBy: String? = nil, replacing: EventID? = nil
    ) {
        self.matchers = matchers
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.length = length
        self.comment = comment
        self.createdBy = createdBy
        self.replacing = replacing
    }

    /// Makes a silence that was ended once more, for the time that it had left.
    init(again old: Silence) {
        self.init(
            matchers: old.matchers, startsAt: old.startsAt, endsAt: old.endsAt, comment: old.comment,
            createdBy: old.createdBy)
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        let comment = try Wording.checked(comment, "a silence's reason", bytesMax: Limits.reasonBytesMax)
        let starts = max(startsAt ?? situation.now, situation.now)
        let ends = try end(from: starts, situation)
        try check(state)
        if let replacing {
            guard let old = state.silences[replacing] else {
                throw Refusal(.notFound, "there is no silence \(replacing): `warroom silences` lists those there are")
            }
            if old.state != .expired, old.matchers == matchers, old.startsAt <= situation.now || old.startsAt == starts
            {
                change(old, endsAt: ends, at: situation.now, comment, into: &decision)
                return
            }
            if old.state != .expired {
                decision.record(SilenceEnded(facts: SilenceEnded.Facts(silence: old.id, byTime: false)))
            }
        }
        let id = decision.record { id in
            SilenceCreated(
                facts: SilenceCreated.Facts(
                    silence: id, matchers: matchers, startsAt: starts, endsAt: ends,
                    createdBy: createdBy ?? situation.actor.person),
                text: SilenceCreated.Words(comment: comment))
        }
        let hidden = state.board.count {
            state.alerts[$0.alert].map { $0.isOpen && matchers.match($0.labels) } ?? false
        }
        let wanted = matchers.map(\.description).joined(separator: ", ")
        decision.outcome.sentence =
            "silenced \(wanted) for \((ends - starts).spoken), which hides \(Wording.count(hidden, "alert")) now"
        let ended = replacing.flatMap { state.silences[$0] }.flatMap { $0.state == .expired ? nil : $0 }
        decision.outcome.undo =
            [EndSilence(silence: id.description)] as [any PersonCommand]
            + (ended.map { [CreateSilence(again: $0)] } ?? [])
    }

    private func end(from starts: Instant, _ situation: Situation) throws(Refusal) -> Instant {
        guard let ends = endsAt ?? length.map({ starts + $0 }) else {
            throw Refusal(.invalid, "a silence needs an end: --for 2h")
        }
        guard ends > starts, ends > situation.now else {
            throw Refusal(
                .invalid, "a silence must end after it begins and in the future, found an end at \(ends.spoken)")
        }
        guard ends - starts <= Limits.silenceLengthMax else {
            throw Refusal(
                .invalid, "a silence lasts at most \(Limits.silenceLengthMax.spoken), found \((ends - starts).spoken)")
        }
        return ends
    }

    private func check(_ state: RoomState) throws(Refusal) {
        guard !matchers.isEmpty, matchers.count <= Limits.matchersPerSilenceMax else {
            throw Refusal(
                .invalid, "a silence has 1 to \(Limits.matchersPerSilenceMax) matchers, found \(matchers.count)")
        }
        try matchers.check()
        guard matchers.contains(where: { !$0.matches(Labels.none) }) else {
            throw Refusal(
                .invalid, "these matchers would hide every alert there is: at least one must ask for a label's value")
        }
        let living = state.silences.values.count { $0.state != .expired }
        guard living < Limits.silencesMax else {
            throw Refusal(.limit, "the room holds \(Limits.silencesMax) silences already: end some first")
        }
    }

    private func change(
        _ old: Silence, endsAt ends: Instant, at now: Instant, _ comment: String, into decision: inout Decision
    ) {
        decision.record(
            SilenceChanged(
                facts: SilenceChanged.Facts(silence: old.id, endsAt: ends), text: SilenceChanged.Words(comment: comment)
            ))
        decision.outcome.sentence =
            "the silence \(Wording.matchers(old.matchers)) lasts \((ends - now).spoken) from now on"
        var undo = CreateSilence(again: old)
        undo.replacing = old.id
        decision.outcome.undo = [undo]
    }
}
