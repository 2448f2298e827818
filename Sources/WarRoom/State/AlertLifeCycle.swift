/// Where an episode of an alert stands. Silenced is not among them: it is a firing alert that a silence matches.
public enum AlertPhase: String, Sendable, Codable, CaseIterable {
    case firing
    case acknowledged
    /// It cleared before anyone looked; on the board until somebody has seen it.
    case returned
    /// Its source went silent; on the board until somebody has seen it.
    case expired
    /// It is gone from the board.
    case resolved
}

/// What the board shows of an alert (design: firing, acknowledged, silenced, resolved, expired, returned).
public enum AlertState: String, Sendable, Codable, CaseIterable {
    case firing, acknowledged, silenced, returned, expired, resolved
}

/// What can happen to an alert.
public enum AlertInput: String, Sendable, Codable, CaseIterable {
    case fires = "its source says that it fires"
    case clears = "its source says that it is over"
    case fallsSilent = "its source is silent for its whole timeout"
    case acknowledge = "a person acknowledges it"
    case unacknowledge = "a person takes the ack back"
    case ackRunsOut = "the ack's length is over"
    case resolve = "a person resolves it"
    case see = "a person opens it"
    case unseenTooLong = "nobody looked for 24 h"
}

/// One row of the alert life cycle: from where, on what, when, to where, and which event says so.
public struct AlertTransition: Sendable {
    /// What a rule asks of the alert beside its phase.
    public enum Condition: String, Sendable {
        case always = ""
        case severityIsHigher = "the severity is higher than before"
        case severityDiffers = "the severity differs"
        case severityIsLower = "the severity is lower than before"
        case isLateCopy = "it is a late copy of what its source has ended since"
        case isOfEarlierEpisode = "it ends an episode before this one"
        case wasLookedAt = "somebody saw it, or a silence hides it"
        case beganKnown = "the message says when it began"
    }

    /// The rule's number, as `warroom help alert-states` and the timeline name it.
    public let rule: String
    /// Nil for an alert that the room does not know.
    public let from: AlertPhase?
    public let on: AlertInput
    public let condition: Condition
    public let to: AlertPhase?
    /// Kinds of the events that record it; none where nothing is logged.
    public let records: [String]
}

/// The life cycle of an alert as one numbered table: the first row that fits decides, no row means that nothing changes.
public enum AlertLifeCycle {
    public static let table: [AlertTransition] = [
        row("F1", nil, .fires, .always, .firing, "alert.fired"),
        row("F2", .firing, .fires, .severityDiffers, .firing, "alert.severity_changed"),
        row("F3", .acknowledged, .fires, .severityIsHigher, .firing, "alert.severity_changed"),
        row("F4", .acknowledged, .fires, .severityIsLower, .acknowledged, "alert.severity_changed"),
        row("F5", .firing, .fires, .always, .firing, "alert.repeated"),
        row("F6", .acknowledged, .fires, .always, .acknowledged, "alert.repeated"),
        row("F7", .returned, .fires, .isLateCopy, .returned),
        row("F8", .resolved, .fires, .isLateCopy, .resolved),
        row("F9", .returned, .fires, .always, .firing, "alert.fired"),
        row("F10", .resolved, .fires, .always, .firing, "alert.fired"),
        row("F11", .expired, .fires, .always, .firing, "alert.fired"),
        row("C7", .firing, .clears, .isOfEarlierEpisode, .firing),
        row("C8", .acknowledged, .clears, .isOfEarlierEpisode, .acknowledged),
        row("C9", .expired, .clears, .isOfEarlierEpisode, .expired),
        row("C1", .acknowledged, .clears, .always, .resolved, "alert.resolved"),
        row("C2", .firing, .clears, .wasLookedAt, .resolved, "alert.resolved"),
        row("C3", .firing, .clears, .always, .returned, "alert.resolved"),
        row("C4", .expired, .clears, .wasLookedAt, .resolved, "alert.resolved"),
        row("C5", .expired, .clears, .always, .returned, "alert.resolved"),
        row("C6", nil, .clears, .beganKnown, .returned, "alert.fired", "alert.resolved"),
        row("E1", .firing, .fallsSilent, .always, .expired, "alert.expired"),
        row("E2", .acknowledged, .fallsSilent, .always, .expired, "alert.expired"),
        row("A1", .firing, .acknowledge, .always, .acknowledged, "alert.acknowledged"),
        row("A2", .acknowledged, .acknowledge, .always, .acknowledged, "alert.acknowledged"),
        row("A3", .returned, .acknowledge, .always, .resolved, "alert.seen"),
        row("A4", .expired, .acknowledge, .always, .resolved, "alert.seen"),
        row("A5", .acknowledged, .unacknowledge, .always, .firing, "alert.unacknowledged"),
        row("A6", .acknowledged, .ackRunsOut, .always, .firing, "ack.expired"),
        row("P1", .firing, .resolve, .always, .resolved, "alert.resolved"),
        row("P2", .acknowledged, .resolve, .always, .resolved, "alert.resolved"),
        row("P3", .returned, .resolve, .always, .resolved, "alert.seen"),
        row("P4", .expired, .resolve, .always, .resolved, "alert.resolved"),
        row("S1", .firing, .see, .always, .firing, "alert.seen"),
        row("S2", .acknowledged, .see, .always, .acknowledged),
        row("S3", .returned, .see, .always, .resolved, "alert.seen"),
        row("S4", .expired, .see, .always, .resolved, "alert.seen"),
        row("S5", .returned, .unseenTooLong, .always, .resolved, "alert.seen"),
        row("S6", .expired, .unseenTooLong, .always, .resolved, "alert.seen"),
    ]

    /// The row that applies to an alert (nil: unknown to the room), where `holds` answers a row's condition.
    public static func transition(
        from phase: AlertPhase?, on input: AlertInput, where holds: (AlertTransition.Condition) -> Bool
    ) -> AlertTransition? {
        rows(from: phase, on: input).first { $0.condition == .always || holds($0.condition) }
    }

    private static func rows(from phase: AlertPhase?, on input: AlertInput) -> [AlertTransition] {
        index[Key(phase: phase, input: input)] ?? []
    }

    private struct Key: Hashable {
        let phase: AlertPhase?
        let input: AlertInput
    }

    private static let index = Dictionary(grouping: table) { Key(phase: $0.from, input: $0.on) }

    private static func row(
        _ rule: String, _ from: AlertPhase?, _ on: AlertInput, _ condition: AlertTransition.Condition,
        _ to: AlertPhase?,
        _ records: String...
    ) -> AlertTransition {
        AlertTransition(rule: rule, from: from, on: on, condition: condition, to: to, records: records)
    }
}
