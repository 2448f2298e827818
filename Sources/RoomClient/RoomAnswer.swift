import WarRoom
import WireJSON

/// Reads what the room answers when it does not carry something out.
enum RoomAnswer {
    static func error(status: Int, body: [UInt8]) -> ClientError {
        guard let root = try? JSONDocument(parsing: body, limits: .trusted).root, let sentence = root["error"]?.string
        else {
            return .misunderstood("the room answered \(status): its daemon may be of another version")
        }
        let reason = root["reason"]?.string ?? ""
        if let refusal = Refusal.Reason(rawValue: reason) { return .refused(Refusal(refusal, sentence)) }
        switch reason {
        case "unwritable": return .unwritable(sentence)
        case "busy": return .busy(sentence)
        default: return .misunderstood(sentence)
        }
    }
}
