/// Why `TerminalSession.waitForInput` returned; several may hold at once.
public struct WakeReasons: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Reasons of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Keys, text or mouse: `nextEvents` has them.
    public static let input = WakeReasons(rawValue: 1)
    /// The terminal has another size: `nextEvents` has it.
    public static let resized = WakeReasons(rawValue: 2)
    /// The wake signal was given.
    public static let woken = WakeReasons(rawValue: 4)
    /// The deadline passed.
    public static let deadline = WakeReasons(rawValue: 8)
    /// The terminal is gone: nothing can be read or shown any more. It stays so; leave.
    public static let hangUp = WakeReasons(rawValue: 16)
    /// SIGTERM or SIGINT: leave in good order. (Ctrl-C at the keyboard is a key.)
    public static let terminate = WakeReasons(rawValue: 32)
    /// SIGTSTP from outside: call `suspend`. (Ctrl-Z at the keyboard is a key.)
    public static let suspend = WakeReasons(rawValue: 64)
}
