import Dialects
import Dispatch
import EventCodec
import EventLog
import NIOHTTP1
import WarRoom

/// Answers senders: finds the dialect, has its commands carried out, and answers when they are on the disk.
struct SendersListener: Sendable {
    typealias Reply = @Sendable (DialectAnswer) -> Void

    let writer: Writer
    let reader: EventReader
    let gate: RequestGate
    let tokens: TokenGate
    let forwarding: Forwarding
    let metrics: Metrics
    let rate: RateMeter
    let clock: any RoomClock
    let refused: RefusedInputs
    let settings: DialectSettings

    /// Called on the connection's event loop; the reply may come on any thread.
    func respond(to request: SendersRequest, _ reply: @escaping Reply) {
        let head = request.head
        if let refusal = gate.refusal(
            hosts: head.headers["host"], origin: head.headers.first(name: "origin"),
            fetchSite: head.headers.first(name: "sec-fetch-site"))
        {
            return turnAway(refusal.status, refusal.sentence, reply)
        }
        guard let (path, query) = Exchange.parts(of: head.uri) else {
            return turnAway(400, "the path has an escape that is none", reply)
        }
        let isHead = head.method == .HEAD
        if path == ["metrics"] {
            guard head.method == .GET || isHead else { return turnAway(405, allowing: ["GET", "HEAD"], reply) }
            let question = DialectRequest(
                method: "GET", path: path, headers: Self.headers(of: head), now: clock.now(), settings: settings)
            if case .unauthorized(let why) = tokens.verdict(on: question, in: nil) {
                return turnAway(401, why, headers: DialectFailure.unauthorized(why).headers, reply)
            }
            return answerMetrics(reply)
        }
        switch DialectTable.find(method: isHead ? "GET" : head.method.rawValue, segments: path) {
        case .match(let dialect, let route):
            read(request, dialect, route, path: path, query: query) { answer in
                metrics.count(dialect: dialect.name, status: answer.status)
                reply(answer.neutralised)
            }
        case .wrongMethod(let allowed): turnAway(405, allowing: allowed, reply)
        case .none:
            let sentence = "no sender's endpoint is called /\(path.joined(separator: "/")): Senders.md lists them"
            turnAway(404, Cut.text(sentence, bytesMax: 300), reply)
        }
    }

    private func turnAway(
        _ status: Int, _ sentence: String = "", allowing methods: [String] = [], headers: [String: String] = [:],
        _ reply: Reply
    ) {
        metrics.count(dialect: "none", status: status)
        let allow = methods.isEmpty ? [:] : ["Allow": methods.joined(separator: ", ")]
        reply(
            DialectAnswer(
                status: status, contentType: sentence.isEmpty ? nil : "text/plain; charset=utf-8",
                body: Array(sentence.utf8),
                headers: headers.merging(allow) { $1 }
            ).neutralised)
    }

    private func answerMetrics(_ reply: @escaping Reply) {
        writer.ask { [metrics, writer, forwarding] state in
            let body = metrics.text(status: writer.currentStatus, state: state, forwarding: forwarding)
            reply(DialectAnswer(status: 200, contentType: Metrics.contentType, body: body))
        }
    }

    private func read(
        _ request: SendersRequest, _ dialect: any Dialect.Type, _ route: DialectRoute, path: [String],
        query: [(name: String, value: String)], _ reply: @escaping Reply
    ) {
        switch request.content {
        case .failed(let failure):
            report([failure.sentence], of: dialect, sender: "unknown") { reply(dialect.failure(failure)) }
        case .body(let body):
            var presented = DialectRequest(
                method: route.method, path: path, query: query, headers: Self.headers(of: request.head), body: body,
                now: clock.now(), settings: settings)
            switch verdict(on: presented, dialect, route) {
            case .anyone: break
            case .sender(let name): presented.token = name
            case .unauthorized(let why):
                // Nothing of it is kept: it may hold a key that was meant for somewhere else.
                return report([why], of: dialect, sender: "unknown") {
                    reply(dialect.failure(.unauthorized(why)))
                }
            case .forbidden(let why, let sender):
                return report([why], of: dialect, sender: sender) { reply(dialect.failure(.forbidden(why))) }
            }
            let input = HeldInput(
                dialect: dialect.name, target: "\(route.method) \(request.head.uri)", who: presented.token ?? "unknown",
                body: body)
            guard !refused.contains(input) else {
                let failure = DialectFailure.malformed(RefusedInputs.sentence)
                return report([failure.sentence], of: dialect, sender: "unknown", asked: presented) {
                    reply(dialect.failure(failure))
                }
            }
            let asked = presented
            let reading = input.held { dialect.read(asked, on: route) }
            carryOut(reading, from: input) { answer in
                // The room's own answer comes first; only what it took is passed on.
                defer { pass(asked, reading, answer, of: dialect) }
                guard !reading.problems.isEmpty else { return reply(answer) }
                report(reading.problems, of: dialect, sender: reading.sender, asked: asked) { reply(answer) }
            }
        }
    }

