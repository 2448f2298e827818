import Canvas

/// A complete control sequence (`CSI` … final byte) and what it means to us.
struct ControlSequence {
    enum Meaning: Hashable {
        case event(InputEvent)
        case pasteBegins
        /// Three bytes follow.
        case oldMouseReport
        case unknown
    }

    /// `<`, `=`, `>` or `?`, with which private sequences begin; 0 for none.
    private let marker: UInt8
    private let numbers: [Int]
    private let final: UInt8

    /// `nil` if the parameters are not numbers between semicolons; those over 9999 count as 9999.
    init?(parameters: [UInt8], final: UInt8) {
        var rest = parameters[...]
        var marker: UInt8 = 0
        if let first = rest.first, (UInt8(ascii: "<")...UInt8(ascii: "?")).contains(first) {
            marker = first
            rest = rest.dropFirst()
        }
        var numbers: [Int] = []
        for part in rest.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) where !rest.isEmpty {
            var number = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                number = min(number * 10 + Int(digit - UInt8(ascii: "0")), 9999)
            }
            numbers.append(number)
        }
        self.marker = marker
        self.numbers = numbers
        self.final = final
    }

    /// What it means; modifiers but Shift make a key unknown, since no key of ours has them.
    var meaning: Meaning {
        switch (marker, final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")), (UInt8(ascii: "<"), UInt8(ascii: "m")):
            MouseReport(numbers: numbers, isRelease: final == UInt8(ascii: "m"))?.event
                .map { .event(.mouse($0)) } ?? .unknown
        case (0, UInt8(ascii: "M")): numbers.isEmpty ? .oldMouseReport : .unknown
        case (0, UInt8(ascii: "I")): numbers.isEmpty ? .event(.focus(true)) : .unknown
        case (0, UInt8(ascii: "O")): numbers.isEmpty ? .event(.focus(false)) : .unknown
        case (0, UInt8(ascii: "~")): numbered
        case (0, UInt8(ascii: "Z")): .event(.key(.backTab))
        case (0, _): lettered
        default: .unknown
        }
    }

    private var numbered: Meaning {
        if numbers == [200] { return .pasteBegins }
        guard let number = numbers.first, let key = KeySequences.numbered(number) else { return .unknown }
        return modified(key, by: numbers.count > 1 ? numbers[1] : 1)
    }

    private var lettered: Meaning {
        guard let key = KeySequences.letter(final) else { return .unknown }
        return modified(key, by: numbers.count > 1 ? numbers[1] : 1)
    }

    /// xterm's modifier number: 1 for none, 2 for Shift.
    private func modified(_ key: Key, by modifier: Int) -> Meaning {
        switch (modifier, key) {
        case (0...1, _): .event(.key(key))
        case (2, .function(let number)) where number <= 12: .event(.key(.function(number + 12)))
        case (2, .function): .unknown
        case (2, _): .event(.key(key))
        default: .unknown
        }
    }
}
