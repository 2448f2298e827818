public import WarRoom

/// One item of a rehearsed incident, and when it is its turn.
public struct DemoStep: Sendable {
    /// Since the story began, in its own time.
    public var offset: Milliseconds
    public var act: DemoAct

    public init(at offset: Milliseconds, _ act: DemoAct) {
        self.offset = offset
        self.act = act
    }
}

/// What happens in a rehearsed incident: only what could come from outside in a real one.
public enum DemoAct: Sendable {
    /// A program sends something to the room.
    case post(SenderPost)
    /// A person does something by the room's own API.
    case command(person: String, any PersonCommand)
    /// A person opens the room.
    case arrival(person: String)
}

/// The body of a `POST` as a sender's HTTP client would send it.
public struct SenderPost: Sendable, Hashable {
    /// The User-Agent.
    public var agent: String
    /// The endpoint, such as `/api/v2/alerts`.
    public var path: String
    public var body: [UInt8]

    public init(agent: String, path: String, body: [UInt8]) {
        self.agent = agent
        self.path = path
        self.body = body
    }
}
