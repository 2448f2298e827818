public import PlainText
public import WarRoom

/// What the dashboard asks of the shell; effects are carried out in their order.
public enum Effect: Sendable {
    /// Send a command to the room and report `answered` or `undelivered` with the token.
    case send(token: Int, command: any PersonCommand)
    /// Ask the room what a silence of the alerts would match, and report `proposed` with the token.
    case propose(token: Int, AlertSelection)
    /// Ask the room for all it knows of a thing, and report `story` with the token.
    case story(token: Int, of: StorySubject)
    /// Show and follow this instead of what was followed before.
    case follow(ViewRequest)
    /// Read entries older than the sequence; `Int64.max` means the newest there are.
    case page(TimelineFilter, before: Int64, limit: Int)
    /// Leave; the room lives on.
    case quit
    /// Stop the process until it is continued (Ctrl-Z).
    case suspend
    /// Paint everything anew.
    case redraw
    /// Something for this person's ears; whether it sounds is a matter of configuration.
    case bell
    /// The terminal's title.
    case title(SafeText)
    /// Give text to the person's editor, and report `edited` or `shellFailed`.
    case edit(text: String)
    /// Put text on the terminal's clipboard; report `shellFailed` where that cannot be asked for.
    case copy(text: String)
    /// Draw with the theme of this name from now on; report `shellFailed` where it cannot be read.
    case theme(String)
    /// Draw with the theme of this name for as long as it is looked at, nil with the one before; report `shellFailed`
    /// where it cannot be read.
    case themePreview(String?)
    /// Read the playbooks there are anew and report `playbooks`.
    case readPlaybooks
    /// Keep this for the next start.
    case remember(ScreenMemory)
}

extension Effect: Equatable {
    public static func == (left: Effect, right: Effect) -> Bool {
        switch (left, right) {
        case (.send(let token, let command), .send(let otherToken, let other)):
            token == otherToken && isEqual(command, other)
        case (.propose(let token, let selection), .propose(let otherToken, let other)):
            token == otherToken && selection == other
        case (.story(let token, let subject), .story(let otherToken, let other)):
            token == otherToken && subject == other
        case (.follow(let request), .follow(let other)): request == other
        case (.page(let filter, let before, let limit), .page(let otherFilter, let otherBefore, let otherLimit)):
            filter == otherFilter && before == otherBefore && limit == otherLimit
        case (.title(let text), .title(let other)): text == other
        case (.edit(let text), .edit(let other)), (.copy(let text), .copy(let other)): text == other
        case (.theme(let name), .theme(let other)): name == other
        case (.themePreview(let name), .themePreview(let other)): name == other
        case (.remember(let memory), .remember(let other)): memory == other
        case (.quit, .quit), (.suspend, .suspend), (.redraw, .redraw), (.bell, .bell),
            (.readPlaybooks, .readPlaybooks):
            true
        default: false
        }
    }

    private static func isEqual<C: PersonCommand>(_ command: C, _ other: any PersonCommand) -> Bool {
        (other as? C) == command
    }
}
