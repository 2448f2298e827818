import Canvas
import Dashboard
import Settings
import Storytelling
import Testing
import WarRoom

/// Ada at her screen, joined to a room that a story is told to: what she presses goes in, frames come out.
final class DemoScreen {
    private(set) var room: StoryRoom
    private var model: Model
    private var request: ViewRequest
    private var shown: RoomView?

    /// A screen that has just been opened.
    init(_ room: StoryRoom, size: Size) throws {
        self.room = room
        model = Model(
            person: "ada", size: size, glyphs: .unicode, room: RoomInfo(name: "shop", listener: "127.0.0.1:9911"),
            isReadOnly: false, localOffset: { _ in 0 }, zoneName: "", now: room.now)
        request = model.request
        try send(.playbooks(PlaybookLibrary(directories: []).all()))
        try connect()
    }

    var frame: Frame { view(model) }

    /// Lets the story go on; what it changed is no longer marked as new when the picture is taken.
    func tell(until offset: Milliseconds) throws {
        room.tell(until: offset)
        try send(.clock(room.now))
        try tellChanges()
        room.tell(until: Milliseconds(offset.count + 5000))
        try send(.clock(room.now))
        try send(.heartbeat(sequence: 0))
    }

    /// Presses keys by their names, one after the other.
    func press(_ names: String...) throws {
        for name in names { try send(.input(.key(try #require(Key(name: name), "there is no key \(name)")))) }
    }

    /// Types text, character by character.
    func type(_ text: String) throws {
        for scalar in text.unicodeScalars { try send(.input(.key(.character(scalar)))) }
    }

    /// Goes down to the row that shows this word.
    func select(_ word: String) throws {
        for _ in 0..<30 {
            if selectedText.contains(word) { return }
            try press("j")
        }
        Issue.record("there is no row with \(word)")
    }

    private var selectedText: String {
        var text = String.UnicodeScalarView()
        for cell in frame.cells where cell.layer == .selected { text.append(cell.glyph) }
        return String(text)
    }

    private func connect() throws {
        let view = try room.view(request)
        shown = view
        try send(.connected(view, of: request))
    }

    private func tellChanges() throws {
        guard let old = shown else { return }
        let newer = try room.view(request)
        var change = old.change(to: newer)
        change.entries = newer.entries.filter { !old.entries.contains($0) }
        shown = newer
        if !change.isEmpty { try send(.changed(change, of: request)) }
    }

    private func send(_ message: Message) throws {
        for effect in update(&model, message) { try carryOut(effect) }
    }

    private func carryOut(_ effect: Effect) throws {
        switch effect {
        case .follow(let wanted):
            request = wanted
            try connect()
        case .story(let token, let subject):
            let story = try #require(room.story(of: subject), "no story is told of \(subject)")
            try send(.story(token: token, .success(story)))
        case .send(let token, let command):
            try send(.answered(token: token, room.perform(command, by: "ada")))
            try tellChanges()
        default: break
        }
    }
}
