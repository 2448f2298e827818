import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import WarRoom

/// HTTP/1.1 over a home's socket, a connection each request.
struct SocketTransport: Sendable {
    typealias Connection = NIOAsyncChannel<HTTPResponsePart, HTTPRequestPart>

    let home: Home
    private static let answerBytesMax = 256 << 20

    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    /// Sends one request and takes the whole answer. Throws ``ClientError/unreachable(socket:reason:)``.
    func request(_ method: HTTPRequest.Method, _ target: String, body: [UInt8] = []) async throws -> Answer {
        try await exchange(method, target, body: body) { status, parts in
            var answer = Answer(status: status, body: [])
            while let part = try await parts() {
                guard answer.body.count + part.count <= Self.answerBytesMax else {
                    throw ClientError.misunderstood("the room's answer is larger than \(Self.answerBytesMax) bytes")
                }
                answer.body += part
            }
            return answer
        }
    }

    /// Sends a request and hands the answer's lines over as they come, until it ends.
    func lines(
        _ target: String, _ body: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        try await exchange(.get, target, body: []) { status, parts in
            var rest: [UInt8] = []
            while let part = try await parts() {
                rest += part
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = Array(rest[..<end])
                    rest.removeSubrange(...end)
                    if status == 200 { try await body(line) }
                }
            }
            guard status == 200 else {
                throw RoomAnswer.error(status: status, body: rest)
            }
        }
    }

    private func exchange<Result: Sendable>(
        _ method: HTTPRequest.Method, _ target: String, body: [UInt8],
        _ take: (Int, () async throws -> [UInt8]?) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        do {
            return try await exchange(on: connection, method, target, body: body, take)
        } catch {
            throw failure(error)
        }
    }

    private func exchange<Result: Sendable>(
        on connection: Connection, _ method: HTTPRequest.Method, _ target: String, body: [UInt8],
        _ take: (Int, () async throws -> [UInt8]?) async throws -> Result
    ) async throws -> Result {
        try await connection.executeThenClose { inbound, outbound in
            var head = HTTPRequest(method: method, scheme: "http", authority: "room", path: target)
            head.headerFields[.contentLength] = body.isEmpty ? nil : "\(body.count)"
            head.headerFields[.connection] = "close"
            var parts: [HTTPRequestPart] = [.head(head)]
            if !body.isEmpty { parts.append(.body(ByteBuffer(bytes: body))) }
            parts.append(.end(nil))
            try await outbound.write(contentsOf: parts)
            var iterator = inbound.makeAsyncIterator()
            guard case .head(let response)? = try await iterator.next() else {
                throw ClientError.unreachable(socket: home.socket, reason: "the connection ended")
            }
            return try await take(response.status.code) {
                guard case .body(let buffer)? = try await iterator.next() else { return nil }
                return Array(buffer.readableBytesView)
            }
        }
    }

    private func connect() async throws -> Connection {
        let path = try SocketPath(home)
        defer { path.close() }
        do {
            return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(unixDomainSocketPath: path.path) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHTTPClientHandlers()
                        try channel.pipeline.syncOperations.addHandler(HTTP1ToHTTPClientCodec())
                        return try Connection(wrappingChannelSynchronously: channel)
                    }
                }
        } catch let error as IOError {
            throw failure(error)
        }
    }

    /// A broken connection in the words of a client that cannot reach its room.
    private func failure(_ error: any Error) -> any Error {
        switch error {
        case let error as IOError where error.errnoCode == EACCES || error.errnoCode == EPERM:
            ClientError.notAllowed(home: home.path, owner: home.ownerName)
        case let error as IOError:
            ClientError.unreachable(socket: home.socket, reason: String(cString: strerror(error.errnoCode)))
        case is ChannelError, is HTTPParserError:
            ClientError.unreachable(socket: home.socket, reason: "the connection ended")
        default: error
        }
    }
}

/// The path to connect to: the socket's own, or one through its directory's descriptor where that is too long.
private struct SocketPath {
    let path: String
    private let directory: Int32
    init(_ home: Home) throws(ClientError) {
        guard home.hasLongSocketPath else {
            path = home.socket
            directory = -1
            return
        }
        directory = open(home.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else {
            throw .unreachable(socket: home.socket, reason: String(cString: strerror(errno)))
        }
        path = "/proc/self/fd/\(directory)/room.sock"
    }

    func close() {
        if directory >= 0 { Glibc.close(directory) }
    }
}
