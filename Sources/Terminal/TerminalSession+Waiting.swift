internal import CTerminal
public import Canvas
import Glibc

extension TerminalSession {
    /// Waits until something happens; it takes no processor time meanwhile.
    ///
    /// - Parameters:
    ///   - wake: a signal that other threads give; it is taken back before this returns.
    ///   - deadline: when to return at the latest; `nil` for never.
    public func waitForInput(
        wake: WakeSignal? = nil, until deadline: ContinuousClock.Instant? = nil
    ) -> WakeReasons {
        if isHungUp { return .hangUp }
        var reasons: WakeReasons = events.isEmpty ? [] : .input
        repeat {
            let limit = reasons.isEmpty ? [deadline, patienceEnds].compactMap { $0 }.min() : .now
            let bits = ct_wait(wake?.descriptor ?? -1, TerminalSession.milliseconds(until: limit))
            if bits & CT_INPUT.rawValue != 0 { reasons.insert(.input) }
            if bits & CT_HUNG_UP.rawValue != 0 { hangUp(&reasons) }
            if bits & CT_WOKEN.rawValue != 0 {
                wake?.drain()
                reasons.insert(.woken)
            }
            if bits & CT_SIGNALLED.rawValue != 0 { takeSignals(&reasons) }
            if !reasons.contains(.input), expireDecoder() { reasons.insert(.input) }
            if let deadline, deadline <= .now { reasons.insert(.deadline) }
        } while reasons.isEmpty
        return reasons
    }

    /// What came in since the last call, in order; never waits. At most 64 KiB are read at once, so that a paste does not
    /// keep the screen from being drawn.
    public func nextEvents() -> [InputEvent] {
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<16 {
            let count = Int(ct_read(&buffer, Int32(truncatingIfNeeded: buffer.count)))
            if count < 0 { isHungUp = true }
            guard count > 0 else { break }
            for byte in buffer.prefix(count) { decoder.take(byte, into: &events) }
            patienceEnds = decoder.patience.map { .now + $0 }
        }
        defer { events = [] }
        return events
    }

    private func hangUp(_ reasons: inout WakeReasons) {
        isHungUp = true
        reasons.insert(.hangUp)
    }

    /// Whether waiting for the rest of a sequence ended in an event.
    private func expireDecoder() -> Bool {
        guard let ends = patienceEnds, ends <= .now else { return false }
        patienceEnds = nil
        decoder.expire(into: &events)
        return !events.isEmpty
    }

    private func takeSignals(_ reasons: inout WakeReasons) {
        while case let number = ct_next_signal(), number != 0 {
            switch number {
            case SIGHUP: hangUp(&reasons)
            case SIGTERM, SIGINT: reasons.insert(.terminate)
            case SIGTSTP: reasons.insert(.suspend)
            case SIGWINCH:
                // The same size as before: it went there and back in between, and the terminal has lost what did not fit.
                if refit() { reasons.insert(.resized) } else { redraw() }
            case SIGCONT:
                // It was stopped by a signal that cannot be caught, so the shell has had the terminal since.
                ct_leave()
                ct_enter()
                if refit() { reasons.insert(.resized) }
            default: break
            }
        }
    }

    /// Rounded up, so that the deadline has passed when the time is up; -1 for ever.
    private static func milliseconds(until limit: ContinuousClock.Instant?) -> Int32 {
        guard let limit else { return -1 }
        let left = (limit - .now).components
        guard left.seconds >= 0, left.attoseconds > 0 || left.seconds > 0 else { return 0 }
        guard left.seconds < 86_400 else { return 86_400_000 }
        return Int32(
            truncatingIfNeeded: left.seconds * 1000 + (left.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
