import EventCodec
import Synchronization
import WarRoom

/// One dashboard that follows the room: what it asked for, what it was sent last, and the way to it.
final class Follower: Sendable {
    let request: ViewRequest
    let filter: AlertFilter
    let filterProblem: String?
    let presence: Presence
    /// The id of the playbooks' matchers that it was told ahead what they are.
    let interests: String?
    /// Lines for the connection to write; the connection calls ``wrote()`` after each.
    let lines: AsyncStream<[UInt8]>
    private let continuation: AsyncStream<[UInt8]>.Continuation
    private let sent = Mutex(Sent())
    /// Messages on their way; more are held back until one is written, and then say the newest truth.
    private static let messagesUnderWayMax = 2

    private struct Sent {
        var view: RoomView?
        var waiting: [TimelineEntry] = []
        var isGapped = false
        var underWay = 0
        var lastSentAt = Milliseconds.zero
        var sequence: Int64 = 0
    }

    init(_ request: ViewRequest, interests: String? = nil, presence: Presence) {
        self.interests = interests
        self.request = request
        self.presence = presence
        do {
            filter = try AlertFilter(request.filter)
            filterProblem = nil
        } catch {
            filter = .all
            filterProblem = error.description
        }
        (lines, continuation) = AsyncStream.makeStream()
    }

    /// Whether a new view can be sent now.
    var isReady: Bool { sent.withLock { $0.view != nil && $0.underWay < Self.messagesUnderWayMax } }

    /// Whether another one asked for the same stretch of the board.
    func seesTheSameBoard(as other: Follower) -> Bool {
        filter == other.filter && request.offset == other.request.offset && request.length == other.request.length
            && request.anchor == other.request.anchor && request.grouping == other.request.grouping
            && request.opened == other.request.opened
    }

    /// Takes note of entries that the next message shall tell.
    func note(_ entries: [TimelineEntry]) {
        let wanted = entries.filter { $0.isWithdrawn || request.timeline.matches($0) }
        guard !wanted.isEmpty else { return }
        sent.withLock { sent in
            sent.waiting += wanted
            let excess = sent.waiting.count - request.timelineLength
            if excess > 0 {
                sent.waiting.removeFirst(excess)
                sent.isGapped = true
            }
        }
    }

    /// The same for entries that changed: one that no longer has the words that were asked for goes from the screen.
    func note(amended entries: [TimelineEntry]) {
        guard !request.timeline.text.isEmpty else { return note(entries) }
        note(
            entries.filter { [request] in
                (request.timeline.incident == nil || $0.incident == request.timeline.incident)
                    && (request.timeline.isOfRoom != true || $0.incident == nil)
            }.map { entry in
                var entry = entry
                entry.isWithdrawn = !request.timeline.matches(entry)
                return entry
            })
    }

    /// Sends the first view; entries that it holds already are not told again.
    func begin(_ view: RoomView, at uptime: Milliseconds) {
        sent.withLock { sent in
            var first = view
            let last = view.entries.last?.sequence ?? 0
            first.entries += sent.waiting.filter { $0.sequence > last && !$0.isWithdrawn }
            first.filterProblem = filterProblem
            sent.waiting = []
            sent.isGapped = false
            send(.view(first), view: first, at: uptime, &sent)
        }
    }

    /// Sends what changed between the last view and this one; nothing where nothing did.
    func update(_ view: RoomView, at uptime: Milliseconds) {
        sent.withLock { sent in
            guard let old = sent.view, sent.underWay < Self.messagesUnderWayMax else { return }
            var change = old.change(to: view)
            change.entries = sent.waiting
            change.timelineIsGapped = sent.isGapped
            sent.waiting = []
            sent.isGapped = false
            guard !change.isEmpty else { return }
            send(.change(change), view: view, at: uptime, &sent)
        }
    }

    /// Says that the room is alive, if nothing else was said for a while.
    func beat(sequence: Int64, at uptime: Milliseconds) {
        sent.withLock { sent in
            guard sent.view != nil, sent.underWay == 0,
                uptime.count - sent.lastSentAt.count >= Limits.heartbeatInterval.count
            else { return }
            yield(.heartbeat(sequence: sequence), at: uptime, &sent)
        }
    }

    /// The connection has written a line; true where something is held back for it.
    func wrote() -> Bool {
        sent.withLock { sent in
            sent.underWay -= 1
            return true
        }
    }

    /// Says that the room was closed on purpose; nothing comes after it.
    func close() {
        if let line = try? FollowCodec.encode(.closed) { continuation.yield(line) }
        continuation.finish()
    }

    func end() {
        continuation.finish()
    }

    private func send(_ message: FollowMessage, view: RoomView, at uptime: Milliseconds, _ sent: inout Sent) {
        sent.view = view
        sent.view?.entries = []
        yield(message, at: uptime, &sent)
    }

    private func yield(_ message: FollowMessage, at uptime: Milliseconds, _ sent: inout Sent) {
        guard let line = try? FollowCodec.encode(message) else { return }
        sent.underWay += 1
        sent.lastSentAt = uptime
        continuation.yield(line)
    }
}
