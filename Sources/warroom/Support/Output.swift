import Glibc
import PlainText
import Synchronization
import Terminal
import WireJSON

/// The only way out for words: standard output and standard error take nothing but neutralised text.
enum Output {
    private struct State {
        var ending: Ending?
        var failure: ExitStatus?
    }

    private static let state = Mutex(State())

    /// From now on an answer that cannot be written ends the program by `ending`: it has more to put in order than to exit.
    static func end(by ending: Ending) {
        state.withLock { $0.ending = ending }
    }

    /// How the program is to end because its answer could not be written; nil where it could be.
    static var failure: ExitStatus? { state.withLock { $0.failure } }

    static func line(_ text: SafeText) {
        write(text.string + "\n", to: STDOUT_FILENO)
    }

    /// Raw words, neutralised as a line.
    static func line(raw text: String) {
        line(SafeText.line(text))
    }

    /// A drawn page: its words are neutralised, and its only control characters are those that colour them.
    static func page(_ text: FrameText) {
        write(text.lines.map { $0 + "\n" }.joined(), to: STDOUT_FILENO)
    }

    /// A whole JSON document, as the room sent it or as this program wrote it.
    static func json(_ bytes: [UInt8]) {
        line(SafeText.json(String(decoding: bytes, as: UTF8.self)))
    }

    static func json(_ value: some Encodable) throws {
        json(try WireEncoder.encode(value))
    }

    static func problemLine(_ text: SafeText) {
        write(text.string + "\n", to: STDERR_FILENO)
    }

    static func problem(_ text: String) {
        write("warroom: " + SafeText.line(text).string + "\n", to: STDERR_FILENO)
    }

    private static func write(_ text: String, to descriptor: Int32) {
        if descriptor == STDOUT_FILENO, failure != nil { return }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            let reason = errno
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if count < 0, reason == EAGAIN {
                // Whoever shares the terminal or the pipe has made it non-blocking.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&waiting, 1, -1)
            } else if count == 0 || reason != EINTR {
                return giveUp(descriptor, because: count == 0 ? EIO : reason)
            }
        }
    }

    /// What could not be answered must not look as if it had been. Where the complaint itself cannot be written, the program's
    /// status still tells what became of it.
    private static func giveUp(_ descriptor: Int32, because reason: Int32) {
        guard descriptor == STDOUT_FILENO else { return }
        // A reader that has gone (`| head`) wants no more: that is no failure of ours.
        let status = reason == EPIPE ? ExitStatus.done : .failed
        if status != .done { problem("could not write the answer: \(String(cString: strerror(reason)))") }
        let ending = state.withLock { state in
            state.failure = status
            return state.ending
        }
        // At once: other threads may be using what `exit` would take down.
        guard let ending else { _exit(status.rawValue) }
        ending.end()
    }
}
