import PlainText
import WarRoom

/// How long ago, and how long still, in the few columns that a board has.
///
/// Lengths are counted from the whole minute, so that all ages on a screen change together, once a minute.
enum Age {
    /// The minute that an instant lies in.
    static func minute(of now: Instant) -> Instant {
        let remainder = now.milliseconds % 60_000
        return now - Milliseconds(remainder < 0 ? remainder + 60_000 : remainder)
    }

    /// At most three columns: `<1m`, `59m`, `23h`, `99d`, `51w`, `3y`.
    static func short(_ length: Milliseconds) -> SafeText {
        let minutes = max(0, length.count) / 60_000
        switch minutes {
        case 0: return "<1m"
        case ..<60: return number(minutes) + "m"
        case ..<1440: return number(minutes / 60) + "h"
        case ..<144_000: return number(minutes / 1440) + "d"
        case ..<525_600: return number(minutes / 10_080) + "w"
        default: return number(min(99, minutes / 525_600)) + "y"
        }
    }

    /// For sentences: `less than a minute`, `14 min`, `3 h 20 min`.
    static func spoken(_ length: Milliseconds) -> SafeText {
        length < .minutes(1) ? "less than a minute" : SafeText.cell(length.spoken)
    }

    /// What is left until an instant, rounded up to whole minutes: never 0 before it is over.
    static func left(until end: Instant, minute: Instant) -> Milliseconds {
        let rest = end - minute
        guard rest > .zero, rest < .days(36_500) else { return rest }
        return .minutes((rest.count + 59_999) / 60_000)
    }

    /// The same in at most three columns, rounded up: of a length of 2 h it says `2h` until only one is left.
    static func shortLeft(until end: Instant, minute: Instant) -> SafeText {
        let rest = left(until: end, minute: minute)
        // A whole minute was begun when the length was counted from: it makes no hour of its own.
        return rest < .hours(1)
            ? short(rest) : SafeText.cell(Milliseconds.minutes((end - minute).count / 60_000).shortLeft)
    }

    /// A number in at most four columns: `9999`, `12k`, `3M`.
    static func count(_ value: Int64) -> SafeText {
        switch value {
        case ..<10_000: number(value)
        case ..<1_000_000: number(value / 1000) + "k"
        default: number(min(999, value / 1_000_000)) + "M"
        }
    }

    private static func number(_ value: Int64) -> SafeText { .number(Int(clamping: value)) }
}
