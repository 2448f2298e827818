/// Every limit of the room, in one place. What is cut because of one says so where it is shown.
public enum Limits {
    // What a sender may say.
    /// Bytes of one request's body (PagerDuty's limit, and more than Alertmanager ever sends at once).
    public static let bodyBytesMax = 512 * 1024
    public static let jsonDepthMax = 32
    public static let jsonNodesMax = 100_000
    public static let alertsPerRequestMax = 2000
    public static let labelsPerAlertMax = 64
    public static let labelNameBytesMax = 256
    public static let labelValueBytesMax = 4096
    public static let annotationBytesMax = 16 * 1024
    public static let linksPerAlertMax = 16
    public static let titleBytesMax = 1024
    public static let senderBytesMax = 64
    /// Bytes kept of a refused request's body.
    public static let refusedBodyBytesMax = 4096
    /// Refused requests that are logged at once in a ``refusalSummaryInterval``, each of another sender.
    public static let refusalsAtOnceMax = 20
    /// Senders whose refused requests are summed up apart from others'.
    public static let refusalsHeldMax = 100

    // What people may say.
    public static let noteBytesMax = 16 * 1024
    public static let reasonBytesMax = 1024
    public static let personBytesMax = 64
    public static let alertsPerCommandMax = 10_000
    /// References in one command: their bytes stay below `bodyBytesMax`.
    public static let referencesPerCommandMax = 5000
    /// Alerts that are marked one by one.
    public static let marksMax = 5000
    /// Groups that are marked one by one: each is looked for on the whole board.
    public static let markedBoardsMax = 32
    /// Groups that are open at a time; their names are part of a request's address.
    public static let openGroupsMax = 64

    // Playbooks.
    /// Bytes of one playbook's file, which is kept with each run.
    public static let playbookBytesMax = 64 * 1024
    public static let playbookStepsMax = 100
    public static let timeBoxMax = Milliseconds.days(1)
    /// Playbooks that are walked at one time.
    public static let activeRunsMax = 100
    /// Finished runs that are remembered, the newest; the log has them all.
    public static let finishedRunsMax = 100
    /// Playbooks of which a screen is told how many alerts they fit, and sets of matchers of each.
    public static let interestsMax = 64
    public static let interestMatchersMax = 16
    /// Bytes of all their names and matchers.
    public static let interestBytesMax = 64 * 1024
    /// Alerts that they are matched with, the first of the board, and how often any are matched in all.
    public static let interestAlertsMax = 2000
    public static let interestMatchesMax = 200_000
    /// Lists of such playbooks that a daemon remembers.
    public static let interestsHeldMax = 64

    // What the room holds.
    /// Open alerts on the board; above it new ones are logged and shown only in their group.
    public static let openAlertsMax = 100_000
    /// Alerts above `openAlertsMax` of which the id is remembered, so that their repeats are not logged again.
    public static let crowdedAlertsMax = 1_000_000
    /// Alerts remembered after they are gone from the board, the newest.
    public static let goneAlertsMax = 10_000
    public static let silencesMax = 10_000
    public static let endedSilencesMax = 1000
    /// Silences in a screen's list, the next to end.
    public static let silencesShownMax = 200
    public static let matchersPerSilenceMax = 32
    public static let regularExpressionBytesMax = 1024
    public static let openIncidentsMax = 1000
    public static let alertsPerIncidentMax = 10_000
    public static let sendersMax = 1000
    /// Senders whose silence raises an alert.
    public static let watchedSendersMax = 100
    public static let inhibitionRulesMax = 64
    /// Labels that the two alerts of an inhibition rule must agree in.
    public static let equalLabelsPerRuleMax = 32
    /// Alerts that are named as hiding another one.
    public static let inhibitorsShownMax = 8
    /// Beginnings of an alert's episodes that are remembered, the newest.
    public static let episodeStartsMax = 8
    public static let commandOutcomesMax = 100_000

    // How long things last.
    public static let ackLengthDefault = Milliseconds.hours(1)
    public static let ackLengthMax = Milliseconds.days(7)
    public static let silenceLengthMax = Milliseconds.days(365)
    /// An alert that cleared before anyone looked counts as seen after this.
    public static let unseenLength = Milliseconds.days(1)
    /// An alert that began anew this often within ``flappingInterval`` is flapping.
    public static let flappingEpisodesMin = 4
    public static let flappingInterval = Milliseconds.hours(1)
    /// Resends are summarised in one event at most this often.
    public static let repeatSummaryInterval = Milliseconds.seconds(5)
    /// What a sender said that cannot be read is logged once in this time, and then summed up.
    public static let refusalSummaryInterval = Milliseconds.minutes(1)
    /// `endsAt` of an alert that came without one (Alertmanager's `resolve_timeout`).
    public static let resolveTimeoutDefault = Milliseconds.minutes(5)
    /// A clock that moved by more than this against the monotonic one has jumped.
    public static let clockJumpMin = Milliseconds.seconds(30)

