/// A sender that must be heard every so often: the configuration says so, and the room raises an alert where it is not.
public struct SenderWatch: Sendable, Equatable, Codable {
    /// A sender's name, or what it calls its source.
    public let name: String
    /// How long it may be silent.
    public var silence: Milliseconds
    /// Since when its silence is measured: when it was last heard, or when the room began to listen.
    public var heard: Instant
    /// Whether it has been silent for that long; an alert says so.
    public var isSilent: Bool
    /// When it was heard again, until the room has said so.
    public var heardAgain: Instant?

    /// When something is to be said about it: that it is silent, or that it no longer is. Nil while it stays silent.
    var due: Instant? { isSilent ? heardAgain : heard + silence }

    /// The alert that the room raises: told apart by its labels alone, as every Alertmanager would.
    public static func alert(for name: String, isFiring: Bool, silence: Milliseconds) -> AlertObservation {
        let labels: Labels = ["alertname": "SenderSilent", "sender": name, "severity": AlertSeverity.warning.rawValue]
        let sentence = "nothing was heard of \(name) for \(silence.spoken)"
        return AlertObservation(
            alert: Fingerprint.of(labels), isFiring: isFiring, severity: .warning, labels: labels, title: sentence,
            source: source, sender: source)
    }

    /// What the room's own alerts name as where they come from.
    public static let source = "warroom"
}

/// Listening for silence.
extension RoomState {
    /// Begins, changes or ends a watch.
    mutating func watch(_ name: String, silence: Milliseconds?, at instant: Instant) {
        guard let silence else {
            watches[name] = nil
            deadlines[.senderSilence(name)] = nil
            return
        }
        var watch =
            watches[name] ?? SenderWatch(name: name, silence: silence, heard: instant, isSilent: false, heardAgain: nil)
        watch.silence = silence
        set(watch)
    }

    /// Says that a watched sender is silent, or is no longer.
    mutating func mark(_ name: String, silent isSilent: Bool) {
        guard var watch = watches[name] else { return }
        watch.isSilent = isSilent
        watch.heardAgain = nil
        set(watch)
    }

    /// A sender was heard: by its own name or by its source's.
    mutating func note(sender: String, source: String, at instant: Instant) {
        guard !watches.isEmpty else { return }
        for name in sender == source ? [sender] : [sender, source] {
            guard var watch = watches[name] else { continue }
            watch.heard = max(watch.heard, instant)
            if watch.isSilent { watch.heardAgain = watch.heardAgain ?? instant }
            set(watch)
        }
    }

    /// The room was deaf itself: whoever is not known to be silent has its whole time again.
    mutating func restartWatches(at instant: Instant) {
        for var watch in watches.values where !watch.isSilent {
            watch.heard = instant
            set(watch)
        }
    }

    mutating func set(_ watch: SenderWatch) {
        watches[watch.name] = watch
        let subject = DeadlineSubject.senderSilence(watch.name)
        if deadlines[subject] != watch.due { deadlines[subject] = watch.due }
    }
}
