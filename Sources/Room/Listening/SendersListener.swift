import Crypto
import Dialects
import HTTPTypes
import HummingbirdCore
import NIOCore
import WarRoom

/// Answers senders: finds the dialect, has its commands carried out, and answers when they are on the disk.
struct SendersListener: Sendable {
    let writer: Writer
    let gate: RequestGate
    let metrics: Metrics
    let rate: RateMeter
    let clock: any RoomClock
    let settings: DialectSettings

    func respond(_ request: Request, _ response: consuming ResponseWriter, _ channel: any Channel) async throws {
        let headers = request.headers
        let isHead = request.method == .head
        if let refusal = gate.refusal(
            host: request.head.authority ?? headers[HTTPField.Name("Host") ?? .origin], origin: headers[.origin],
            fetchSite: HTTPField.Name("Sec-Fetch-Site").flatMap { headers[$0] })
        {
            metrics.count(dialect: "none", status: 403)
            try await answer(
                DialectAnswer(status: 403, contentType: Self.text, body: Array(refusal.utf8)), to: response,
                isHead: isHead)
            return
        }
        guard let (path, query) = Exchange.parts(of: request.uri.string) else {
            try await answer(
                DialectAnswer(
                    status: 400, contentType: Self.text, body: Array("the path has an escape that is none".utf8)),
                to: response, isHead: isHead)
            return
        }
        if path == ["metrics"], request.method != .get, !isHead {
            metrics.count(dialect: "none", status: 405)
            try await answer(DialectAnswer(status: 405, headers: ["Allow": "GET, HEAD"]), to: response)
            return
        }
        if path == ["metrics"] {
            let body = metrics.text(status: writer.currentStatus, state: await writer.ask { $0 })
            try await answer(
                DialectAnswer(status: 200, contentType: Metrics.contentType, body: body), to: response, isHead: isHead)
            return
        }
        switch DialectTable.find(method: isHead ? "GET" : request.method.rawValue, segments: path) {
        case .match(let dialect, let route):
            let (found, isClosing) = await carryOut(request, dialect, route, path: path, query: query)
            metrics.count(dialect: dialect.name, status: found.status)
            try await answer(found, to: response, isClosing: isClosing, isHead: isHead)
            if isClosing { Self.dismiss(channel) }
        case .wrongMethod(let allowed):
            metrics.count(dialect: "none", status: 405)
            try await answer(
                DialectAnswer(status: 405, headers: ["Allow": allowed.joined(separator: ", ")]), to: response,
                isHead: isHead)
        case .none:
            metrics.count(dialect: "none", status: 404)
            let sentence = "no sender's endpoint is called /\(path.joined(separator: "/")): the README lists them"
            try await answer(
                DialectAnswer(status: 404, contentType: Self.text, body: Array(Cut.text(sentence, bytesMax: 300).utf8)),
                to: response, isHead: isHead)
        }
    }

    private static let text = "text/plain; charset=utf-8"

    /// Closes the connection of a sender that was turned away in the middle of its body, once it has had time to read why.
    private static func dismiss(_ channel: any Channel) {
        channel.eventLoop.scheduleTask(in: .milliseconds(Limits.farewellTime.count)) { channel.close(promise: nil) }
    }

    private func answer(
        _ found: DialectAnswer, to response: consuming ResponseWriter, isClosing: Bool = false, isHead: Bool = false
    ) async throws {
        try await Exchange.answer(
            found.status, contentType: found.contentType, body: found.body, headers: found.headers, closing: isClosing,
            to: response, isHead: isHead)
    }

    private func carryOut(
        _ request: Request, _ dialect: any Dialect.Type, _ route: DialectRoute, path: [String],
        query: [(name: String, value: String)]
    ) async -> (DialectAnswer, isClosing: Bool) {
        let body: [UInt8]
        do {
            body = try await Exchange.body(of: request, bytesMax: Limits.bodyBytesMax)
        } catch Exchange.BodyFailure.tooLarge {
            await tell(["a request larger than \(Limits.bodyBytesMax) bytes"], of: dialect, sender: "unknown", body: [])
            return (dialect.failure(.tooLarge), true)
        } catch {
            return (dialect.failure(.malformed("the body did not arrive within \(Limits.requestTime.spoken)")), true)
        }
        let reading = dialect.read(
            DialectRequest(
                method: route.method, path: path, query: query,
                headers: request.headers.map { ($0.name.canonicalName, $0.value) }, body: body, now: clock.now(),
                settings: settings), on: route)
        let found = await carryOut(reading, dialect)
        if !reading.problems.isEmpty {
            metrics.countProblems(reading.problems.count, dialect: dialect.name)
            await tell(reading.problems, of: dialect, sender: reading.sender, body: body)
        }
        return (found, false)
    }

    private func carryOut(_ reading: DialectReading, _ dialect: any Dialect.Type) async -> DialectAnswer {
        switch reading.work {
        case .answer(let answer): return answer
        case .question(let question): return question(await writer.ask { $0 })
        case .commands(let commands, let answer):
            let actor = Actor(
                principal: "sender:\(reading.sender)", person: reading.sender, via: "sender")
            rate.count(commands.count, at: clock.uptime())
            switch await writer.submit(commands, actor: actor) {
            case .stored(let results): return answer(.stored(results))
            case .remembered(let outcome): return answer(.stored([.success(outcome)]))
            case .busy: return answer(.busy)
            case .unwritable(let reason): return answer(.unwritable(reason))
            }
        }
    }

    /// Makes what could not be read visible in the room.
    private func tell(_ problems: [String], of dialect: any Dialect.Type, sender: String, body: [UInt8]) async {
        let shown = problems.prefix(3).joined(separator: "; ")
        let rest = problems.count > 3 ? " (and \(problems.count - 3) more)" : ""
        let kept = KeyRemoval.text(String(decoding: body.prefix(Limits.refusedBodyBytesMax * 2), as: UTF8.self))
        let command = RefuseInput(
            source: dialect.name, sender: sender, items: problems.count,
            reason: Cut.text(shown + rest, bytesMax: Limits.reasonBytesMax),
            body: Cut.text(kept, bytesMax: Limits.refusedBodyBytesMax))
        _ = await writer.submit([command], actor: Actor(principal: "sender:\(sender)", person: sender, via: "sender"))
    }
}

/// Takes senders' keys out of bodies that are kept.
enum KeyRemoval {
    private static let names = [
        "routing_key", "service_key", "apiKey", "api_key", "token", "password", "secret", "authorization",
    ]

    /// The text with the string values of members whose names say that they are keys replaced, as far as it reads like JSON.
    static func text(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for name in names {
            let needle = Array("\"\(name)\"".utf8)
            var start = 0
            while let found = bytes[start...].firstRange(of: needle) {
                start = found.upperBound
                var index = start
                while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ":")].contains(bytes[index]) {
                    index += 1
                }
                guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { continue }
                let from = index + 1
                var end = from
                while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
                    end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                bytes.replaceSubrange(from..<min(end, bytes.count), with: Array("(removed)".utf8))
                start = from
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
