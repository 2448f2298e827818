import WireJSON

/// The fields that scripts may count on: where the room has nothing to say there, `--json` prints null.
enum ContractFields {
    static let alert = ["by", "until", "incident"]
    static let incident = ["commander", "closedAt"]

    /// A document with an array of objects, each with all of the fields.
    static func completing(_ fields: [String], ofEachIn document: [UInt8]) throws -> [UInt8] {
        let root = try JSONDocument(parsing: document, limits: .trusted).root
        var writer = JSONWriter(capacity: document.count * 2)
        guard root.kind == .array else { return document }
        writer.array { writer in
            for element in root.elements { write(element, completing: fields, to: &writer) }
        }
        return writer.bytes
    }

    /// A document with one object, with all of the fields.
    static func completing(_ fields: [String], of document: [UInt8]) throws -> [UInt8] {
        let root = try JSONDocument(parsing: document, limits: .trusted).root
        var writer = JSONWriter(capacity: document.count * 2)
        write(root, completing: fields, to: &writer)
        return writer.bytes
    }

    private static func write(_ value: JSONValue, completing fields: [String], to writer: inout JSONWriter) {
        guard value.kind == .object else { return value.write(to: &writer) }
        writer.object { writer in
            var missing = fields
            for (name, member) in value.members {
                writer.key(name)
                member.write(to: &writer)
                missing.removeAll { $0 == name }
            }
            for name in missing {
                writer.key(name)
                writer.null()
            }
        }
    }
}
