import Dialects
import NIOHTTP1

extension RoomDaemon {
    /// Takes what a sender would `POST`, without a network: by the same gate, dialect and writer as the listener.
    ///
    /// Returns the HTTP status of the answer, once it is on the disk.
    public func hear(path: String, agent: String, body: [UInt8]) async -> Int {
        let head = HTTPRequestHead(
            version: .http1_1, method: .POST, uri: path, headers: ["host": "localhost", "user-agent": agent])
        let listener = sendersListener()
        return await withCheckedContinuation { continuation in
            listener.respond(to: SendersRequest(head, content: .body(body))) {
                continuation.resume(returning: $0.status)
            }
        }
    }
}
