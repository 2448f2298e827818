public import WarRoom
import WireJSON

/// Messages of a followed room, one JSON object a line.
public enum FollowCodec {
    private struct Heartbeat: Codable { let sequence: Int64 }

    /// One line, with its end.
    public static func encode(_ message: FollowMessage) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        switch message {
        case .view(let view):
            writer.key("view")
            try WireEncoder.encode(view, into: &writer)
        case .change(let change):
            writer.key("change")
            try WireEncoder.encode(change, into: &writer)
        case .heartbeat(let sequence):
            writer.key("heartbeat")
            try WireEncoder.encode(Heartbeat(sequence: sequence), into: &writer)
        case .closed:
            writer.member("closed", true)
        }
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    /// Nil for a message that this version does not know.
    public static func decode(_ line: [UInt8]) throws -> FollowMessage? {
        let root = try JSONDocument(parsing: line, limits: .trusted).root
        if let view = root["view"] { return .view(try WireDecoder.decode(RoomView.self, from: view)) }
        if let change = root["change"] { return .change(try WireDecoder.decode(RoomChange.self, from: change)) }
        if let beat = root["heartbeat"] {
            return .heartbeat(sequence: try WireDecoder.decode(Heartbeat.self, from: beat).sequence)
        }
        if root["closed"]?.bool == true { return .closed }
        return nil
    }
}