    private func pass(
        _ request: DialectRequest, _ reading: DialectReading, _ answer: DialectAnswer, of dialect: any Dialect.Type
    ) {
        guard case .commands = reading.work, (200..<300).contains(answer.status) else { return }
        forwarding.pass(
            ForwardedRequest(method: request.method, headers: request.headers, body: request.body), of: dialect.name)
    }

    /// Whether a room is up may be asked by anyone: those who ask keep no keys.
    private func verdict(
        on request: DialectRequest, _ dialect: any Dialect.Type, _ route: DialectRoute
    ) -> TokenGate.Verdict {
        route.path.hasPrefix("/-/") ? .anyone : tokens.verdict(on: request, in: dialect)
    }

    private static func headers(of head: HTTPRequestHead) -> [(name: String, value: String)] {
        head.headers.map { ($0.name.lowercased(), $0.value) }
    }

    private func carryOut(_ reading: DialectReading, from input: HeldInput, _ reply: @escaping Reply) {
        switch reading.work {
        case .answer(let answer): reply(answer)
        case .question(let question):
            writer.ask { state in
                // Elsewhere, because an answer of a hundred thousand alerts must not keep the writer.
                DispatchQueue.global().async { reply(question(state)) }
            }
        case .lookUp(let id, let answer):
            writer.ask { [reader] state in
                // What cannot be read is shown elsewhere; its sender is told that it is not there.
                DispatchQueue.global().async { reply(answer(try? reader.event(.id(id))?.event(), state)) }
            }
        case .commands(let commands, let answer):
            rate.count(commands.count, at: clock.uptime())
            let actor = Self.actor(reading.sender, as: reading.person)
            writer.submit(commands, actor: actor, input: input.said(by: reading.sender)) { result in
                switch result {
                case .stored(let results): reply(answer(.stored(results)))
                case .remembered(let outcome): reply(answer(.stored([.success(outcome)])))
                case .busy: reply(answer(.busy))
                case .unwritable(let reason): reply(answer(.unwritable(reason)))
                }
            }
        }
    }

    /// Counts what could not be read, and makes it visible in the room before its sender is told. Of the request that was asked
    /// the body is kept, without the keys that it presented; of none nothing is.
    private func report(
        _ problems: [String], of dialect: any Dialect.Type, sender: String, asked request: DialectRequest? = nil,
        _ done: @escaping @Sendable () -> Void
    ) {
        metrics.countProblems(problems.count, dialect: dialect.name)
        let shown = problems.prefix(3).joined(separator: "; ")
        let rest = problems.count > 3 ? " (and \(problems.count - 3) more)" : ""
        let keys = request.map { PresentedKeys.secrets(of: $0, in: dialect) } ?? []
        let removal = KeyRemoval(presented: keys)
        let kept = removal.text(
            String(decoding: request?.body ?? [], as: UTF8.self), bytesMax: Limits.refusedBodyBytesMax * 2)
        let command = RefuseInput(
            source: dialect.name, sender: sender, items: problems.count,
            reason: Cut.text(
                removal.text(shown, bytesMax: Limits.reasonBytesMax * 2) + rest, bytesMax: Limits.reasonBytesMax),
            body: Cut.text(kept, bytesMax: Limits.refusedBodyBytesMax))
        writer.submit([command], actor: Self.actor(sender)) { _ in done() }
    }

    private static func actor(_ sender: String, as person: String? = nil) -> Actor {
        Actor(principal: "sender:\(sender)", person: person ?? sender, via: "sender")
    }
}
