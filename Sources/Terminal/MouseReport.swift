import Canvas

/// A mouse report as the terminal sends it: a code for button and modifiers, and a cell counted from 1.
struct MouseReport {
    private let code: Int
    private let column: Int
    private let row: Int
    private let isRelease: Bool

    /// The form without limits, `CSI < code ; column ; row M` or `m` (private mode 1006).
    init?(numbers: [Int], isRelease: Bool) {
        guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
        (code, column, row) = (numbers[0], numbers[1], numbers[2])
        self.isRelease = isRelease
    }

    /// The old form, three bytes after `CSI M`, from terminals that do not know mode 1006.
    init?(oldForm bytes: [UInt8]) {
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }), bytes[1] > 32, bytes[2] > 32 else { return nil }
        let code = Int(bytes[0]) - 32
        // It does not say which button was released; the left one stands for all.
        isRelease = code & 3 == 3 && code & 64 == 0
        self.code = isRelease ? code & ~3 : code
        (column, row) = (Int(bytes[1]) - 32, Int(bytes[2]) - 32)
    }

    /// The event, if it is one of ours: modifiers are ignored, and so are other buttons and moves without one.
    var event: MouseEvent? {
        guard let action else { return nil }
        return MouseEvent(action, at: Point(column: column - 1, row: row - 1))
    }

    private var action: MouseEvent.Action? {
        let isMove = code & 32 != 0
        switch (code & ~(4 | 8 | 16 | 32), isMove) {
        case (64, false): return isRelease ? nil : .wheelUp
        case (65, false): return isRelease ? nil : .wheelDown
        case (let button, _) where button < 3:
            let button = MouseEvent.Button.allCases[button]
            return isRelease ? .release(button) : isMove ? .drag(button) : .press(button)
        default: return nil
        }
    }
}
