import Dialects
import NIOCore
import NIOHTTP1
import WarRoom

/// One sender's connection: gathers a request up to a limit and a time, has it answered, and takes the next.
///
/// Everything happens on the connection's event loop. A request that comes too large or too slowly is answered at once; the
/// connection is closed when its sender has had time to read why. One on which nothing begins in time is closed as well:
/// idle connections must not keep honest senders out.
final class SendersConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    /// Answers a request; the reply may come on any thread, once.
    typealias Responder =
        @Sendable (SendersRequest, _ reply: @escaping @Sendable (DialectAnswer) -> Void) -> Void

    private enum Phase {
        case waiting
        case gathering(HTTPRequestHead)
        case answering(isKeptAlive: Bool)
        /// Answered in the middle of a request: what else comes of it is dropped.
        case dismissed
    }

    private let respond: Responder
    private var phase = Phase.waiting
    private var body = ByteBuffer()
    private var isStopping = false
    /// When the phase ends by itself. One timer serves them all, since most phases end long before.
    private var due: NIODeadline = .distantFuture
    private var timer: (at: NIODeadline, task: Scheduled<Void>)?

    init(respond: @escaping Responder) {
        self.respond = respond
    }

    func handlerAdded(context: ChannelHandlerContext) { expect(within: Limits.firstRequestTime, context) }

    func handlerRemoved(context: ChannelHandlerContext) { timer?.task.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.task.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (Self.unwrapInboundIn(data), phase) {
        case (.head(let head), .waiting):
            phase = .gathering(head)
            body.clear()
            expect(within: Limits.requestTime, context)
            if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }),
                length > Limits.bodyBytesMax
            {
                dismiss(.tooLarge, context)
            }
        case (.body(var part), .gathering):
            body.writeBuffer(&part)
            if body.readableBytes > Limits.bodyBytesMax { dismiss(.tooLarge, context) }
        case (.end, .gathering(let head)):
            phase = .answering(isKeptAlive: head.isKeepAlive)
            due = .distantFuture
            ask(SendersRequest(head, content: .body(Array(body.readableBytesView))), context)
        default: return
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        let isEnd = (event as? ChannelEvent) == .inputClosed
        guard isEnd || event is ChannelShouldQuiesceEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        isStopping = true
        switch phase {
        case .waiting, .gathering: context.close(promise: nil)
        // A sender that has said all it had to say still waits for its answer.
        case .answering, .dismissed: return
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func ask(_ request: SendersRequest, _ context: ChannelHandlerContext) {
        let isHead = request.head.method == .HEAD
        let (loop, connection) = (context.eventLoop, NIOLoopBound((self, context), eventLoop: context.eventLoop))
        respond(request) { answer in
            loop.execute {
                let (handler, context) = connection.value
                handler.write(answer, isHead: isHead, context)
            }
        }
    }

    private func dismiss(_ failure: DialectFailure, _ context: ChannelHandlerContext) {
        guard case .gathering(let head) = phase else { return }
        phase = .dismissed
        due = .distantFuture
        body.clear()
        ask(SendersRequest(head, content: .failed(failure)), context)
    }

    private func write(_ answer: DialectAnswer, isHead: Bool, _ context: ChannelHandlerContext) {
        var isKeptAlive = false
        if case .answering(let isWished) = phase { isKeptAlive = isWished && !isStopping }
        var headers = HTTPHeaders()
        if let contentType = answer.contentType { headers.add(name: "Content-Type", value: contentType) }
        headers.add(name: "Content-Length", value: "\(answer.body.count)")
        for (name, value) in answer.headers { headers.add(name: name, value: value) }
        if !isKeptAlive { headers.add(name: "Connection", value: "close") }
        let status = HTTPResponseStatus(statusCode: answer.status)
        let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        if !answer.body.isEmpty, !isHead {
            context.write(Self.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))), promise: nil)
        }
        if case .answering = phase {
            // Before the end is written, because that lets the next request in.
            phase = isKeptAlive ? .waiting : .dismissed
            expect(within: isKeptAlive ? Limits.idleConnectionTime : Limits.farewellTime, context)
        } else {
            expect(within: Limits.farewellTime, context)
        }
        let end = context.writeAndFlush(Self.wrapOutboundOut(.end(nil)))
        if case .dismissed = phase, isStopping {
            end.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        }
    }

    /// From now on the phase ends by itself after this time.
    private func expect(within time: Milliseconds, _ context: ChannelHandlerContext) {
        due = context.eventLoop.now + .milliseconds(time.count)
        if let timer, timer.at <= due { return }
        timer?.task.cancel()
        arm(at: due, context)
    }

    private func arm(at deadline: NIODeadline, _ context: ChannelHandlerContext) {
        let connection = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = connection.value
            handler.ring(context)
        }
        timer = (deadline, task)
    }

    private func ring(_ context: ChannelHandlerContext) {
        timer = nil
        guard context.eventLoop.now >= due else {
            if due != .distantFuture { arm(at: due, context) }
            return
        }
        if case .gathering = phase { dismiss(.tooSlow, context) } else { context.close(promise: nil) }
    }
}
