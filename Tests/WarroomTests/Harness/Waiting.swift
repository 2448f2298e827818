import Foundation

/// How long a condition may take to come true. Long, because it costs nothing where all is well.
let patience: TimeInterval = 30

/// When waiting ends. A clock that is set, or a machine that sleeps, does not bring it nearer.
struct Deadline {
    private let end: SuspendingClock.Instant

    init(in seconds: TimeInterval) {
        end = .now + .seconds(seconds)
    }

    var hasPassed: Bool { .now >= end }
    var millisecondsLeft: Int32 { Int32(max(0, (end - .now) / .milliseconds(1)).rounded(.up)) }
}

/// A condition did not come true in its time.
struct WaitedInVain: Error, CustomStringConvertible {
    let description: String
}

/// Asks until the condition gives a value, or throws when the time is over. The last `state` says what was seen instead.
@discardableResult
func eventually<Value>(
    _ what: String, within seconds: TimeInterval = patience, state: () -> String = { "" },
    _ condition: () throws -> Value?
) throws -> Value {
    let deadline = Deadline(in: seconds)
    var pause: UInt32 = 1000
    while true {
        if let value = try condition() { return value }
        guard !deadline.hasPassed else {
            throw WaitedInVain(description: "waited \(Int(seconds)) s in vain for: \(what). \(state())")
        }
        usleep(pause)
        pause = min(pause * 2, 10_000)
    }
}

/// The same for a condition that is true or not.
func eventually(
    _ what: String, within seconds: TimeInterval = patience, state: () -> String = { "" }, isTrue: () throws -> Bool
) throws {
    try eventually(what, within: seconds, state: state) { try isTrue() ? true : nil }
}

/// Runs what blocks on threads of its own, so that it does not hold up the tests that are asynchronous, a few at a time.
final class BlockingExecutor: TaskExecutor {
    static let shared = BlockingExecutor()
    private static let turns = Turns(4)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        Thread.detachNewThread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    static func run<Value: Sendable>(_ body: @Sendable () throws -> Value) async throws -> Value {
        await turns.take()
        defer { Task { await turns.give() } }
        return try await withTaskExecutorPreference(shared) { try body() }
    }
}

/// So many at a time, the others in the order they came.
private actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func give() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
