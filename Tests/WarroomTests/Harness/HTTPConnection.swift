import Foundation

/// A connection of a very simple HTTP/1.1 client: what is sent is up to the test, byte by byte.
final class HTTPConnection {
    struct Response: CustomStringConvertible {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: String

        var description: String { "\(status) \(headers) \(body)" }
    }

    enum Failure: Error, CustomStringConvertible {
        case cannotConnect(String)
        /// The other side closed the connection after so many bytes of an answer.
        case closed(received: String)
        case tooSlow(received: String)

        var description: String {
            switch self {
            case .cannotConnect(let reason): "cannot connect: \(reason)"
            case .closed(let received): "closed after: \(received)"
            case .tooSlow(let received): "no answer in time, only: \(received)"
            }
        }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    /// Connects to `127.0.0.1:port`.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        try connect(&address, size: MemoryLayout<sockaddr_in>.size)
    }

    /// Connects to a room's socket; a home with a long path is reached through its descriptor.
    init(home: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var path = home + "/room.sock"
        var directory: Int32 = -1
        defer { if directory >= 0 { close(directory) } }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        if path.utf8.count >= MemoryLayout.size(ofValue: address.sun_path) {
            directory = open(home, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            path = "/proc/self/fd/\(directory)/room.sock"
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        try connect(&address, size: MemoryLayout<sockaddr_un>.size)
    }

    private func connect<Address>(_ address: inout Address, size: Int) throws {
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.connect(descriptor, $0, socklen_t(size)) }
        }
        guard result == 0 else { throw Failure.cannotConnect(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    /// Whether all of it could be sent: not so where the other side has closed the connection.
    @discardableResult
    func send(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends a request with the headers that every honest client sends.
    @discardableResult
    func send(_ method: String, _ path: String, body: String = "", headers: [String: String] = [:]) -> Bool {
        var fields = ["Host": "localhost"]
        if !body.isEmpty { fields["Content-Length"] = "\(body.utf8.count)" }
        fields.merge(headers) { $1 }
        let head = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
        return send("\(method) \(path) HTTP/1.1\r\n\(head)\r\n\(body)")
    }

    /// The next answer on the connection.
    func response(within seconds: TimeInterval = patience, isHead: Bool = false) throws -> Response {
        let deadline = Deadline(in: seconds)
        while true {
            if let response = nextResponse(isHead: isHead) { return response }
            guard try receive(until: deadline) else { throw Failure.closed(received: text) }
        }
    }

    /// Waits until the other side closes the connection; what it still sent is read and dropped.
    func waitForClosing(within seconds: TimeInterval = patience) throws {
        let deadline = Deadline(in: seconds)
        while try receive(until: deadline) { received = [] }
    }

    /// Says that nothing more will be sent.
    func finishSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    private var text: String { String(decoding: received.prefix(2000), as: UTF8.self) }

    /// False where the connection has ended.
    private func receive(until deadline: Deadline) throws -> Bool {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard !deadline.hasPassed, poll(&waited, 1, deadline.millisecondsLeft) > 0 else {
            throw Failure.tooSlow(received: text)
        }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return false }
        received += buffer.prefix(count)
        return true
    }

    private func nextResponse(isHead: Bool) -> Response? {
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            if pair.count == 2 { headers[pair[0].lowercased()] = pair[1] }
        }
        let length = isHead ? 0 : headers["content-length"].flatMap { Int($0) } ?? 0
        guard received.count >= end.upperBound + length else { return nil }
        let body = String(decoding: received[end.upperBound..<(end.upperBound + length)], as: UTF8.self)
        received.removeFirst(end.upperBound + length)
        return Response(status: status, headers: headers, body: body)
    }
}