    /// Alerts' words are kept at least this long: longer than any ack, and the day in which what cleared is looked at.
    public static let alertTextAgeMin = Milliseconds.days(10)
    public static let alertTextAgeMax = Milliseconds.days(3650)
    /// Old words are looked for this often.
    public static let retirementInterval = Milliseconds.days(1)
    /// How long a redaction waits for readers that hold the erased words in a write-ahead log.
    public static let erasureTime = Milliseconds.seconds(5)

    /// How long a daemon waits for its home, or a file of it, to come back before it ends.
    public static let homeAbsenceTime = Milliseconds.seconds(30)

    // What goes to a screen.
    public static let windowRowsMax = 500
    public static let timelineRowsMax = 500
    /// People of whom it is shown what they have taken, those first who took something first.
    public static let workersShownMax = 20
    public static let followInterval = Milliseconds(50)
    public static let heartbeatInterval = Milliseconds.seconds(5)
    /// A client that heard nothing for this long says how stale it is.
    public static let staleAfter = Milliseconds.seconds(12)
    public static let undoLength = Milliseconds.seconds(5)

    // What is told of one alert, entry or incident.
    /// Events of one alert that are read, the newest.
    public static let storyEventsMax = 200
    public static let storyMomentsMax = 50
    public static let storyEpisodesMax = 3
    public static let storyNotesMax = 5
    public static let storyChangesMax = 10
    /// Changes that are looked through for those that name the same service.
    public static let changesReadMax = 200
    /// How long before an alert began a change may be its cause.
    public static let relatedChangesLength = Milliseconds.hours(1)
    /// Alerts of an incident that are looked at for its first alert and first ack.
    public static let storyAlertsMax = 50
    /// Pinned notes, and decisions, of an incident's summary.
    public static let incidentNotesMax = 20

    // The listener and the room's socket.
    public static let connectionsMax = 512
    public static let headerBytesMax = 16 * 1024
    public static let headerCountMax = 100
    public static let requestTime = Milliseconds.seconds(15)
    /// How long a new connection may take to send its first request's head.
    public static let firstRequestTime = Milliseconds.seconds(5)
    /// How long an answered sender that was turned away may take to read why, before its connection is closed.
    public static let farewellTime = Milliseconds.seconds(1)
    public static let idleConnectionTime = Milliseconds.seconds(30)
    /// Requests waiting for the writer; above it senders are told to come back later.
    public static let waitingSubmissionsMax = 1024
    public static let followersMax = 256
    /// Requests that wait to be passed on to one address, and the bytes of their bodies.
    public static let forwardsWaitingMax = 1000
    public static let forwardBytesWaitingMax = 32 << 20
    /// How often one is tried: with all the pauses for about ten minutes.
    public static let forwardAttemptsMax = 12
    public static let forwardDelayMax = Milliseconds.minutes(2)
    /// How long the other side may take for all of it: to accept a connection, to take the request and to answer.
    public static let forwardTime = Milliseconds.seconds(10)
    /// Bytes of an answer that are read, and thrown away, to keep its connection.
    public static let forwardAnswerBytesMax = 64 * 1024
    /// Events in one transaction. What one submission makes is never parted: a transaction takes whole ones until it has so many,
    /// so that the last may bring more, as `alertsPerCommandMax` alerts do, and nothing is taken after it.
    public static let eventsPerCommitMax = 2000

    // The log.
    /// Events after a snapshot before the next is written, at the least; as many as there are alerts where that is more,
    /// so that a storm does not spend its time on snapshots of itself. A quarter of that is enough once ``snapshotTime`` has passed.
    public static let eventsPerSnapshotMin: Int64 = 20_000
    public static let snapshotTime = Milliseconds.seconds(10)
    /// How long after a room was opened none is written.
    public static let snapshotDelay = Milliseconds.seconds(3)
    public static let eventsPerPageMax = 10_000
    /// Events and inputs that are left out because they stopped the room; the oldest inputs make room for new ones.
    public static let quarantineMax = 1000
    /// Events that are looked at together for old words.
    public static let eventsPerRetirementMax = 250
    /// Bytes of one line of an export that is imported.
    public static let exportLineBytesMax = 256 << 20
    /// Ranges of missing events that the first event of a salvaged log names; it counts those beyond.
    public static let salvageGapsMax = 1000
    /// Sequences in a row that are sought one by one in a damaged log, before only some of the rest are.
    public static let salvageMissesMax: Int64 = 50_000
    /// How many of the rest are.
    public static let salvageProbesMax: Int64 = 10_000
}

/// Text cut to a limit of bytes, with a mark that says so.
public enum Cut {
    /// The text itself if it fits, else its beginning and ` … (n bytes cut)`; never cuts inside a scalar.
    public static func text(_ text: String, bytesMax: Int) -> String {
        let count = text.utf8.count
        guard count > bytesMax else { return text }
        let scalars = text.unicodeScalars
        var end = scalars.startIndex
        var kept = 0
        while end < scalars.endIndex {
            let width = UTF8.width(scalars[end])
            guard kept + width <= bytesMax else { break }
            kept += width
            end = scalars.index(after: end)
        }
        return String(scalars[..<end]) + " … (\(count - kept) bytes cut)"
    }
}
