import CVTerm
import Foundation

/// A terminal with a program in it: its keys, and its screen as libvterm 0.1.4 shows it.
final class PseudoTerminal {
    private(set) var columns: Int
    private(set) var rows: Int
    let path: String
    private var controller: Int32
    /// Kept open, so that the settings can be read after the program has ended.
    private var device: Int32
    private let terminal: OpaquePointer
    private let screen: OpaquePointer
    /// Everything that was written to the terminal.
    private(set) var received: [UInt8] = []

    struct Failure: Error {
        let call: String
    }

    /// TIOCSPTLCK and TIOCGPTN (ioctl_tty(2)), which Glibc's module does not show.
    private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

    init(columns: Int, rows: Int) throws {
        (self.columns, self.rows) = (columns, rows)
        // openpty() would leave both ends open in programs that other tests start at the same moment.
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (number, isLocked): (UInt32, Int32) = (0, 0)
        guard controller >= 0, ioctl(controller, Self.setLock, &isLocked) == 0,
            ioctl(controller, Self.getNumber, &number) == 0
        else { throw Failure(call: "/dev/ptmx") }
        path = "/dev/pts/\(number)"
        device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        terminal = vterm_new(Int32(rows), Int32(columns))
        vterm_set_utf8(terminal, 1)
        screen = vterm_obtain_screen(terminal)
        vterm_screen_enable_altscreen(screen, 1)
        vterm_screen_reset(screen, 1)
        _ = fcntl(controller, F_SETFL, O_NONBLOCK)
        setSize()
    }

    deinit {
        close()
        vterm_free(terminal)
    }

    private func setSize() {
        var extent = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &extent)
    }

    /// The window is drawn larger or smaller; the kernel tells the program.
    func resize(columns: Int, rows: Int) {
        pump()
        (self.columns, self.rows) = (columns, rows)
        vterm_set_size(terminal, Int32(rows), Int32(columns))
        setSize()
    }

    /// What a person types.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(controller, bytes, bytes.count)
    }

    /// The window is closed.
    func close() {
        if device >= 0 { Glibc.close(device) }
        if controller >= 0 { Glibc.close(controller) }
        (device, controller) = (-1, -1)
    }

    /// Takes in what the program has written, and says whether that was anything.
    @discardableResult
    func pump() -> Bool {
        let count = received.count
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(controller, &buffer, buffer.count), count > 0 {
            received += buffer.prefix(count)
            buffer.withUnsafeBytes { raw in
                _ = vterm_input_write(terminal, raw.baseAddress?.assumingMemoryBound(to: CChar.self), count)
            }
            answer()
        }
        return received.count > count
    }

    /// What a terminal answers to questions goes back to the program.
    private func answer() {
        var buffer = [CChar](repeating: 0, count: 1024)
        while case let count = vterm_output_read(terminal, &buffer, buffer.count), count > 0 {
            _ = write(controller, buffer, count)
        }
    }

    /// The rows of the screen, without blanks at their ends.
    var lines: [String] {
        (0..<rows).map { row in
            var line = ""
            for column in 0..<columns {
                var cell = VTermScreenCell()
                vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
                guard cell.chars.0 != UInt32.max else { continue }
                let scalars = withUnsafeBytes(of: cell.chars) {
                    $0.bindMemory(to: UInt32.self).prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
                }
                line.unicodeScalars.append(contentsOf: scalars.isEmpty ? [" "] : scalars)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    var text: String { lines.joined(separator: "\n") }

    func shows(_ words: String) -> Bool { text.contains(words) }

    /// Waits until the screen is as the condition wants it. It is asked when something was written, and now and then.
    func wait(
        for what: String, within seconds: TimeInterval = patience, _ condition: (PseudoTerminal) throws -> Bool
    ) throws {
        let deadline = Deadline(in: seconds)
        while true {
            pump()
            if try condition(self) { return }
            guard !deadline.hasPassed else {
                throw WaitedInVain(description: "waited \(Int(seconds)) s in vain for: \(what). The screen:\n\(text)")
            }
            var waited = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            poll(&waited, 1, 100)
        }
    }

    /// Waits until the words stand on the screen.
    func wait(forWords words: String, within seconds: TimeInterval = patience) throws {
        try wait(for: "“\(words)” on the screen", within: seconds) { $0.shows(words) }
    }

    /// Whether these bytes were ever written to the terminal.
    func wasSent(_ sequence: String) -> Bool {
        received.firstRange(of: Array(sequence.utf8)) != nil
    }

    /// Where these bytes were written last; nil where they never were.
    func lastPlace(of sequence: String) -> Int? {
        let bytes = Array(sequence.utf8)
        return received.indices.reversed().first { received[$0...].starts(with: bytes) }
    }

    /// The settings of the terminal, to be compared.
    var settings: [UInt32] {
        var settings = termios()
        tcgetattr(device, &settings)
        let controls = withUnsafeBytes(of: settings.c_cc) { $0.map(UInt32.init) }
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag] + controls
    }
}
