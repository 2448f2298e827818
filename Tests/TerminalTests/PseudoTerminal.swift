import Canvas
import Dispatch
import Foundation
import Glibc
import Synchronization

/// Both ends of a terminal within this process: what is written to `device` is collected, so that nobody ever blocks.
final class PseudoTerminal: Sendable {
    /// The end that a session opens.
    let device: Int32
    /// The device's path, for other processes.
    let path: String
    private let controller: Int32
    private let received = Mutex<[UInt8]>([])
    private let arrived = DispatchSemaphore(value: 0)
    /// Written to when the collecting thread is to end, which closes the controlling end.
    private let stop: (read: Int32, write: Int32)
    private let stopped = DispatchSemaphore(value: 0)
    private let isStopped = Mutex(false)

    struct Failure: Error {
        var call: String
    }

    init(size: Size) throws {
        var controller: Int32 = -1
        var device: Int32 = -1
        var name = [CChar](repeating: 0, count: 128)
        var extent = PseudoTerminal.winsize(size)
        guard openpty(&controller, &device, &name, nil, &extent) == 0 else { throw Failure(call: "openpty") }
        var stop: [Int32] = [-1, -1]
        guard pipe(&stop) == 0 else { throw Failure(call: "pipe") }
        self.stop = (stop[0], stop[1])
        self.controller = controller
        self.device = device
        path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        _ = fcntl(controller, F_SETFD, FD_CLOEXEC)
        _ = fcntl(device, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { [self] in collect() }
    }

    private static func winsize(_ size: Size) -> winsize {
        Glibc.winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
    }

    private func collect() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var waited = [controller, stop.read].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&waited, 2, -1) >= 0, waited[1].revents == 0 {
            let count = read(controller, &buffer, buffer.count)
            guard count > 0 else { break }
            received.withLock { $0 += buffer.prefix(count) }
            arrived.signal()
        }
        close(controller)
        stopped.signal()
    }

    /// Everything written to the device so far, once. A mark behind it tells when it is all here.
    func output() throws -> [UInt8] {
        let mark = Array("\u{1B}]999;mark\u{1B}\\".utf8)
        _ = write(device, mark, mark.count)
        let deadline = DispatchTime.now() + 5
        while !received.withLock({ $0.suffix(mark.count).elementsEqual(mark) }) {
            guard arrived.wait(timeout: deadline) == .success else { throw Failure(call: "waiting for output") }
        }
        return received.withLock { received in
            defer { received = [] }
            return Array(received.dropLast(mark.count))
        }
    }

    /// What a person types.
    func type(_ text: String) { type(Array(text.utf8)) }

    func type(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Changes the size; as this is no session's controlling terminal, the signal is sent by hand.
    func resize(to size: Size) {
        var extent = PseudoTerminal.winsize(size)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &extent)
        raise(SIGWINCH)
    }

    /// The device's settings, to be compared.
    var settings: [UInt32] {
        var settings = termios()
        tcgetattr(device, &settings)
        let controls = withUnsafeBytes(of: settings.c_cc) { $0.map(UInt32.init) }
        return [settings.c_iflag, settings.c_oflag, settings.c_cflag, settings.c_lflag] + controls
    }

    /// The window is closed.
    func hangUp() {
        let isFirst = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return !isStopped
        }
        guard isFirst else { return }
        _ = write(stop.write, "x", 1)
        stopped.wait()
        close(stop.read)
        close(stop.write)
    }

    func end() {
        hangUp()
        close(device)
    }
}
