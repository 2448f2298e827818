import NIOCore
import NIOHTTP1
import NIOPosix
import Settings
import Synchronization
import WarRoom

/// The listener's socket and the connections on it.
final class SendersServer: Sendable {
    private let respond: SendersConnection.Responder
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    private let onConnectionEnd = Mutex<(@Sendable () -> Void)?>(nil)
    private let loops = MultiThreadedEventLoopGroup.singleton

    init(respond: @escaping SendersConnection.Responder) {
        self.respond = respond
    }

    /// Serves until the task is cancelled: then connections end after the answers under way. Throws `IOError` where the
    /// address cannot be had.
    ///
    /// `onBound` is told the port.
    func run(on address: ListenAddress, onBound: (_ port: Int?) -> Void) async throws {
        let listening = try await ServerBootstrap(group: loops)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { [self] server in server.eventLoop.makeCompletedFuture { try gate(server) } }
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [self] channel in channel.eventLoop.makeCompletedFuture { try setUp(channel) } }
            .bind(host: address.host, port: Int(address.port)).get()
        onBound(listening.localAddress?.port)
        await withTaskCancellationHandler {
            try? await listening.closeFuture.get()
        } onCancel: {
            listening.close(promise: nil)
        }
        await quiesce()
    }

    private func gate(_ server: any Channel) throws {
        let gate = AcceptGate { [self] in channels.withLock { $0.count < Limits.connectionsMax } }
        try server.pipeline.syncOperations.addHandler(gate)
        let bound = NIOLoopBound(gate, eventLoop: server.eventLoop)
        onConnectionEnd.withLock { $0 = { server.eventLoop.execute { bound.value.reconsider(server) } } }
    }

    private func setUp(_ channel: any Channel) throws {
        channels.withLock { $0[ObjectIdentifier(channel)] = channel }
        channel.closeFuture.whenComplete { [self] _ in
            channels.withLock { $0[ObjectIdentifier(channel)] = nil }
            onConnectionEnd.withLock { $0 }?()
        }
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = Limits.headerBytesMax
        limits.maxHeaderListSize = Limits.headerBytesMax
        limits.maxHeaderFieldCount = Limits.headerCountMax
        let pipeline = channel.pipeline.syncOperations
        try pipeline.configureHTTPServerPipeline(
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
        try pipeline.addHandler(SendersConnection(respond: respond))
    }

    private func quiesce() async {
        let open = channels.withLock { Array($0.values) }
        for channel in open {
            channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
            // Whoever is in the middle of a request then sends it again, to whatever comes after this room.
            channel.eventLoop.scheduleTask(in: .milliseconds(Limits.farewellTime.count)) { channel.close(promise: nil) }
        }
        for channel in open { try? await channel.closeFuture.get() }
    }
}
