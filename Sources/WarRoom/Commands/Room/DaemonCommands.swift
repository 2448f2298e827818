/// The daemon opens the room: says what it found, and gives silent sources their time again.
public struct OpenRoom: Command {
    public let version: String
    /// The sequences that the head named and the log no longer has.
    public let lost: ClosedRange<Int64>?
    /// How long senders may be silent, by their names, as the configuration says.
    public let watching: [String: Milliseconds]
    /// Which alerts stand under others, as the configuration says.
    public let inhibiting: [InhibitionRule]

    public init(
        version: String, lost: ClosedRange<Int64>? = nil, watching: [String: Milliseconds] = [:],
        inhibiting: [InhibitionRule] = []
    ) {
        self.version = version
        self.lost = lost
        self.watching = watching
        self.inhibiting = inhibiting
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        if let lost {
            decision.record(
                LogTruncationFound(facts: LogTruncationFound.Facts(from: lost.lowerBound, to: lost.upperBound)))
        }
        decision.record(DaemonStarted(facts: DaemonStarted.Facts(version: version)))
        if inhibiting != state.inhibition.rules {
            decision.record(InhibitionRulesChanged(facts: InhibitionRulesChanged.Facts(rules: inhibiting)))
        }
        for (name, silence) in watching.sorted(by: { $0.key < $1.key }) where state.watches[name]?.silence != silence {
            decision.record(SenderWatched(facts: SenderWatched.Facts(sender: name, silence: silence)))
        }
        for watch in state.watches.values.sorted(by: { $0.name < $1.name }) where watching[watch.name] == nil {
            decision.record(SenderWatched(facts: SenderWatched.Facts(sender: watch.name)))
            guard watch.isSilent else { continue }
            let end = SenderWatch.alert(for: watch.name, isFiring: false, silence: watch.silence)
            try ObserveAlert(end).decide(in: state, situation, into: &decision)
        }
    }
}

/// The daemon stops in good order.
public struct CloseRoom: Command {
    public let reason: String

    public init(reason: String) {
        self.reason = reason
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        decision.record(DaemonStopped(facts: DaemonStopped.Facts(reason: reason)))
    }
}

/// The wall clock moved against the monotonic one.
public struct NoticeClockJump: Command {
    public let by: Milliseconds

    public init(by: Milliseconds) {
        self.by = by
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        decision.record(ClockJumped(facts: ClockJumped.Facts(by: by)))
    }
}

/// A sender tells of a change: a deploy, a flag, a migration.
public struct RecordChange: Command {
    public let source: String
    public let sender: String
    public let summary: String
    public let details: Labels
    public let links: [Link]
    public let at: Instant?

    public init(source: String, sender: String, summary: String, details: Labels, links: [Link], at: Instant?) {
        self.source = source
        self.sender = sender
        self.summary = summary
        self.details = details
        self.links = links
        self.at = at
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        decision.record(
            ChangeReceived(
                facts: ChangeReceived.Facts(source: source, sender: sender),
                text: ChangeReceived.Words(summary: summary, details: details, links: links)),
            occurredAt: at.map { min($0, situation.now) })
    }
}

/// A sender said something that cannot be read: it is made visible in the room.
public struct RefuseInput: Command {
    public let source: String
    public let sender: String
    public let items: Int
    /// How many requests it stands for.
    public let requests: Int64
    public let reason: String
    public let body: String

    public init(source: String, sender: String, items: Int, requests: Int64 = 1, reason: String, body: String) {
        self.source = source
        self.sender = sender
        self.items = items
        self.requests = requests
        self.reason = reason
        self.body = body
    }

    public func decide(in state: RoomState, _ situation: Situation, into decision: inout Decision) throws(Refusal) {
        decision.record(
            InputRefused(
                facts: InputRefused.Facts(
                    source: source, sender: sender, items: Int64(items), requests: requests > 1 ? requests : nil),
                text: InputRefused.Words(reason: reason, body: body)))
    }
}
