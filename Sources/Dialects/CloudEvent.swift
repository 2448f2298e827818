import WarRoom
import WireJSON

/// One CloudEvent: its attributes by name, and its data.
struct CloudEvent {
    enum Content {
        case none
        case json(JSONValue)
        /// Data that is no JSON, as text.
        case text(String)
    }

    /// How a request carries events (`http-protocol-binding.md` section 3).
    enum Mode {
        /// Attributes in header fields, data in the body.
        case binary
        /// One event or an array of them, attributes and data as JSON.
        case structured
        case unsupported(String)

        init(_ request: DialectRequest) {
            let type = MediaType(request.header("content-type"))
            if type.essence == "application/cloudevents+json" || type.essence == "application/cloudevents-batch+json" {
                self = .structured
            } else if type.essence.hasPrefix("application/cloudevents") {
                self = .unsupported("events are taken as JSON, found \(Cut.text(type.essence, bytesMax: 64))")
            } else if request.headers.contains(where: { $0.name.hasPrefix("ce-") }) {
                self = .binary
            } else {
                self = .unsupported(
                    "expected the Content-Type application/cloudevents+json or header fields such as ce-id, found neither"
                )
            }
        }
    }

    let id: String
    let source: String
    let type: String
    let attributes: [String: String]
    let content: Content

    var subject: String? { attributes["subject"].flatMap { Cut.trimmed($0) } }
    /// Nil where the event has none, or one that cannot be read; that does not cost the event.
    var time: Instant? { attributes["time"].flatMap { Instant(timestamp: $0) } }
    /// The data if it is an object.
    var object: JSONValue? {
        if case .json(let value) = content, value.kind == .object { value } else { nil }
    }

    private init(_ attributes: [String: String], _ content: Content) throws(ItemProblem) {
        let version = attributes["specversion"]
        guard version == "1.0" else {
            throw ItemProblem("expected the specversion 1.0, found \(version.map { Self.shown($0) } ?? "nothing")")
        }
        id = try Self.required("id", attributes)
        source = try Self.required("source", attributes)
        type = try Self.required("type", attributes)
        self.attributes = attributes
        self.content = content
    }

    private static func required(_ name: String, _ attributes: [String: String]) throws(ItemProblem) -> String {
        guard let text = attributes[name], !text.isEmpty else {
            throw ItemProblem("expected the attribute \(name) as a text that is not empty, found none")
        }
        return text
    }

    private static func shown(_ text: String) -> String { "\"\(Cut.text(text, bytesMax: 64))\"" }
}

/// Structured mode (cloudevents/spec `formats/json-format.md`).
extension CloudEvent {
    init(_ value: JSONValue) throws(ItemProblem) {
        guard value.kind == .object else { throw ItemProblem("expected an object, found \(value.asFound)") }
        var attributes: [String: String] = [:]
        for (name, value) in value.members where name != "data" && name != "data_base64" {
            // Attributes are never nested: what is so here is none.
            if let text = value.scalarText { attributes[name] = text }
        }
        try self.init(attributes, try Self.content(of: value, MediaType(attributes["datacontenttype"])))
    }

    private static func content(of value: JSONValue, _ type: MediaType) throws(ItemProblem) -> Content {
        if let data = value["data"], !data.isNull {
            if let text = data.string, !type.isJSON { return .text(text) }
            return .json(data)
        }
        guard let encoded = value["data_base64"], !encoded.isNull else { return .none }
        guard let bytes = encoded.string.flatMap(Base64.decoded) else {
            throw ItemProblem("expected data_base64 as base64, found \(encoded.asFound)")
        }
        return try content(of: bytes, type)
    }

    private static func content(of bytes: [UInt8], _ type: MediaType) throws(ItemProblem) -> Content {
        guard !bytes.isEmpty else { return .none }
        guard type.isJSON else { return .text(String(decoding: bytes, as: UTF8.self)) }
        do {
            return .json(try ForeignJSON.parse(bytes))
        } catch {
            throw ItemProblem("cannot read the data: \(error)")
        }
    }
}

/// Binary mode (`http-protocol-binding.md` section 3.1).
extension CloudEvent {
    init(headersOf request: DialectRequest) throws(ItemProblem) {
        var attributes: [String: String] = [:]
        for header in request.headers where header.name.hasPrefix("ce-") {
            attributes[String(header.name.dropFirst(3))] = HeaderText.decoded(header.value)
        }
        let type = request.header("content-type")
        attributes["datacontenttype"] = type
        try self.init(attributes, try Self.content(of: request.body, MediaType(type)))
    }
}

/// A Content-Type without its parameters, in lower case; empty where there is none.
struct MediaType {
    let essence: String

    init(_ text: String?) {
        essence = Cut.trimmed((text ?? "").prefix { $0 != ";" })?.lowercased() ?? ""
    }

    /// Whether data of this type is JSON, as it is where nothing is said.
    var isJSON: Bool { essence.isEmpty || essence.hasSuffix("/json") || essence.hasSuffix("+json") }
}
