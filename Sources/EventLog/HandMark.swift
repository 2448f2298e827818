import CTrap
import Foundation

/// What is in hand, in memory that outlives the process: after a trap the next one finds which event it was.
///
/// A file of eight words (64 bytes) in the machine's byte order: a magic number, the kind of what is in hand (0 nothing, 1 an
/// event), its value, the thread that has it, the thread that trapped and its signal (0 where none did), and an event that is
/// suspected with how often. A trap of the very thread that had the event proves it at once. A process that ended without
/// a trap (killed, out of memory, no stack for the handler) proves nothing: then the event is believed guilty where
/// it was in hand at two such ends in a row.
///
/// Beside it, `.input` is the ``HeldInput`` that a thread had in hand when it trapped.
public final class HandMark: Sendable {
    private enum Word: Int {
        case magic, kind, value, thread, trappedThread, signal, suspect, suspicions
    }

    /// What a process that is gone had in hand.
    public struct Found: Sendable, Equatable {
        /// The event that stopped it.
        public var event: Int64?
        /// The input that stopped it.
        public var input: HeldInput?
        /// The signal of the trap; nil where it ended otherwise.
        public var signal: Int32?
    }

    private static let magic: UInt64 = 0x3130_646e_6168_7277
    private static let wordCount = 8
    private static let byteCount = wordCount * 8
    private static let eventKind: UInt64 = 1
    private static let suspicionsMax: UInt64 = 2
    /// More than a body and what stands before it can have.
    private static let inputBytesMax = 1 << 20

    // nonisolated(unsafe) because words are changed one by one, atomically; nil where there is no such memory.
    private nonisolated(unsafe) let words: UnsafeMutablePointer<UInt64>?
    private let input: Int32

    /// Takes the file into use and tells what is in it. Where it cannot be had, nothing is marked: that must not keep a room shut.
    public static func open(_ path: String) -> (mark: HandMark, found: Found) {
        let inputPath = path + ".input"
        let held = FileManager.default.contents(atPath: inputPath).flatMap {
            $0.count <= inputBytesMax ? HeldInput(fileContents: [UInt8]($0)) : nil
        }
        // Only now, because this empties it.
        let input = Glibc.open(inputPath, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        let mark = HandMark(words: map(path), input: input)
        var found = mark.takeOver()
        found.input = held
        return (mark, found)
    }

    private init(words: UnsafeMutablePointer<UInt64>?, input: Int32) {
        self.words = words
        self.input = input
    }

    deinit {
        if let words {
            trap_unwatch(words + Word.trappedThread.rawValue)
            munmap(words, Self.byteCount)
        }
        if input >= 0 { close(input) }
    }

    private static func map(_ path: String) -> UnsafeMutablePointer<UInt64>? {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        // Neither a hole nor a page beyond the end: touching one on a full disk would be a fault of our own.
        guard posix_fallocate(descriptor, 0, off_t(byteCount)) == 0 else { return nil }
        guard let memory = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED
        else { return nil }
        return memory.bindMemory(to: UInt64.self, capacity: wordCount)
    }

    private subscript(word: Word) -> UInt64 {
        get { words?[word.rawValue] ?? 0 }
        set { words?[word.rawValue] = newValue }
    }

    /// Judges what the last process left, and empties the words for this one.
    private func takeOver() -> Found {
        var found = Found()
        var suspect: (event: UInt64, times: UInt64) = (0, 0)
        if self[.magic] == Self.magic {
            let (event, trapped) = (self[.value], self[.trappedThread])
            if trapped != 0 { found.signal = Int32(truncatingIfNeeded: self[.signal]) }
            if self[.kind] == Self.eventKind, (1...UInt64(Head.sequenceMax)).contains(event) {
                if trapped == 0 {
                    let times = self[.suspect] == event ? min(self[.suspicions], Self.suspicionsMax) : 0
                    suspect = (event, times + 1)
                }
                if trapped != 0 ? trapped == self[.thread] : suspect.times >= Self.suspicionsMax {
                    found.event = Int64(event)
                    suspect = (0, 0)
                }
            }
        }
        for index in 0..<Self.wordCount { words?[index] = 0 }
        self[.suspect] = suspect.event
        self[.suspicions] = suspect.times
        self[.magic] = Self.magic
        return found
    }

    /// From now on a trap of this process is told in the file.
    public func watch() {
        guard let words else { return }
        trap_watch(words + Word.trappedThread.rawValue, words + Word.signal.rawValue, input)
    }

    /// The calling thread is about to read or apply an event.
    public func set(event: Int64) {
        guard let words else { return }
        trap_mark(
            words + Word.kind.rawValue, words + Word.value.rawValue, words + Word.thread.rawValue, Self.eventKind,
            UInt64(bitPattern: event))
    }

    /// Nothing is in hand any more.
    public func clear() {
        guard let words else { return }
        trap_unmark(words + Word.kind.rawValue)
    }

    /// Everything there was went well: what was suspected is not.
    public func acquit() {
        clear()
        self[.suspect] = 0
        self[.suspicions] = 0
    }
}
