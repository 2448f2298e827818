public import EventCodec
import Foundation
import HTTPTypes
public import WarRoom
import WireJSON

/// A client of one room: sends commands, asks questions, and opens the room first where it may.
public struct RoomClient: Sendable {
    public let home: Home
    /// The person who speaks; nil for the account's name.
    public let person: String?
    private let transport: SocketTransport

    public init(home: Home, person: String? = nil) {
        self.home = home
        self.person = person
        transport = SocketTransport(home: home)
    }

    /// Sends a command. Sending the same id again, after a lost answer, gives the same outcome.
    ///
    /// Throws ``ClientError``.
    public func send(_ command: any PersonCommand, id: EventID) async throws -> Outcome {
        let body = try CommandCodec.encode(CommandRequest(id: id, person: person, command: command))
        return try CommandCodec.decodeOutcome(try await ask(.post, "/v1/commands", body: body))
    }

    /// Who the room is, and where it stands.
    public func hello() async throws -> Hello {
        try WireDecoder.decode(Hello.self, parsing: try await ask(.get, "/v1/hello"))
    }

    /// A document of the room's API, as it came.
    public func document(_ path: String, _ arguments: [(name: String, value: String?)] = []) async throws -> [UInt8] {
        try await ask(.get, Self.target(path, arguments))
    }

    /// A document of the room's API, decoded.
    public func read<Value: Decodable>(
        _ type: Value.Type, _ path: String, _ arguments: [(name: String, value: String?)] = []
    ) async throws -> Value {
        try WireDecoder.decode(type, parsing: try await document(path, arguments))
    }

    /// Events after a position, or the newest where none is given; of the filter only whose they are counts.
    public func events(
        after: Int64? = nil, limit: Int, of filter: TimelineFilter = .all
    ) async throws -> [EventRecord] {
        let bytes = try await document(
            "/v1/events",
            [("after", after.map(String.init)), ("limit", "\(limit)"), ("incident", filter.incidentWord)])
        return try JSONDocument(parsing: bytes, limits: .trusted).root.elements.map { try EventRecord($0) }
    }

    /// A page of the timeline, oldest first.
    public func timeline(_ filter: TimelineFilter, before: Int64? = nil, after: Int64? = nil, limit: Int) async throws
        -> [TimelineEntry]
    {
        try await read(
            [TimelineEntry].self, "/v1/timeline",
            [
                ("incident", filter.incidentWord), ("filter", filter.text.isEmpty ? nil : filter.text),
                ("before", before.map(String.init)), ("after", after.map(String.init)), ("limit", "\(limit)"),
            ])
    }

    /// What a silence of some alerts would match, the narrowest first. Throws ``ClientError``.
    public func proposals(for selection: AlertSelection) async throws -> [SilenceProposal] {
        let body = try WireEncoder.encode(selection)
        return try WireDecoder.decode(
            [SilenceProposal].self, parsing: try await ask(.post, "/v1/proposals", body: body))
    }

    /// Tells which playbooks will be asked about with ``follow(_:_:)``. Throws ``ClientError``: a daemon may not know the question.
    public func tell(_ interests: PlaybookInterests) async throws {
        _ = try await ask(.post, "/v1/interests", body: try WireEncoder.encode(interests.list))
    }

    /// Follows the room until the connection ends. Throws ``ClientError``; returns when the room closes it.
    public func follow(_ request: ViewRequest, _ body: @Sendable (FollowMessage) async -> Void) async throws {
        let target = Self.target(
            "/v1/follow",
            [
                ("as", person), ("filter", request.filter.isEmpty ? nil : request.filter),
                ("offset", "\(request.offset)"),
                ("length", "\(request.length)"), ("incident", request.timeline.incidentWord),
                ("timeline", request.timeline.text.isEmpty ? nil : request.timeline.text),
                ("timelineLength", "\(request.timelineLength)"), ("group", request.grouping?.rawValue),
                ("anchor", request.anchor?.description), ("silences", request.showsSilences ? "1" : nil),
                ("interests", request.interests?.id),
                (
                    "open",
                    request.opened.isEmpty ? nil : request.opened.map(\.description).joined(separator: ",")
                ),
            ])
        try await transport.lines(target) { line in
            if let message = try FollowCodec.decode(line) { await body(message) }
        }
    }

    /// Asks the daemon to stop in good order. Those who follow the room take it as closed, unless the daemon is replaced.
    public func stop(replacing: Bool = false) async throws {
        _ = try await ask(.post, Self.target("/v1/stop", [("as", person), ("replaced", replacing ? "1" : nil)]))
    }

    private func ask(_ method: HTTPRequest.Method, _ target: String, body: [UInt8] = []) async throws -> [UInt8] {
        let answer = try await transport.request(method, target, body: body)
        guard answer.status == 200 else { throw RoomAnswer.error(status: answer.status, body: answer.body) }
        return answer.body
    }

    private static func target(_ path: String, _ arguments: [(name: String, value: String?)]) -> String {
        let items = arguments.compactMap { argument in
            argument.value.map { "\(argument.name)=\(escaped($0))" }
        }
        return items.isEmpty ? path : path + "?" + items.joined(separator: "&")
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                result.unicodeScalars.append(UnicodeScalar(byte))
            default:
                result += "%" + Hex.string([byte])
            }
        }
        return result
    }
}

/// What a room says of itself when a client comes.
public struct Hello: Sendable, Equatable, Decodable {
    public let `protocol`: Int
    public let version: String
    public let room: EventID
    public let sequence: Int64
    public let hash: String?
    /// Whether it was started by `serve`, not by a client.
    public let serving: Bool
}
