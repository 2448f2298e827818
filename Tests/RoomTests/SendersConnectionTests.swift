import Dialects
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization
import Testing
import WarRoom

@testable import Room

/// The connection on a loop whose time stands still until the test moves it.
struct SendersConnectionTests {
    /// A connection whose requests are kept; the test answers them.
    private final class Peer {
        let channel = EmbeddedChannel()
        private let asked = Asked()

        private final class Asked: Sendable {
            let requests = Mutex<[(request: SendersRequest, reply: @Sendable (DialectAnswer) -> Void)]>([])
        }

        init() throws {
            let asked = asked
            try channel.pipeline.syncOperations.addHandler(
                SendersConnection { request, reply in asked.requests.withLock { $0.append((request, reply)) } })
            try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        }

        var requests: [SendersRequest] { asked.requests.withLock { $0.map(\.request) } }

        func send(_ part: HTTPServerRequestPart) throws { try channel.writeInbound(part) }

        func sendHead(length: Int? = nil, version: HTTPVersion = .http1_1) throws {
            var headers = HTTPHeaders([("Host", "localhost")])
            if let length { headers.add(name: "Content-Length", value: "\(length)") }
            try send(.head(HTTPRequestHead(version: version, method: .POST, uri: "/v1/alerts", headers: headers)))
        }

        func sendRequest(_ body: String, version: HTTPVersion = .http1_1) throws {
            try sendHead(length: body.utf8.count, version: version)
            try send(.body(ByteBuffer(string: body)))
            try send(.end(nil))
        }

        func answerLast(_ status: Int = 200) throws {
            try #require(asked.requests.withLock { $0.last }).reply(DialectAnswer(status: status))
            channel.embeddedEventLoop.run()
        }

        /// Lets time pass, less or more by some milliseconds.
        func pass(_ time: Milliseconds, plus milliseconds: Int64 = 0) {
            channel.embeddedEventLoop.advanceTime(by: .milliseconds(time.count + milliseconds))
        }

        /// The head of the next answer that was written, and how the connection is said to go on.
        func nextAnswer() throws -> (status: UInt, connection: String?) {
            guard case .head(let head)? = try channel.readOutbound(as: HTTPServerResponsePart.self),
                case .end? = try channel.readOutbound(as: HTTPServerResponsePart.self)
            else {
                Issue.record("expected an answer without a body")
                return (0, nil)
            }
            return (head.status.code, head.headers.first(name: "connection"))
        }

        var failure: DialectFailure? {
            guard case .failed(let failure)? = requests.last?.content else { return nil }
            return failure
        }
    }

    @Test func aRequestIsAnsweredOnceItIsWhole() throws {
        let peer = try Peer()
        try peer.sendHead(length: 4)
        try peer.send(.body(ByteBuffer(string: "ab")))
        #expect(peer.requests.isEmpty)
        try peer.send(.body(ByteBuffer(string: "cd")))
        try peer.send(.end(nil))
        guard case .body(let body)? = peer.requests.first?.content else {
            Issue.record("expected a body")
            return
        }
        #expect(String(decoding: body, as: UTF8.self) == "abcd")
        try peer.answerLast()
        let answer = try peer.nextAnswer()
        #expect(answer.status == 200 && answer.connection == nil)
    }

    @Test func oneConnectionTakesManyRequests() throws {
        let peer = try Peer()
        for number in 1...3 {
            try peer.sendRequest("body \(number)")
            #expect(peer.requests.count == number)
            try peer.answerLast()
            #expect(try peer.nextAnswer().status == 200)
            peer.pass(Limits.idleConnectionTime, plus: -1)
        }
        #expect(peer.channel.isActive)
    }

    @Test func aBodyThatSaysItIsTooLargeIsRefusedAtOnce() throws {
        let peer = try Peer()
        try peer.sendHead(length: Limits.bodyBytesMax + 1)
        #expect(peer.failure == .tooLarge)
    }

