import Synchronization
public import WarRoom

/// Follows a room for as long as a dashboard is open: comes back by itself, and says when it is cut off.
public final class RoomFollower: Sendable {
    /// What the dashboard hears.
    public enum Update: Sendable {
        /// With what it was asked for by.
        case message(FollowMessage, of: ViewRequest)
        case connecting
        /// Said again only for another reason, however often it is tried meanwhile.
        case lost(reason: String)
        /// Somebody closed the room. It is followed again once it is open again, which ``RoomFollower/reopen()`` sees to.
        case closed
    }

    private struct Wish {
        var request: ViewRequest
        var task: Task<Void, Never>?
        var isOver = false
        var isToReopen = false
    }

    private final class SharedWish: Sendable {
        let value: Mutex<Wish>
        init(_ request: ViewRequest) { value = Mutex(Wish(request: request)) }
    }

    private let client: RoomClient
    private let starter: DaemonStarter
    private let deliver: @Sendable (Update) -> Void
    private let wish: SharedWish
    private static let pauseMin = Duration.milliseconds(50)
    private static let pauseMax = Duration.seconds(2)
    /// How soon a wish to open a closed room is seen, and after how many such looks it is asked whether somebody else did.
    private static let closedPause = Duration.milliseconds(100)
    private static let looksPerQuestion = 10

    /// `deliver` is called from any thread, one update at a time.
    public init(
        _ client: RoomClient, starter: DaemonStarter, request: ViewRequest,
        deliver: @escaping @Sendable (Update) -> Void
    ) {
        self.client = client
        self.starter = starter
        self.deliver = deliver
        wish = SharedWish(request)
    }

    /// How one connection ended.
    private enum Ending {
        /// Somebody wants something else, or nothing any more.
        case wanted
        case closed
        case lost(reason: String)
    }

    /// What is known from one connection to the next.
    private struct Memory {
        var room: EventID?
        /// The interests that the daemon was told.
        var told: String?
        /// Whether anything came by the last connection.
        var hasHeard = false
    }

    /// Follows until the task is cancelled or ``end()`` is called.
    public func run() async {
        var pause = Self.pauseMin
        var memory = Memory()
        var said: String?
        while !Task.isCancelled, !wish.value.withLock({ $0.isOver }) {
            switch await connect(&memory) {
            case .wanted:
                if Task.isCancelled { return }
                if memory.hasHeard { pause = Self.pauseMin }
            case .closed:
                deliver(.closed)
                await untilReopened()
                (pause, memory.told, said) = (Self.pauseMin, nil, nil)
            case .lost(let reason):
                if memory.hasHeard || reason != said { deliver(.lost(reason: reason)) }
                said = reason
                // It may come back as another daemon, which was told nothing.
                memory.told = nil
                if memory.hasHeard { pause = Self.pauseMin }
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, Self.pauseMax)
            }
        }
    }

    /// Connects once, and delivers what comes until that ends.
    private func connect(_ memory: inout Memory) async -> Ending {
        let request = wish.value.withLock { $0.request }
        let hasHeard = Mutex(false)
        let isClosed = Mutex(false)
        defer { memory.hasHeard = hasHeard.withLock { $0 } }
        do {
            deliver(.connecting)
            memory.room = try await starter.hello(of: client, known: memory.room).room
            if let interests = request.interests, interests.id != memory.told {
                // A daemon that does not know the question answers without; the screen then goes by its rows.
                try? await client.tell(interests)
                memory.told = interests.id
            }
            try await followOnce(request) { message in
                hasHeard.withLock { $0 = true }
                if message == .closed { isClosed.withLock { $0 = true } }
            }
            if isClosed.withLock({ $0 }) { return .closed }
            return isWanted(request) ? .lost(reason: "the room closed the connection") : .wanted
        } catch {
            // Whoever ends the following has not lost the room.
            return Task.isCancelled || !isWanted(request) ? .wanted : .lost(reason: "\(error)")
        }
    }

    /// Whether this is still what is to be followed.
    private func isWanted(_ request: ViewRequest) -> Bool {
        wish.value.withLock { !$0.isOver && $0.request == request }
    }

    /// Waits until the closed room is wanted again here, or somebody else has opened it.
    private func untilReopened() async {
        wish.value.withLock { $0.isToReopen = false }
        for look in 1... {
            if Task.isCancelled || wish.value.withLock({ $0.isOver || $0.isToReopen }) { return }
            try? await Task.sleep(for: Self.closedPause)
            if look.isMultiple(of: Self.looksPerQuestion), (try? await client.hello()) != nil { return }
        }
    }

    private func followOnce(
        _ request: ViewRequest, heard: @escaping @Sendable (FollowMessage) -> Void
    ) async throws {
        let (client, deliver) = (client, deliver)
        let failure = Mutex<(any Error)?>(nil)
        let task = Task {
            do {
                try await client.follow(request) { [wish] message in
                    heard(message)
                    if message == .closed { return }
                    // What still comes for a window that nobody looks at any more is not delivered.
                    guard wish.value.withLock({ $0.request == request && !$0.isOver }) else { return }
                    deliver(.message(message, of: request))
                }
            } catch {
                failure.withLock { $0 = error }
            }
        }
        let isStale = wish.value.withLock { wish in
            wish.task = task
            return wish.request != request || wish.isOver
        }
        if isStale { task.cancel() }
        await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Asks for another window; the next message is its first view.
    public func change(to request: ViewRequest) {
        let task = wish.value.withLock { wish in
            wish.request = request
            return wish.task
        }
        task?.cancel()
    }

    /// Opens the room again where it was closed; nothing otherwise.
    public func reopen() {
        wish.value.withLock { $0.isToReopen = true }
    }

    public func end() {
        let task = wish.value.withLock { wish in
            wish.isOver = true
            return wish.task
        }
        task?.cancel()
    }
}
