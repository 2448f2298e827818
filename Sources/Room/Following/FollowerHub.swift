import Dispatch
import EventLog
import Synchronization
import WarRoom

/// Keeps every dashboard at the newest truth: the first change at once, then at most one message in 50 ms each.
final class FollowerHub: Sendable {
    private struct Hub {
        var followers: [ObjectIdentifier: Follower] = [:]
        var isScheduled = false
        var lastFlush = Milliseconds(0)
        var live = LiveStatus()
    }

    private let hub = Mutex(Hub())
    private let queue = DispatchQueue(label: "followers", qos: .userInitiated)
    private let clock: any RoomClock
    private let timeline: TimelineFeeder
    private let rate: RateMeter
    private let groups = GroupPace()
    /// Knows which playbooks screens ask about.
    let fitting = FittingPace()
    private let heart = Mutex<(any DispatchSourceTimer)?>(nil)
    /// Asks the writer; set once, before the first follower comes.
    private let askWriter = Mutex<(@Sendable (@escaping WriterQueue.Question) -> Void)?>(nil)

    init(clock: any RoomClock, timeline: TimelineFeeder, rate: RateMeter) {
        self.clock = clock
        self.timeline = timeline
        self.rate = rate
    }

    func connect(_ writer: Writer) {
        askWriter.withLock { $0 = { [weak writer] question in writer?.ask(question) } }
    }

    /// Takes a new dashboard in and sends it its first view. Nil where there are too many.
    func add(_ request: ViewRequest, interests: String? = nil, presence: Presence) -> Follower? {
        let follower = Follower(request, interests: interests, presence: presence)
        let isTaken = hub.withLock { hub in
            guard hub.followers.count < Limits.followersMax else { return false }
            hub.followers[ObjectIdentifier(follower)] = follower
            hub.live.present = Self.present(hub.followers.values)
            return true
        }
        guard isTaken else { return nil }
        startHeart()
        timeline.whenWritten { [self] in
            queue.async { [self] in begin(follower) }
        }
        schedule()
        return follower
    }

    func remove(_ follower: Follower) {
        follower.end()
        let isEmpty = hub.withLock { hub in
            hub.followers[ObjectIdentifier(follower)] = nil
            hub.live.present = Self.present(hub.followers.values)
            return hub.followers.isEmpty
        }
        if isEmpty { stopHeart() } else { schedule() }
    }

    /// Called after each commit, on the writer's thread.
    func note(_ commit: Commit) {
        let followers = hub.withLock { Array($0.followers.values) }
        guard !followers.isEmpty else { return }
        for follower in followers {
            for entries in commit.entries { follower.note(entries) }
        }
        if !commit.amendments.isEmpty { noteAmended(commit.amendments) }
        schedule()
    }

    /// What an amendment made of an entry is known once the timeline has it.
    private func noteAmended(_ amendments: [TimelineAmendment]) {
        timeline.whenWritten { [self] in
            queue.async { [self] in
                let entries = amendments.compactMap { timeline.entry($0.entry) }
                for follower in hub.withLock({ Array($0.followers.values) }) { follower.note(amended: entries) }
                schedule()
            }
        }
    }

    /// Something live changed: a listener, a problem.
    func setLive(_ change: @Sendable (inout LiveStatus) -> Void) {
        hub.withLock { change(&$0.live) }
        schedule()
    }

    var live: LiveStatus { hub.withLock { $0.live } }

    /// Tells everybody that the room was closed on purpose.
    func close() {
        for follower in hub.withLock({ Array($0.followers.values) }) { follower.close() }
    }

    func stop() {
        stopHeart()
        for follower in hub.withLock({ Array($0.followers.values) }) { follower.end() }
    }

    private static func present(_ followers: some Collection<Follower>) -> [Presence] {
        var seen: Set<String> = []
        return followers.map(\.presence).sorted { $0.since < $1.since }.filter { seen.insert($0.person).inserted }
    }