    @Test func aBodyThatTurnsOutTooLargeIsRefusedAndTheRestDropped() throws {
        let peer = try Peer()
        try peer.sendHead()
        let part = ByteBuffer(repeating: 0x20, count: Limits.bodyBytesMax / 2 + 1)
        try peer.send(.body(part))
        #expect(peer.requests.isEmpty)
        try peer.send(.body(part))
        #expect(peer.failure == .tooLarge)
        try peer.send(.body(part))
        try peer.send(.end(nil))
        #expect(peer.requests.count == 1)
        try peer.answerLast(413)
        let answer = try peer.nextAnswer()
        #expect(answer.status == 413 && answer.connection == "close")
        #expect(peer.channel.isActive, "its sender has time to read why")
        peer.pass(Limits.farewellTime)
        #expect(!peer.channel.isActive)
    }

    @Test func whoWasRefusedAndHangsUpHalfwayIsStillToldWhy() throws {
        let peer = try Peer()
        try peer.sendHead(length: Limits.bodyBytesMax + 1)
        peer.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        #expect(peer.channel.isActive)
        try peer.answerLast(413)
        #expect(try peer.nextAnswer().status == 413)
        #expect(!peer.channel.isActive)
    }

    @Test func aBodyThatDoesNotArriveInTimeIsRefused() throws {
        let peer = try Peer()
        try peer.sendHead(length: 100)
        peer.pass(Limits.requestTime, plus: -1)
        try peer.send(.body(ByteBuffer(string: "slow")))
        #expect(peer.requests.isEmpty)
        peer.pass(.zero, plus: 1)
        #expect(peer.failure == .tooSlow)
        try peer.answerLast(408)
        #expect(try peer.nextAnswer().status == 408)
        peer.pass(Limits.farewellTime)
        #expect(!peer.channel.isActive)
    }

    @Test func aConnectionOnWhichNothingBeginsIsClosed() throws {
        let peer = try Peer()
        peer.pass(Limits.firstRequestTime, plus: -1)
        #expect(peer.channel.isActive)
        peer.pass(.zero, plus: 1)
        #expect(!peer.channel.isActive)
    }

    @Test func aConnectionThatFellIdleIsClosed() throws {
        let peer = try Peer()
        try peer.sendRequest("x")
        peer.pass(Limits.idleConnectionTime, plus: Limits.requestTime.count)
        #expect(peer.channel.isActive, "an answer under way has all the time it needs")
        try peer.answerLast()
        peer.pass(Limits.idleConnectionTime, plus: -1)
        #expect(peer.channel.isActive)
        peer.pass(.zero, plus: 1)
        #expect(!peer.channel.isActive)
    }

    @Test func aSenderOfTheOldProtocolIsToldThatTheConnectionEnds() throws {
        let peer = try Peer()
        try peer.sendRequest("x", version: .http1_0)
        try peer.answerLast()
        #expect(try peer.nextAnswer().connection == "close")
        peer.pass(Limits.farewellTime)
        #expect(!peer.channel.isActive)
    }

    /// When the room stops, and when a sender has sent all that it will (`nc -N`).
    @Test(arguments: [ChannelShouldQuiesceEvent(), ChannelEvent.inputClosed] as [any Sendable])
    func anIdleConnectionEndsAtOnceAndABusyOneAfterItsAnswer(_ event: any Sendable) throws {
        let idle = try Peer()
        idle.channel.pipeline.fireUserInboundEventTriggered(event)
        #expect(!idle.channel.isActive)
        let busy = try Peer()
        try busy.sendRequest("x")
        busy.channel.pipeline.fireUserInboundEventTriggered(event)
        #expect(busy.channel.isActive)
        try busy.answerLast()
        let answer = try busy.nextAnswer()
        #expect(answer.status == 200 && answer.connection == "close")
        #expect(!busy.channel.isActive)
    }
}
