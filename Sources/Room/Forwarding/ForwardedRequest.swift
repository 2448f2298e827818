/// A sender's request as it is passed on: the method, what says how to read the body and who sent it, and the body.
///
/// `Authorization` is passed on as it came, since the other side asks for the same key: an address should be as trustworthy as the
/// room is.
struct ForwardedRequest: Sendable, Equatable {
    private static let names = ["content-type", "content-encoding", "authorization", "user-agent"]

    let method: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]

    init(method: String, headers: [(name: String, value: String)], body: [UInt8]) {
        self.method = method
        // The attributes of binary CloudEvents are header fields.
        self.headers = headers.filter { Self.names.contains($0.name) || $0.name.hasPrefix("ce-") }
        self.body = body
    }

    static func == (left: ForwardedRequest, right: ForwardedRequest) -> Bool {
        left.method == right.method && left.body == right.body
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }
}

/// What became of one attempt.
enum ForwardAttempt: Sendable, Equatable {
    case done
    /// It may go better later.
    case failed(String)
    /// It never will: the other side says that it does not want this.
    case refused(String)

    init(status: Int) {
        switch status {
        case 200..<300: self = .done
        case 408, 429, 500...: self = .failed("it answered \(status)")
        default: self = .refused("it answered \(status)")
        }
    }
}
