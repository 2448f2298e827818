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
            if count < 0 && errno == EINTR { continue }
            // A reader that has gone (`| head`) wants no more: that is no failure of ours.
            guard count > 0 else { exit(ExitStatus.done.rawValue) }
            bytes = bytes.dropFirst(count)
        }
    }
}
