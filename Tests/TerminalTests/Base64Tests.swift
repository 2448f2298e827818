import Foundation
import SeededRandom
import Testing

@testable import Terminal

@Suite struct Base64Tests {
    @Test func itAgreesWithFoundation() {
        var generator = SplitMix64(seed: 64)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Base64.encoded(bytes) == Data(bytes).base64EncodedString())
        }
    }
}
