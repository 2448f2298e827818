import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Settings
import Synchronization
import WarRoom

/// One attempt over the network: HTTP/1.1, a connection each request, redirects not followed.
enum ForwardTransport {
    static let http: Forwarder.Transport = { request, setting in
        do {
            return ForwardAttempt(status: try await exchange(request, setting))
        } catch let error as IOError {
            return .failed(String(cString: strerror(error.errnoCode)).lowercased())
        } catch let error as NIOConnectionError {
            let last = error.connectionErrors.last?.error as? IOError
            return .failed(last.map { String(cString: strerror($0.errnoCode)).lowercased() } ?? "no connection")
        } catch is AnswerTimeout {
            return .failed("no answer in \(Limits.forwardTime.spoken)")
        } catch {
            return .failed("no answer that is HTTP")
        }
    }

    fileprivate struct AnswerTimeout: Error {}

    private static func exchange(_ request: ForwardedRequest, _ setting: ForwardSetting) async throws -> Int {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answered = loop.makePromise(of: Int.self)
        do {
            let channel = try await ClientBootstrap(group: loop)
                .connectTimeout(.milliseconds(Limits.forwardTime.count))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let pipeline = channel.pipeline.syncOperations
                        try pipeline.addHTTPClientHandlers()
                        try pipeline.addHandler(StatusReader(answered))
                    }
                }
                .connect(host: setting.host, port: Int(setting.port)).get()
            loop.scheduleTask(in: .milliseconds(Limits.forwardTime.count)) {
                answered.fail(AnswerTimeout())
            }
            channel.write(HTTPClientRequestPart.head(head(of: request, setting)), promise: nil)
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))), promise: nil)
            channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
            let result = await answered.futureResult.resultValue()
            channel.close(promise: nil)
            return try result.get()
        } catch {
            answered.fail(error)
            throw error
        }
    }

    private static func head(of request: ForwardedRequest, _ setting: ForwardSetting) -> HTTPRequestHead {
        var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        headers.add(name: "Host", value: setting.authority)
        headers.add(name: "Content-Length", value: "\(request.body.count)")
        headers.add(name: "Connection", value: "close")
        return HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: setting.target, headers: headers)
    }
}

extension EventLoopFuture<Int> {
    fileprivate func resultValue() async -> Result<Int, any Error> {
        do { return .success(try await get()) } catch { return .failure(error) }
    }
}

/// Takes the status of the answer; the rest of it is of no interest.
private final class StatusReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    private struct NoAnswer: Error {}
    private let answered: EventLoopPromise<Int>

    init(_ answered: EventLoopPromise<Int>) {
        self.answered = answered
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = Self.unwrapInboundIn(data), head.status.code >= 200 else { return }
        answered.succeed(Int(head.status.code))
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answered.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        answered.fail(NoAnswer())
        context.fireChannelInactive()
    }
}
