import Settings
import Synchronization
import WarRoom

/// Passes accepted bodies on to one address, in their order, after the room itself has answered.
///
/// What waits is bounded; what does not fit, is not wanted, or fails too often is given up, counted, and shown in the room.
final class Forwarder: Sendable {
    typealias Transport = @Sendable (ForwardedRequest, ForwardSetting) async -> ForwardAttempt

    /// How it stands, for people and for the metrics.
    struct Status: Sendable, Equatable {
        var waiting = 0
        var done = 0
        var givenUp = 0
        /// Why the last one failed; nil once one has gone through.
        var reason: String?

        /// What is wrong now, in a sentence; nil where nothing is. The address itself may hold a key in its path.
        /// `mark` is what tells it from another one to the same host.
        func problem(of setting: ForwardSetting, mark: String = "") -> String? {
            guard let reason else { return nil }
            return "\(Forwarder.problem)\(setting.authority)\(mark): \(waiting) waiting, \(givenUp) given up: \(reason)"
        }
    }

    static let problem = "forwarding to "

    private struct Queue {
        var requests: [ForwardedRequest] = []
        var bytes = 0
        var status = Status()
    }

    let setting: ForwardSetting
    private let pause: @Sendable (Milliseconds) async -> Void
    private let onChange: @Sendable () -> Void
    private let queue = Mutex(Queue())
    private let arrivals: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    /// `pause` waits for a while; `onChange` is told when the status may have changed.
    init(
        _ setting: ForwardSetting,
        pause: @escaping @Sendable (Milliseconds) async -> Void = Forwarder.sleep,
        onChange: @escaping @Sendable () -> Void = {}
    ) {
        self.setting = setting
        self.pause = pause
        self.onChange = onChange
        (arrivals, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    static let sleep: @Sendable (Milliseconds) async -> Void = {
        try? await Task.sleep(for: .milliseconds($0.count))
    }

    var status: Status { queue.withLock { $0.status } }

    /// Puts a request at the end, unless too many wait already. Called from any thread; never waits.
    func add(_ request: ForwardedRequest) {
        let isTaken = queue.withLock { queue in
            guard queue.requests.count < Limits.forwardsWaitingMax,
                queue.bytes + request.body.count <= Limits.forwardBytesWaitingMax
            else {
                queue.status.givenUp += 1
                queue.status.reason = queue.status.reason ?? "too many wait"
                return false
            }
            queue.requests.append(request)
            queue.bytes += request.body.count
            queue.status.waiting = queue.requests.count
            return true
        }
        if isTaken { arrival.yield() } else { onChange() }
    }

    /// Passes on what comes, until the task is cancelled.
    func run(by transport: Transport) async {
        for await _ in arrivals {
            while !Task.isCancelled, let next = queue.withLock({ $0.requests.first }) {
                await pass(next, by: transport)
            }
        }
    }

    /// Passes one on; waits longer after each failure, by a random part so that rooms do not all come back at once.
    private func pass(_ request: ForwardedRequest, by transport: Transport) async {
        for attempt in 1...Limits.forwardAttemptsMax {
            switch await transport(request, setting) {
            case .done: return settle(isDone: true, reason: nil)
            case .refused(let why): return settle(isDone: false, reason: why)
            case .failed(let why):
                guard !Task.isCancelled else { return }
                queue.withLock { $0.status.reason = why }
                onChange()
                guard attempt < Limits.forwardAttemptsMax else { return settle(isDone: false, reason: why) }
                await pause(Self.delay(after: attempt, share: Double.random(in: 0...1)))
                guard !Task.isCancelled else { return }
            }
        }
    }

    /// Half a second doubled with each attempt up to ``Limits/forwardDelayMax``, and of that between a half and all of it.
    static func delay(after attempt: Int, share: Double) -> Milliseconds {
        let longest = min(Limits.forwardDelayMax.count, 500 << Int64(min(max(attempt, 1), 20) - 1))
        return Milliseconds(longest / 2 + longest * Int64(min(max(share, 0), 1) * 1000) / 2000)
    }

    private func settle(isDone: Bool, reason: String?) {
        queue.withLock { queue in
            queue.bytes -= queue.requests.removeFirst().body.count
            queue.status.waiting = queue.requests.count
            queue.status.reason = reason
            if isDone { queue.status.done += 1 } else { queue.status.givenUp += 1 }
        }
        onChange()
    }
}
