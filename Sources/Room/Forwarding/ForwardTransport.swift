import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Settings
import WarRoom

/// Attempts over the network, by http and https alike. Redirects are not followed, nor the proxies of the environment;
/// certificates are verified against the system's authorities, or those that the setting names.
enum ForwardTransport {
    /// Gives a transport, whose connections are kept for the next request, and closes them all when the body ends.
    static func open(_ body: (_ transport: @escaping Forwarder.Transport) async -> Void) async {
        // Only closing could throw, and only what was closed before.
        try? await HTTPClient.withHTTPClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration
        ) { client in
            await body { request, setting in await attempt(request, setting, by: client) }
        }
    }

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.tlsConfiguration = tls(trusting: nil)
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(connect: .milliseconds(Limits.forwardTime.count))
        // Each failure is shown at once, and the forwarder itself comes back later.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .milliseconds(Limits.idleConnectionTime.count)
        configuration.decompression = .disabled
        configuration.httpVersion = .http1Only
        return configuration
    }

    private static func tls(trusting authorities: String?) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities { configuration.trustRoots = .file(authorities) }
        return configuration
    }

    private static func attempt(
        _ request: ForwardedRequest, _ setting: ForwardSetting, by client: HTTPClient
    ) async -> ForwardAttempt {
        let end = ContinuousClock.now + .milliseconds(Limits.forwardTime.count)
        do {
            let response = try await client.execute(
                outgoing(request, setting), deadline: .now() + .milliseconds(Limits.forwardTime.count))
            await drain(response.body, until: end)
            return ForwardAttempt(status: Int(response.status.code))
        } catch {
            return .failed(ForwardFailure.sentence(for: error))
        }
    }

    private static func outgoing(_ request: ForwardedRequest, _ setting: ForwardSetting) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: setting.url)
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        outgoing.body = .bytes(ByteBuffer(bytes: request.body))
        outgoing.tlsConfiguration = setting.ca.map { tls(trusting: $0) }
        return outgoing
    }

    /// Reads the rest of an answer, so that its connection can be used again; where it is long or slow, the connection is
    /// closed instead.
    private static func drain(_ body: HTTPClientResponse.Body, until end: ContinuousClock.Instant) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                var count = 0
                do {
                    for try await part in body {
                        count += part.readableBytes
                        if count > Limits.forwardAnswerBytesMax { return }
                    }
                } catch {
                    // The status has come, and says all there is to know.
                }
            }
            group.addTask { try? await Task.sleep(until: end, clock: .continuous) }
            await group.next()
            group.cancelAll()
        }
    }
}
