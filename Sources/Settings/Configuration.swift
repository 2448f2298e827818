public import Canvas
public import WarRoom

/// What `config.yaml` says, with defaults for what it leaves out. ``ConfigurationTable`` holds the keys.
public struct Configuration: Sendable, Equatable {
    /// Where senders' alerts are taken.
    public var listen: ListenSetting
    /// Host names allowed on the listener besides `localhost`, `127.0.0.1` and `[::1]`; in lower case, without ports.
    public var hosts: [String]
    /// How long an ack lasts unless it says otherwise.
    public var ackLength: Milliseconds
    /// The timeout of an alert whose sender gave none, where its dialect lets alerts expire.
    public var resolveTimeout: Milliseconds
    /// When an alert that is not sent again expires, by the dialect's name; never where it is absent.
    public var ttl: [String: Milliseconds]
    /// Whether acks, closes and silences that come by the listener are carried out.
    public var sendersMayAct: Bool
    /// By what senders prove who they are; empty where anyone may send who reaches the listener.
    public var tokens: [IngestToken]
    /// Where accepted bodies are passed on to.
    public var forward: [ForwardSetting]
    /// Senders that must be heard every so often.
    public var senders: [WatchedSender]
    /// Which alerts stand under others.
    public var inhibit: [InhibitionRule]
    /// How long the words of alerts are kept; `nil` for ever.
    public var alertTextAge: Milliseconds?
    /// The theme's name.
    public var theme: String
    /// How many colours to draw with; `nil` for what the terminal has.
    public var color: ColorDepth?
    /// Whether the mouse scrolls and focuses; the terminal's own selecting then needs Shift.
    public var mouse: Bool
    /// Whether only ASCII is drawn.
    public var ascii: Bool
    /// Whether the terminal's bell rings for alerts.
    public var bell: Bool
    /// Whether pages are drawn as one synchronized update.
    public var synchronizedOutput: SynchronizedOutput

    /// The defaults.
    public init() {
        listen = ListenSetting("127.0.0.1:9911") ?? .off
        hosts = []
        ackLength = Limits.ackLengthDefault
        resolveTimeout = Limits.resolveTimeoutDefault
        ttl = [:]
        sendersMayAct = true
        tokens = []
        forward = []
        senders = []
        inhibit = []
        alertTextAge = nil
        theme = "base"
        color = nil
        mouse = false
        ascii = false
        bell = true
        synchronizedOutput = .auto
    }

    /// The part that decisions need.
    public var policy: Policy {
        var policy = Policy()
        policy.ackLength = ackLength
        policy.resolveTimeout = resolveTimeout
        policy.ttl = ttl
        policy.sendersMayAct = sendersMayAct
        policy.watchedSenders = Dictionary(senders.map { ($0.name, $0.silence) }, uniquingKeysWith: { $1 })
        policy.inhibitionRules = inhibit
        policy.alertTextAge = alertTextAge
        return policy
    }
}
