import Foundation

/// What a daemon that is being started prints into its log file, behind what others printed before.
struct DaemonLog {
    /// The log file, or a place for words that cannot be kept: a daemon starts without a log file as well.
    let path: String
    private let start: UInt64
    private static let bytesMax = 16 << 10
    private static let sentenceCharactersMax = 400

    init(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            (self.path, start) = ("/dev/null", 0)
            return
        }
        defer { close(descriptor) }
        self.path = path
        start = UInt64(clamping: lseek(descriptor, 0, SEEK_END))
    }

    /// The last thing that was said since the start; nil where nothing was.
    var lastSentence: String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        let end = (try? file.seekToEnd()) ?? 0
        let first = max(start, end > UInt64(Self.bytesMax) ? end - UInt64(Self.bytesMax) : 0)
        guard end > first, (try? file.seek(toOffset: first)) != nil,
            let data = try? file.read(upToCount: Self.bytesMax)
        else { return nil }
        let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let line = lines.last(where: { $0.hasPrefix(Self.mark) }) ?? lines.last else { return nil }
        let sentence = line.hasPrefix(Self.mark) ? line.dropFirst(Self.mark.count) : line
        return String(sentence.prefix(Self.sentenceCharactersMax))
    }

    /// What the program's own complaints begin with.
    private static let mark = "warroom: "
}
