import Dashboard
import Synchronization
import Terminal

/// Messages for the dashboard's thread, from any other.
final class Mailbox: Sendable {
    let wake: WakeSignal
    private let messages = Mutex<[Message]>([])

    init() throws(TerminalError) {
        wake = try WakeSignal()
    }

    func post(_ message: Message) {
        messages.withLock { $0.append(message) }
        wake.signal()
    }

    func take() -> [Message] {
        messages.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }
}
