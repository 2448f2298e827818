import Dispatch
import Synchronization

extension Array where Element: Sendable {
    private static var partsMax: Int { 16 }

    /// The elements transformed on all processors, in their order; throws the error of one that could not be.
    func concurrentMap<Value: Sendable>(_ transform: @Sendable (Element) throws -> Value) throws -> [Value] {
        let size = Swift.max(1, (count + Self.partsMax - 1) / Self.partsMax)
        let count = (count + size - 1) / size
        let parts = Mutex<[Int: Result<[Value], any Error>]>([:])
        DispatchQueue.concurrentPerform(iterations: count) { part in
            let made = Result { try self[(part * size)...].prefix(size).map(transform) }
            parts.withLock { $0[part] = made }
        }
        let made = parts.withLock { $0 }
        return try (0..<count).flatMap { try made[$0]?.get() ?? [] }
    }
}
