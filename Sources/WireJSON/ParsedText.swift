internal import CJSON

/// Owns the nodes of one parsed text. Every use of its memory happens inside a method that keeps it alive.
// Unchecked because of the pointers: what they point to is never written after `init`, and freed by `deinit` alone.
final class ParsedText: @unchecked Sendable {
    private let document: UnsafePointer<cjson_document>
    private let nodes: UnsafePointer<cjson_node>
    private let text: UnsafePointer<UInt8>

    private init(_ document: UnsafePointer<cjson_document>) {
        self.document = document
        self.nodes = document.pointee.nodes
        self.text = document.pointee.text
    }

    deinit { cjson_free(document) }

    static func parse(_ bytes: UnsafeRawBufferPointer, limits: JSONLimits) -> Result<ParsedText, JSONError> {
        let bounds = cjson_limits(
            depth: UInt32(clamping: limits.depth), nodes: UInt32(clamping: limits.nodes),
            rejects_nul: limits.rejectsNUL)
        var fault = cjson_fault()
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard let document = cjson_parse(start, bytes.count, bounds, &fault) else {
            return .failure(JSONError(fault, limits: limits))
        }
        return .success(ParsedText(document))
    }

    func kind(at index: UInt32) -> cjson_kind {
        withExtendedLifetime(self) { cjson_kind(rawValue: UInt32(nodes[Int(index)].kind)) }
    }

    /// The index after the node and everything inside it.
    func next(after index: UInt32) -> UInt32 {
        withExtendedLifetime(self) { nodes[Int(index)].next }
    }

    func integer(at index: UInt32) -> Int64 {
        withExtendedLifetime(self) { nodes[Int(index)].value.integer }
    }

    func double(at index: UInt32) -> Double {
        withExtendedLifetime(self) { nodes[Int(index)].value.number }
    }

    func count(at index: UInt32) -> Int {
        withExtendedLifetime(self) { Int(nodes[Int(index)].value.count) }
    }

    func string(at index: UInt32) -> String {
        withUTF8(at: index) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of a string or key.
    func withUTF8<Answer>(at index: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Answer) -> Answer {
        withExtendedLifetime(self) {
            let place = nodes[Int(index)].value.text
            return body(UnsafeBufferPointer(start: text + Int(place.offset), count: Int(place.length)))
        }
    }

    /// The index of the member's value; nil if the node is no object or has no such member.
    func member(of index: UInt32, named key: String) -> UInt32? {
        var key = key
        let found = withExtendedLifetime(self) {
            key.withUTF8 { cjson_member(document, index, $0.baseAddress, $0.count) }
        }
        return found == 0 ? nil : found
    }
}
