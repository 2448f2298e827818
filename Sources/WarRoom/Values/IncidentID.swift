/// The name of an incident in its room: a number from 1, shown as `INC-1`.
public struct IncidentID: Sendable, Hashable, Comparable, LosslessStringConvertible, Codable {
    public let number: Int64

    public init(number: Int64) {
        self.number = number
    }

    public static func < (left: IncidentID, right: IncidentID) -> Bool { left.number < right.number }

    public var description: String { "INC-\(number)" }

    /// Reads `INC-7`, `inc-7` or `7`.
    public init?(_ text: String) {
        let digits = text.lowercased().hasPrefix("inc-") ? text.dropFirst(4) : text[...]
        guard digits.first?.isNumber ?? false, let number = Int64(digits), number > 0 else { return nil }
        self.number = number
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = IncidentID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected INC-1, found \(text)")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
