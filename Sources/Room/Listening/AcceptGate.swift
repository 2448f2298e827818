import NIOCore

/// Keeps a server from accepting more connections than it may have: further ones wait in the kernel's queue meanwhile.
final class AcceptGate: ChannelOutboundHandler {
    typealias OutboundIn = Never

    private let isOpen: @Sendable () -> Bool
    private var isHeldBack = false

    init(isOpen: @escaping @Sendable () -> Bool) {
        self.isOpen = isOpen
    }

    func read(context: ChannelHandlerContext) {
        isHeldBack = !isOpen()
        if !isHeldBack { context.read() }
    }

    /// A connection has ended; called on the server's event loop.
    func reconsider(_ channel: any Channel) {
        if isHeldBack { channel.read() }
    }
}
