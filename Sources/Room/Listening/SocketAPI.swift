import EventCodec
import EventLog
import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import WarRoom
import WireJSON

/// The room's own API, HTTP/1.1 over its socket, under `/v1/`.
struct SocketAPI: Sendable {
    let writer: Writer
    let hub: FollowerHub
    let reader: EventReader
    let timeline: TimelineFeeder
    let clock: any RoomClock
    let refused: RefusedInputs
    let status: @Sendable () async -> [UInt8]
    let hello: @Sendable () async -> [UInt8]
    /// Closing a room is more than stopping its daemon for another to take its place.
    let stop: @Sendable (_ reason: String, _ isClosing: Bool) -> Void

    /// A request that cannot be carried out, with its status and sentence.
    struct Failure: Error {
        let status: Int
        let sentence: String
        var reason = "invalid"
    }

    func respond(_ request: Request, _ response: consuming ResponseWriter, _ channel: any Channel) async throws {
        guard let peer = await PeerIdentity.of(channel) else {
            try await Exchange.answer(403, body: Self.failure("the kernel does not say who you are"), to: response)
            return
        }
        let (path, query) = Exchange.parts(of: request.uri.string) ?? ([], [])
        let arguments = Dictionary(query.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        if request.method == .get, path == ["v1", "follow"] {
            try await follow(arguments, peer, on: channel, to: response)
            return
        }
        let reply = await reply(to: request, path: path, arguments, peer)
        try await Exchange.answer(
            reply.status, contentType: Exchange.json, body: reply.body, closing: reply.isClosing, to: response)
    }

    private struct Reply {
        var status = 200
        var body: [UInt8]
        var isClosing = false
    }

    private func reply(
        to request: Request, path: [String], _ arguments: [String: String], _ peer: PeerIdentity
    ) async -> Reply {
        do {
            guard path.first == "v1" else {
                throw Failure(status: 404, sentence: "there is no such thing here", reason: "notFound")
            }
            return Reply(
                body: try await answer(request, path: path.dropFirst().joined(separator: "/"), arguments, peer))
        } catch let failure as Failure {
            return Reply(status: failure.status, body: Self.failure(failure.sentence, reason: failure.reason))
        } catch let refusal as Refusal {
            return Reply(status: 422, body: Self.failure(refusal.description, reason: refusal.reason.rawValue))
        } catch is Exchange.BodyTooLarge {
            let sentence = "the request is larger than \(Limits.bodyBytesMax) bytes"
            return Reply(status: 413, body: Self.failure(sentence), isClosing: true)
        } catch {
            return Reply(status: 400, body: Self.failure(WireDecoder.sentence(error)))
        }
    }

    private func answer(
        _ request: Request, path: String, _ arguments: [String: String], _ peer: PeerIdentity
    ) async throws -> [UInt8] {
        switch (request.method, path) {
        case (.get, "hello"): return await hello()
        case (.get, "status"): return await status()
        case (.post, "commands"): return try await carryOut(request, peer)
        case (.post, "proposals"): return try await proposals(request)
        case (.post, "interests"): return try await keepInterests(request)
        case (.get, "events"): return try events(arguments)
        case (.get, "timeline"): return try await timelinePage(arguments)
        case (.get, "alerts"): return try await alerts(arguments)
        case (.get, "incidents"): return try await incidents()
        case (.get, "silences"): return try await silences()
        case (.get, "view"): return try await view(arguments)
        case (.post, "stop"):
            stop("stopped by \(peer.actor(as: arguments["as"]).person)", arguments["replaced"] == nil)
            return Array(#"{"stopping":true}"#.utf8)
        default:
            if request.method == .get, let story = try await story(at: path) { return story }
            throw Failure(
                status: 404, sentence: "the room has no \(request.method.rawValue) /v1/\(path)", reason: "notFound")
        }
    }

    private func carryOut(_ request: Request, _ peer: PeerIdentity) async throws -> [UInt8] {
        let body = try await Exchange.body(of: request, bytesMax: Limits.bodyBytesMax)
        let input = HeldInput(
            dialect: HeldInput.commands, target: "POST /v1/commands", who: peer.actor(as: nil).principal, body: body)
        guard !refused.contains(input) else { throw Refusal(.invalid, RefusedInputs.sentence) }
        let command = try input.held { try CommandCodec.decode(body) }
        let actor = peer.actor(as: command.person)
        guard actor.person.utf8.count <= Limits.personBytesMax, actor.person.contains(where: { !$0.isWhitespace })
        else {
            throw Refusal(.invalid, "a person's name has up to \(Limits.personBytesMax) bytes and is not blank")
        }
        switch await writer.submit([command.command], actor: actor, commandID: command.id, input: input) {
        case .stored(let results):
            guard let result = results.first else { throw Failure(status: 500, sentence: "the writer gave no answer") }
            return try CommandCodec.encode(try result.get())
        case .remembered(let outcome): return try CommandCodec.encode(outcome)
        case .busy: throw Failure(status: 503, sentence: "the room is stopping: try again", reason: "busy")
        case .unwritable(let reason): throw Failure(status: 507, sentence: reason, reason: "unwritable")
        }
    }

    /// What a silence of the alerts that the body selects would match.
    private func proposals(_ request: Request) async throws -> [UInt8] {
        let body = try await Exchange.body(of: request, bytesMax: Limits.bodyBytesMax)
        let selection = try WireDecoder.decode(AlertSelection.self, parsing: body)
        // Not on the writer's thread: it compares what the alerts have with what all the others have.
        let state = await writer.ask { $0 }
        return try WireEncoder.encode(try SilenceProposal.all(for: selection, in: state))
    }

    /// Remembers which playbooks followers will ask about; they name them by the id that is answered.
    private func keepInterests(_ request: Request) async throws -> [UInt8] {
        let body = try await Exchange.body(of: request, bytesMax: Limits.bodyBytesMax)
        let interests = PlaybookInterests(try WireDecoder.decode([PlaybookInterests.Interest].self, parsing: body))
        hub.fitting.keep(interests)
        return try WireEncoder.encode(["id": interests.id])
    }

    private func events(_ arguments: [String: String]) throws -> [UInt8] {
        let limit = try number(arguments, "limit", in: 1...Limits.eventsPerPageMax) ?? 100
        let filter = try timelineFilter(arguments)
        let (incident, isOfRoom) = (filter.incident, filter.isOfRoom == true)
        let records =
            try number(arguments, "after", in: 0...Int.max).map {
                try reader.events(after: Int64($0), limit: limit, incident: incident, ofRoom: isOfRoom)
            } ?? reader.newest(limit: limit, incident: incident, ofRoom: isOfRoom)
        var writer = JSONWriter(capacity: records.count * 512)
        writer.array { for record in records { record.write(to: &$0) } }
        return writer.bytes
    }

    private func timelinePage(_ arguments: [String: String]) async throws -> [UInt8] {
        await withCheckedContinuation { continuation in timeline.whenWritten { continuation.resume() } }
        let filter = try timelineFilter(arguments, text: arguments["filter"])
        let entries = try timeline.page(
            filter, before: try number(arguments, "before", in: 0...Int.max).map { Int64($0) },
            after: try number(arguments, "after", in: 0...Int.max).map { Int64($0) },
            limit: try number(arguments, "limit", in: 1...Limits.timelineRowsMax) ?? 100)
        return try WireEncoder.encode(entries)
    }

    private func alerts(_ arguments: [String: String]) async throws -> [UInt8] {
        var matchers: [Matcher] = []
        if let text = arguments["match"] {
            do { matchers = try MatcherSyntax.parse(text) } catch { throw Refusal(.invalid, error.description) }
        }
        var filter = AlertFilter(matchers: matchers)
        if let word = arguments["state"] {
            guard let state = AlertState(rawValue: word) else {
                let known = AlertState.allCases.map(\.rawValue).joined(separator: ", ")
                throw Refusal(.invalid, "an alert's state is one of \(known), found \(word)")
            }
            filter.states = [state]
        }
        let withGone = arguments["all"] != nil || filter.states.contains(AlertState.resolved)
        let (rows, wanted) = (await writer.ask { $0 }, filter)
        let alerts = withGone ? rows.alertsWithGone : rows.board.compactMap { rows.alerts[$0.alert] }
        return try WireEncoder.encode(alerts.filter(wanted.matches).map { AlertRow($0, in: rows) })
    }

    private func incidents() async throws -> [UInt8] {
        let incidents = await writer.ask { $0.incidents.values.sorted { $0.id < $1.id }.map(IncidentSummary.init) }
        return try WireEncoder.encode(incidents)
    }

    private func silences() async throws -> [UInt8] {
        let silences = await writer.ask { Array($0.silences.values) }
        return try WireEncoder.encode(silences.sorted { ($0.endsAt, $0.id) < ($1.endsAt, $1.id) })
    }

    /// The same as the first message of `follow`, once.
    private func view(_ arguments: [String: String]) async throws -> [UInt8] {
        let request = try viewRequest(arguments)
        await withCheckedContinuation { continuation in timeline.whenWritten { continuation.resume() } }
        let entries = try timeline.page(request.timeline, before: nil, after: nil, limit: request.timelineLength)
        let filter = (try? AlertFilter(request.filter)) ?? .all
        let live = hub.live
        let view = await writer.ask { state in
            var view = RoomView(
                overview: RoomOverview(state), live: live, window: BoardWindow(of: state, filter: filter, request),
                entries: entries)
            if request.showsSilences { view.silences = SilenceSummary.living(in: state) }
            return view
        }
        return try WireEncoder.encode(view)
    }

    private func follow(
        _ arguments: [String: String], _ peer: PeerIdentity, on channel: any Channel,
        to response: consuming ResponseWriter
    ) async throws {
        let request: ViewRequest
        do {
            request = try viewRequest(arguments)
        } catch {
            try await Exchange.answer(400, body: Self.failure("\(error)"), to: response)
            return
        }
        let actor = peer.actor(as: arguments["as"])
        let presence = Presence(person: actor.person, principal: actor.principal, since: clock.now())
        guard let follower = hub.add(request, interests: arguments["interests"], presence: presence) else {
            try await Exchange.answer(
                503, body: Self.failure("\(Limits.followersMax) dashboards are open already"), to: response)
            return
        }
        defer { hub.remove(follower) }
        // At once, and not when the next line cannot be written: others see who is here.
        channel.closeFuture.whenComplete { _ in hub.remove(follower) }
        var fields = HTTPFields()
        fields[.contentType] = "application/jsonl"
        var body = try await response.writeHead(HTTPResponse(status: .ok, headerFields: fields))
        for await line in follower.lines {
            try await body.write(ByteBuffer(bytes: line))
            hub.wrote(follower)
        }
        try await body.finish(nil)
    }

    private func viewRequest(_ arguments: [String: String]) throws -> ViewRequest {
        ViewRequest(
            filter: arguments["filter"] ?? "", offset: try number(arguments, "offset", in: 0...Int.max) ?? 0,
            length: try number(arguments, "length", in: 0...Limits.windowRowsMax) ?? 200,
            timeline: try timelineFilter(arguments, text: arguments["timeline"]),
            timelineLength: try number(arguments, "timelineLength", in: 0...Limits.timelineRowsMax) ?? 200,
            grouping: try grouping(arguments), opened: try opened(arguments),
            showsSilences: arguments["silences"] != nil, anchor: try anchor(arguments))
    }

    private func anchor(_ arguments: [String: String]) throws -> AlertID? {
        guard let text = arguments["anchor"] else { return nil }
        guard let id = AlertID(text) else {
            throw Refusal(.invalid, "an alert is named by sixteen hex digits, found \(text)")
        }
        return id
    }

    private func grouping(_ arguments: [String: String]) throws -> AlertGrouping? {
        guard let word = arguments["group"] else { return nil }
        guard let grouping = AlertGrouping(rawValue: word) else {
            let known = AlertGrouping.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(.invalid, "alerts are grouped by one of \(known), found \(word)")
        }
        return grouping
    }

    private func opened(_ arguments: [String: String]) throws -> [GroupID] {
        let words = (arguments["open"] ?? "").split(separator: ",")
        guard words.count <= Limits.openGroupsMax else {
            throw Refusal(.limit, "at most \(Limits.openGroupsMax) groups are open at a time, found \(words.count)")
        }
        return try words.map {
            guard let id = GroupID(hex: String($0)) else {
                throw Refusal(.invalid, "a group is named by sixteen hex digits, found \($0)")
            }
            return id
        }
    }

    private func number(_ arguments: [String: String], _ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = arguments[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Refusal(
                .invalid, "\(name) is a number from \(range.lowerBound) to \(range.upperBound), found \(text)")
        }
        return number
    }

    private func timelineFilter(_ arguments: [String: String], text: String? = nil) throws -> TimelineFilter {
        let words = text ?? ""
        guard let name = arguments["incident"] else { return TimelineFilter(text: words) }
        guard name != TimelineFilter.noIncident else { return TimelineFilter(text: words, isOfRoom: true) }
        guard let id = IncidentID(name) else {
            throw Refusal(.invalid, "an incident is named as INC-1, or none for no incident, found \(name)")
        }
        return TimelineFilter(incident: id, text: words)
    }

    static func failure(_ sentence: String, reason: String = "invalid") -> [UInt8] {
        var writer = JSONWriter()
        writer.object {
            $0.member("error", sentence)
            $0.member("reason", reason)
        }
        return writer.bytes
    }
}

extension RoomState {
    /// The board's alerts in its order, then those that are gone, the newest first.
    var alertsWithGone: [Alert] {
        let shown = board.compactMap { alerts[$0.alert] }
        let gone = alerts.values.filter { $0.phase == .resolved }
            .sorted { ($1.clearedAt ?? $1.since, $1.id) < ($0.clearedAt ?? $0.since, $0.id) }
        return shown + gone
    }
}
