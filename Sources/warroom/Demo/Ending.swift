import Dispatch
import Glibc
import Synchronization

/// The end of a program's run: comes once, from wherever; whoever asked is told.
final class Ending: Sendable {
    private struct State {
        var isOver = false
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    func end() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            state.isOver = true
            return state.waiting
        }
        for act in waiting { act() }
    }

    /// Carries out when the end comes, at once where it has.
    func whenOver(_ act: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.waiting.append(act) }
            return state.isOver
        }
        if isOver { act() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            whenOver { continuation.resume() }
        }
    }

    /// From now on the signals that ask a program to go end this instead of the process, while the sources are held.
    func comeBySignal() -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT, SIGHUP, SIGQUIT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in end() }
            source.resume()
            return source
        }
    }
}
