import WireJSON

extension DialectAnswer {
    /// Plain text; an empty one is an empty body.
    static func text(_ status: Int, _ text: String, headers: [String: String] = [:]) -> DialectAnswer {
        DialectAnswer(
            status: status, contentType: text.isEmpty ? nil : "text/plain; charset=utf-8", body: Array(text.utf8),
            headers: headers)
    }

    /// JSON that the closure writes: exactly one value.
    static func json(
        _ status: Int, headers: [String: String] = [:], _ write: (inout JSONWriter) -> Void
    ) -> DialectAnswer {
        // What is refused is repeated, and read in a terminal.
        var writer = JSONWriter(escapingInvisible: status >= 400)
        write(&writer)
        return DialectAnswer(status: status, contentType: "application/json", body: writer.bytes, headers: headers)
    }
}

extension JSONWriter {
    /// A member with an array of strings.
    mutating func member(_ name: String, _ strings: [String]) {
        key(name)
        array { writer in
            for string in strings { writer.string(string) }
        }
    }

    /// A member with an object; the closure writes its members.
    mutating func member(_ name: String, _ body: (inout JSONWriter) -> Void) {
        key(name)
        object(body)
    }
}
