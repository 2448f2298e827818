import Dialects
import NIOHTTP1

/// A sender's request as its connection gathered it.
struct SendersRequest: Sendable {
    enum Content: Sendable {
        case body([UInt8])
        /// Why the body was not taken.
        case failed(DialectFailure)
    }

    let head: HTTPRequestHead
    let content: Content

    init(_ head: HTTPRequestHead, content: Content) {
        self.head = head
        self.content = content
    }
}
