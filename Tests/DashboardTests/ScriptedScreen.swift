import Canvas
import Dashboard
import PlainText
import Testing
import WarRoom

/// A person at the screen, joined to a room in memory: keys go in, and what is drawn and sent is looked at.
///
/// In the manner of lazygit's integration tests; nothing waits, since effects are values.
final class ScriptedScreen {
    var model: Model
    var room: ScriptedRoom
    /// Every effect so far.
    private(set) var effects: [Effect] = []
    /// Whether the room answers what is sent; false leaves it on its way.
    var isAnswered = true
    private var request: ViewRequest
    private var told: RoomView?
    /// How many effects have been looked at by `expectSent`.
    private var looked = 0

    init(
        _ room: ScriptedRoom, size: Size = Size(columns: 120, rows: 32), glyphs: GlyphSet = .unicode,
        person: String = "ada",
        isReadOnly: Bool = false, isConnected: Bool = true, keyMap: KeyMap = .standard
    ) {
        self.room = room
        model = Model(
            person: person, size: size, glyphs: glyphs, room: RoomInfo(name: "checkout", listener: "127.0.0.1:9911"),
            isReadOnly: isReadOnly, localOffset: { _ in 3600 }, zoneName: "CET", now: room.now, keyMap: keyMap)
        request = model.request
        if isConnected { connect() }
    }

    convenience init(
        _ scene: Scene, size: Size = Size(columns: 120, rows: 32), glyphs: GlyphSet = .unicode, isReadOnly: Bool = false
    ) throws {
        self.init(try scene.room(), size: size, glyphs: glyphs, isReadOnly: isReadOnly)
    }

    func send(_ message: Message) {
        let new = update(&model, message)
        effects += new
        for effect in new { carryOut(effect) }
    }

    func connect() {
        request = model.request
        let view = room.view(request)
        told = view
        send(.connected(view, of: request))
    }

    /// Tells what changed in the room since the last time.
    func tellChanges() {
        guard let told else { return }
        let change = room.change(from: told, request)
        self.told = room.view(request)
        if !change.isEmpty { send(.changed(change, of: request)) }
    }

    private func carryOut(_ effect: Effect) {
        switch effect {
        case .follow(let wanted):
            request = wanted
            connect()
        case .propose(let token, let selection):
            guard isAnswered else { return }
            do throws(Refusal) {
                send(.proposed(token: token, .success(try SilenceProposal.all(for: selection, in: room.state))))
            } catch {
                send(.proposed(token: token, .failure(error)))
            }
        case .story(let token, let subject):
            guard isAnswered else { return }
            let story = room.story(of: subject)
            send(
                .story(
                    token: token, story.map { .success($0) } ?? .failure(Refusal(.notFound, "there is no such thing"))))
        case .page(let filter, let before, let limit):
            if isAnswered { send(.page(room.page(filter, before: before, limit: limit), before: before)) }
        case .send(let token, let command) where isAnswered:
            do throws(Refusal) {
                let actor = Actor(principal: "uid:1000", person: model.person, via: "account")
                let outcome = try room.perform(command, by: actor)
                send(.answered(token: token, .success(outcome)))
            } catch {
                send(.answered(token: token, .failure(error)))
            }
            tellChanges()
        default: break
        }
    }

    /// Lets time pass.
    func wait(_ length: Milliseconds, isHeard: Bool = true) {
        room.now = room.now + length
        send(.clock(room.now))
        if isHeard { send(.heartbeat(sequence: 0)) }
    }

    /// Presses keys by their names, one after the other.
    @discardableResult
    func press(_ names: String..., sourceLocation: SourceLocation = #_sourceLocation) -> Self {
        for name in names {
            guard let key = Key(name: name) else {
                Issue.record("there is no key \(name)", sourceLocation: sourceLocation)
                continue
            }
            send(.input(.key(key)))
        }
        return self
    }

    /// Types text, character by character.
    @discardableResult
    func type(_ text: String) -> Self {
        for scalar in text.unicodeScalars { send(.input(.key(.character(scalar)))) }
        return self
    }

    var frame: Frame { view(model) }
    /// The rows of the screen as text.
    var lines: [String] {
        let frame = frame
        return (0..<frame.size.rows).map { row in ScriptedScreen.text(frame.row(row)) }
    }
    var bottom: String { lines.last ?? "" }
    var top: String { lines.first ?? "" }
    var text: String { lines.joined(separator: "\n") }

    static func text(_ cells: ArraySlice<Cell>) -> String {
        var line = String.UnicodeScalarView()
        for cell in cells where cell.width > 0 {
            line.append(cell.glyph)
            line.append(contentsOf: cell.marks.scalars)
        }
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    /// The text under a layer: the selected row, or the changed ones.
    func texts(under layer: Layer) -> [String] {
        let frame = frame
        return (0..<frame.size.rows).compactMap { row in
            let cells = frame.row(row).filter { $0.layer == layer }
            return cells.isEmpty ? nil : ScriptedScreen.text(cells[...])
        }
    }

    var selectedText: String { texts(under: .selected).first ?? "" }

    /// The commands sent since the last look, in order.
    func takeSent() -> [any PersonCommand] {
        let sent = effects[looked...].compactMap { effect -> (any PersonCommand)? in
            if case .send(_, let command) = effect { command } else { nil }
        }
        looked = effects.count
        return sent
    }

    /// The only command sent since the last look, of the type expected.
    func expectSent<C: PersonCommand>(_ type: C.Type, sourceLocation: SourceLocation = #_sourceLocation) -> C? {
        let sent = takeSent()
        #expect(sent.count == 1, "sent \(sent)", sourceLocation: sourceLocation)
        let command = sent.first as? C
        #expect(command != nil, "expected \(type), sent \(sent)", sourceLocation: sourceLocation)
        return command
    }

    func expectNothingSent(sourceLocation: SourceLocation = #_sourceLocation) {
        let sent = takeSent()
        #expect(sent.isEmpty, "sent \(sent)", sourceLocation: sourceLocation)
    }

    /// Effects of a kind, over all time.
    func count(_ isWanted: (Effect) -> Bool) -> Int { effects.count(where: isWanted) }
}
