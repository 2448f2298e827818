import Foundation
import Synchronization
import WarRoom

/// What waits for the writer, in two lanes: people's commands are always taken first.
final class WriterQueue: Sendable {
    /// Something to do on the writer's thread with the state as it is on the disk.
    typealias Question = @Sendable (RoomState) -> Void

    struct Work {
        var questions: [Question] = []
        var people: [Submission] = []
        var senders: [Submission] = []
        var isStopping = false

        var isEmpty: Bool { questions.isEmpty && people.isEmpty && senders.isEmpty && !isStopping }
    }

    private let waiting = Mutex(Work())
    private let bell = DispatchSemaphore(value: 0)

    /// False where too much waits already.
    func submit(_ submission: Submission) -> Bool {
        let isTaken = waiting.withLock { work in
            guard !work.isStopping else { return false }
            if submission.commandID != nil {
                work.people.append(submission)
            } else {
                guard work.senders.count < Limits.waitingSubmissionsMax else { return false }
                work.senders.append(submission)
            }
            return true
        }
        if isTaken { bell.signal() }
        return isTaken
    }

    func ask(_ question: @escaping Question) {
        waiting.withLock { $0.questions.append(question) }
        bell.signal()
    }

    /// Ends a waiting ``take(within:)`` although there may be no work.
    func ring() {
        bell.signal()
    }

    func stop() {
        waiting.withLock { $0.isStopping = true }
        bell.signal()
    }

    /// Waits until there is work or the time is over, and takes what one commit may hold.
    func take(within time: Milliseconds?) -> Work {
        let first = takeNow()
        guard first.isEmpty else { return first }
        let deadline =
            time.map { DispatchTime.now() + .milliseconds(Int(clamping: max(0, $0.count))) } ?? .distantFuture
        _ = bell.wait(timeout: deadline)
        while bell.wait(timeout: .now()) == .success {}
        return takeNow()
    }

    private func takeNow() -> Work {
        waiting.withLock { work in
            var taken = Work()
            swap(&taken.questions, &work.questions)
            swap(&taken.people, &work.people)
            taken.isStopping = work.isStopping
            var commands = 0
            let count = work.senders.firstIndex { submission in
                commands += submission.commands.count
                return commands > Limits.eventsPerCommitMax
            }
            let end = min(work.senders.count, max(1, count ?? work.senders.count))
            taken.senders = Array(work.senders.prefix(end))
            work.senders.removeFirst(end)
            return taken
        }
    }
}
