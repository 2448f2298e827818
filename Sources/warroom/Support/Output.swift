import Glibc
import PlainText
import Terminal
import WireJSON

/// The only way out for words: standard output and standard error take nothing but neutralised text.
enum Output {
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
        if reason == EPIPE { exit(ExitStatus.done.rawValue) }
        problem("could not write the answer: \(String(cString: strerror(reason)))")
        exit(ExitStatus.failed.rawValue)
    }
}
