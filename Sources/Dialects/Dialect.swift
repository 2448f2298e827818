public import WarRoom

/// A request as the listener received it, with nothing of the network in it.
public struct DialectRequest: Sendable {
    public var method: String
    /// The path's segments, percent-decoded: `["api", "v2", "silence", "…"]`.
    public var path: [String]
    /// Query items in order, percent-decoded.
    public var query: [(name: String, value: String)]
    /// Header fields in order; names in lower case.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var now: Instant
    public var settings: DialectSettings

    public init(
        method: String, path: [String], query: [(name: String, value: String)] = [],
        headers: [(name: String, value: String)] = [], body: [UInt8] = [], now: Instant,
        settings: DialectSettings = DialectSettings()
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.now = now
        self.settings = settings
    }

    /// The first header field of the name (in lower case).
    public func header(_ name: String) -> String? {
        headers.first { $0.name == name }?.value
    }

    /// All values of a query item.
    public func queryValues(_ name: String) -> [String] {
        query.filter { $0.name == name }.map(\.value)
    }
}

/// What the configuration says about dialects.
public struct DialectSettings: Sendable {
    /// The timeout of an alert that came by Alertmanager's API without `endsAt`.
    public var resolveTimeout = Limits.resolveTimeoutDefault
    /// How long other dialects' alerts may not be heard of before they expire, by the dialect's name; never where it is absent.
    public var ttl: [String: Milliseconds] = [:]
    /// What `/api/v2/status` says about the program.
    public var version = "0"
    public var startedAt = Instant(milliseconds: 0)

    public init() {}
}

/// An answer as the listener sends it.
public struct DialectAnswer: Sendable, Equatable {
    public var status: Int
    public var contentType: String?
    public var body: [UInt8]
    /// Further header fields, such as Retry-After or Allow.
    public var headers: [String: String]

    public init(status: Int, contentType: String? = nil, body: [UInt8] = [], headers: [String: String] = [:]) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.headers = headers
    }
}

/// What became of the commands that a dialect read, once they are on disk or are not.
public enum IngestResult: Sendable {
    /// On disk, in the order of the commands: each one's outcome, or why it was refused.
    case stored([Result<Outcome, Refusal>])
    /// Too much at once: nothing was stored, the sender shall come back.
    case busy
    /// The log cannot be written now (disk full, read-only): nothing was stored.
    case unwritable(String)
}

/// What a dialect made of a request.
public struct DialectReading: Sendable {
    public enum Work: Sendable {
        /// Commands for the writer; the answer is sent when they are on disk.
        case commands([any Command], answer: @Sendable (IngestResult) -> DialectAnswer)
        /// A question about the room.
        case question(@Sendable (RoomState) -> DialectAnswer)
        /// A question about one event of the log, nil where there is none, and about the room.
        case lookUp(EventID, answer: @Sendable (Event?, RoomState) -> DialectAnswer)
        /// Nothing to do: the answer stands.
        case answer(DialectAnswer)
    }

    public var work: Work
    /// Who sent it: shown in the room, capped, never a secret.
    public var sender: String
    /// Who acts where the sender does, for people to read: the sender, unless that is what stands for a key.
    public var person: String
    /// What could not be read, a sentence each; they become visible in the room. Good items are stored all the same.
    public var problems: [String]

    public init(_ work: Work, sender: String, person: String? = nil, problems: [String] = []) {
        self.work = work
        self.sender = sender
        self.person = person ?? sender
        self.problems = problems
    }
}

/// A language that senders speak: one file, and one line in ``DialectTable``.
public protocol Dialect: Sendable {
    /// The word for it in the log, in metrics and in the documentation.
    static var name: String { get }
    /// What it answers to.
    static var routes: [DialectRoute] { get }

    /// Reads a request on one of its routes. Total: whatever comes in gets an answer in the dialect's own manner.
    static func read(_ request: DialectRequest, on route: DialectRoute) -> DialectReading

    /// The dialect's own way of saying no, for whoever has to say it: the dialect itself or the listener.
    static func failure(_ failure: DialectFailure) -> DialectAnswer
}

/// A method and a path; a segment in braces stands for any one segment.
public struct DialectRoute: Sendable, Hashable {
    public let method: String
    public let path: String
    /// What it is for, in a few words, for the documentation.
    public let purpose: String

    public init(_ method: String, _ path: String, _ purpose: String) {
        self.method = method
        self.path = path
        self.purpose = purpose
    }

    /// Whether the segments fit the path.
    public func fits(_ segments: [String]) -> Bool {
        let pattern = path.split(separator: "/")
        guard pattern.count == segments.count else { return false }
        return zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
