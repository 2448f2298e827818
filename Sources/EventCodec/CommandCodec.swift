public import WarRoom
import WireJSON

/// A command on its way to the daemon: what is wanted, under an id that makes a retry safe, and for whom.
public struct CommandRequest: Sendable {
    /// Made by the client: the daemon remembers the outcome and gives it again to the same id.
    public var id: EventID
    /// The person who speaks (`--as`); nil for the account's name.
    public var person: String?
    public var command: any PersonCommand

    public init(id: EventID, person: String?, command: any PersonCommand) {
        self.id = id
        self.person = person
        self.command = command
    }
}

/// Commands and their outcomes on the room's socket.
public enum CommandCodec {
    public static func encode(_ request: CommandRequest) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", request.id.description)
        writer.member("as", request.person)
        try write(request.command, to: &writer)
        writer.endObject()
        return writer.bytes
    }

    /// Throws ``JSONError``, `DecodingError`, or ``Refusal`` for a command that this version does not know.
    public static func decode(_ bytes: [UInt8]) throws -> CommandRequest {
        let root = try JSONDocument(parsing: bytes, limits: .foreign).root
        guard let id = root["id"]?.string.flatMap(EventID.init) else {
            throw Refusal(.invalid, "a command needs an id, a UUID made by the client")
        }
        // A name that cannot be read must not become the account's.
        if let person = root["as"], !person.isNull, person.string == nil {
            throw Refusal(.invalid, "the person who speaks (“as”) is a name")
        }
        return CommandRequest(id: id, person: root["as"]?.string, command: try command(root))
    }

    private static func write(_ command: some PersonCommand, to writer: inout JSONWriter) throws {
        writer.member("command", type(of: command).name)
        writer.key("arguments")
        try WireEncoder.encode(command, into: &writer)
    }

    private static func command(_ value: JSONValue) throws -> any PersonCommand {
        guard let name = value["command"]?.string, let arguments = value["arguments"] else {
            throw Refusal(.invalid, "a command needs a name and arguments")
        }
        guard let type = CommandTable.byName[name] else {
            throw Refusal(
                .invalid, "this room does not know the command \(name): its daemon may be older than your client")
        }
        return try WireDecoder.decode(type, from: arguments)
    }

    public static func encode(_ outcome: Outcome) throws -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("sentence", outcome.sentence)
        writer.member("sequence", outcome.sequence)
        writer.key("events")
        writer.array { for id in outcome.events { $0.string(id.description) } }
        writer.member("incident", outcome.incident?.description)
        writer.key("undo")
        writer.beginArray()
        for command in outcome.undo {
            writer.beginObject()
            try write(command, to: &writer)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    public static func decodeOutcome(_ bytes: [UInt8]) throws -> Outcome {
        let root = try JSONDocument(parsing: bytes, limits: .trusted).root
        var outcome = Outcome()
        outcome.sentence = root["sentence"]?.string ?? ""
        outcome.sequence = root["sequence"]?.int
        outcome.events = root["events"].map { $0.elements.compactMap { $0.string.flatMap(EventID.init) } } ?? []
        outcome.incident = root["incident"]?.string.flatMap(IncidentID.init)
        // What this version cannot read cannot be taken back by it; the outcome itself still stands.
        outcome.undo = root["undo"].flatMap { try? $0.elements.map(command) } ?? []
        return outcome
    }
}