    /// Arranges for a flush: at once after a quiet time, else when 50 ms have passed since the last.
    private func schedule() {
        let delay: Int64? = hub.withLock { hub in
            guard !hub.isScheduled, !hub.followers.isEmpty else { return nil }
            hub.isScheduled = true
            return max(0, hub.lastFlush.count + Limits.followInterval.count - clock.uptime().count)
        }
        guard let delay else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(clamping: delay))) { [self] in flush() }
    }

    private func flush() {
        let followers = hub.withLock { hub in
            hub.isScheduled = false
            hub.lastFlush = clock.uptime()
            return hub.followers.values.filter(\.isReady)
        }
        guard !followers.isEmpty else { return }
        let live = currentLive()
        ask { [self] state in
            let (views, again) = views(of: state, for: followers, live: live)
            queue.async { [self] in
                let uptime = clock.uptime()
                for (follower, view) in zip(followers, views) { follower.update(view, at: uptime) }
                if let again { wake(at: again) }
            }
        }
    }

    /// Flushes once more when grouped boards and what fits may be made anew; what changes until then is flushed as ever.
    private func wake(at uptime: Milliseconds) {
        let delay = max(0, uptime.count - clock.uptime().count)
        queue.asyncAfter(deadline: .now() + .milliseconds(Int(clamping: delay))) { [self] in schedule() }
    }

    private func begin(_ follower: Follower) {
        let entries =
            (try? timeline.page(
                follower.request.timeline, before: nil, after: nil, limit: follower.request.timelineLength)) ?? []
        let live = currentLive()
        ask { [self] state in
            let (views, again) = views(of: state, for: [follower], live: live)
            guard var view = views.first else { return }
            view.entries = entries
            let first = view
            queue.async { [self] in
                follower.begin(first, at: clock.uptime())
                if let again { wake(at: again) }
            }
        }
    }

    private func currentLive() -> LiveStatus {
        var live = hub.withLock { $0.live }
        live.alertsPerSecond = rate.perSecond(at: clock.uptime())
        return live
    }

    /// The views of all followers, and when to make them once more although nothing changes; those that look at the same
    /// part of the board share the work.
    private func views(
        of state: RoomState, for followers: [Follower], live: LiveStatus
    ) -> (views: [RoomView], again: Milliseconds?) {
        let overview = RoomOverview(state)
        let silences = followers.contains { $0.request.showsSilences } ? SilenceSummary.living(in: state) : nil
        var windows: [(follower: Follower, window: BoardWindow)] = []
        var again: Milliseconds?
        let views = followers.map { follower in
            let known = windows.first { $0.follower.seesTheSameBoard(as: follower) }
            var window = known?.window
            if window == nil {
                let made = groups.window(
                    of: state, filter: follower.filter, follower.request, uptime: { clock.uptime() })
                windows.append((follower, made.window))
                window = made.window
                again = [again, made.again].compactMap { $0 }.min { $0.count < $1.count }
            }
            let shown = window ?? BoardWindow(of: state, filter: follower.filter, follower.request)
            var view = RoomView(overview: overview, live: live, window: shown, entries: [])
            if follower.request.showsSilences { view.silences = silences }
            if let interests = follower.interests {
                let made = fitting.fitting(of: state, interests, uptime: { clock.uptime() })
                view.fitting = made.fitting
                again = [again, made.again].compactMap { $0 }.min { $0.count < $1.count }
            }
            return view
        }
        return (views, again)
    }

    private func ask(_ question: @escaping WriterQueue.Question) {
        askWriter.withLock { $0 }?(question)
    }

    /// While anybody follows, a beat shows that the room is alive, and lets rates sink.
    private func startHeart() {
        heart.withLock { heart in
            guard heart == nil else { return }
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + 5, repeating: .seconds(5), leeway: .milliseconds(500))
            timer.setEventHandler { [weak self] in self?.beat() }
            timer.resume()
            heart = timer
        }
    }

    private func stopHeart() {
        heart.withLock { heart in
            heart?.cancel()
            heart = nil
        }
    }

    private func beat() {
        let followers = hub.withLock { Array($0.followers.values) }
        if rate.isSettling(at: clock.uptime()) { schedule() }
        ask { [self] state in
            let sequence = state.sequence
            queue.async { [self] in
                let uptime = clock.uptime()
                for follower in followers { follower.beat(sequence: sequence, at: uptime) }
            }
        }
    }

    /// The connection of a follower has written a line: what was held back may go.
    func wrote(_ follower: Follower) {
        if follower.wrote() { schedule() }
    }
}
