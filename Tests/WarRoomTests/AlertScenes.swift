import WarRoom

/// Rooms in which one alert, `Disk`, stands in a given phase, and the ways to move it on by real commands.
enum AlertScenes {
    static let name = "Disk"
    /// When the alert's source says that it began.
    static let began = TestRoom.start - .minutes(1)
    static let timeout = Milliseconds.minutes(5)

    static func room(in phase: AlertPhase?, isSeen: Bool = false) throws(Refusal) -> TestRoom {
        var room = TestRoom()
        guard let phase else { return room }
        try room.fire(name) {
            $0.startsAt = began
            $0.timeout = phase == .expired ? timeout : nil
        }
        if isSeen { try room.perform(SeeAlerts(room.selection(name))) }
        switch phase {
        case .firing: break
        case .acknowledged: try room.perform(Acknowledge(room.selection(name)))
        case .returned: try room.clear(name)
        case .expired: try room.wait(timeout)
        case .resolved:
            try room.perform(Acknowledge(room.selection(name)))
            try room.clear(name)
        }
        return room
    }

    /// The room that a row of the life cycle begins in, its condition prepared.
    static func room(for row: AlertTransition) throws(Refusal) -> TestRoom {
        var room = try room(in: row.from, isSeen: row.condition == .wasLookedAt)
        if row.on == .fallsSilent {
            // A resend, written down, gives the alert a timeout.
            try room.fire(name) { $0.timeout = timeout }
            try room.summarise()
        }
        return room
    }

    /// Lets the input happen to the alert; refused where a person asks for what cannot be.
    static func happen(
        _ input: AlertInput, _ condition: AlertTransition.Condition = .always, in room: inout TestRoom
    ) throws(Refusal) {
        let id = AlertObservation.named(name).alert.description
        let alert = AlertSelection(ids: [id])
        switch input {
        case .fires: try room.fire(name) { meet(condition, &$0) }
        case .clears: try room.clear(name) { meet(condition, &$0) }
        case .fallsSilent: try room.wait(timeout)
        case .acknowledge: try room.perform(Acknowledge(alert))
        case .unacknowledge: try room.perform(Unacknowledge(alert))
        case .ackRunsOut: try room.wait(Limits.ackLengthDefault)
        case .resolve: try room.perform(ResolveAlerts(alert))
        case .see: try room.perform(SeeAlerts(alert))
        case .unseenTooLong: try room.wait(Limits.unseenLength)
        }
    }

    private static func meet(_ condition: AlertTransition.Condition, _ observation: inout AlertObservation) {
        switch condition {
        case .always, .wasLookedAt: break
        case .severityIsHigher, .severityDiffers: observation.severity = .critical
        case .severityIsLower: observation.severity = .info
        case .isLateCopy, .beganKnown: observation.startsAt = began
        case .isOfEarlierEpisode:
            observation.startsAt = began - .hours(1)
            observation.endsAt = began
        }
    }
}
