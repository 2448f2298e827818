import Dashboard
import Synchronization
import Terminal

/// Messages for the dashboard's thread, from any other.
final class Mailbox: Sendable {
    let wake: WakeSignal
    private let messages = Mutex<[Message]>([])
    private let isClosed = Atomic<Bool>(false)

    init() throws(TerminalError) {
        wake = try WakeSignal()
    }

    func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        wake.signal()
    }

    /// Tells the dashboard's thread that it is over.
    func close() {
        isClosed.store(true, ordering: .releasing)
        wake.signal()
    }

    var hasClosed: Bool { isClosed.load(ordering: .acquiring) }

    func take() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
