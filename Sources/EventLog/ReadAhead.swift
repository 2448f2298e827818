import Dispatch
import Synchronization

/// Values made on other threads ahead of the one who takes them, in their order, and only a few at a time.
enum ReadAhead {
    private static let valuesAheadMax = 16

    /// One value on its way; it is put once and then taken once, again and again.
    private final class Slot<Value: Sendable>: Sendable {
        private let made = Mutex<Result<Value, any Error>?>(nil)
        private let isMade = DispatchSemaphore(value: 0)

        func put(_ result: Result<Value, any Error>) {
            made.withLock { $0 = result }
            isMade.signal()
        }

        func take() -> Result<Value, any Error> {
            isMade.wait()
            return made.withLock { made in
                guard let result = made else {
                    preconditionFailure("a value is taken once for each time that one is put")
                }
                made = nil
                return result
            }
        }
    }

    /// Takes the values 0..<`count` one after the other, on this thread; throws the first error of either.
    static func forEach<Value: Sendable>(
        _ count: Int, make: @escaping @Sendable (Int) throws -> Value, take: (Value) throws -> Void
    ) throws {
        let slots = (0..<min(count, valuesAheadMax)).map { _ in Slot<Value>() }
        func start(_ index: Int) {
            let slot = slots[index % slots.count]
            DispatchQueue.global(qos: .userInitiated).async { slot.put(Result { try make(index) }) }
        }
        for index in slots.indices { start(index) }
        for index in 0..<count {
            let result = slots[index % slots.count].take()
            if index + slots.count < count { start(index + slots.count) }
            try take(result.get())
        }
    }
}
