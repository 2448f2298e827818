import Canvas

/// Turns the bytes a terminal sends into events. Pure and total: any bytes, cut anywhere, are taken, and what is not known is
/// swallowed whole, so that no half of a sequence ever becomes a key.
///
/// Read by hand from ECMA-48 and xterm's control sequences rather than left to ncurses, which knows only what terminfo has
/// (under tmux neither SGR mouse nor arrows in normal mode), takes unknown sequences apart into keys, and waits inside the
/// call for the rest of an Escape.
struct InputDecoder {
    private enum State: Equatable {
        case ground
        case escape
        /// After `ESC [`; parameters are collected until the final byte.
        case control
        /// After `ESC O`.
        case single
        /// After `ESC [ [`, with which the Linux console begins F1 … F5.
        case linuxKey
        /// In a reply that nobody asked for (OSC, DCS and the like), up to its terminator.
        case string
        case stringEscape
        /// In pasted text, so many bytes of its end mark seen.
        case paste(matched: Int)
        /// In a UTF-8 scalar, so many bytes missing.
        case scalar(missing: Int, isAlt: Bool)
        /// In a mouse report of the old form, so many bytes missing.
        case mouse(missing: Int)
    }

    private var state = State.ground
    private var collected: [UInt8] = []
    private let escapeDelay: Duration

    /// The most text that one paste may bring; the rest of it is dropped.
    static let pasteLimit = 1 << 20
    private static let sequenceLimit = 256
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    init(escapeDelay: Duration) { self.escapeDelay = escapeDelay }

    /// How long to wait for more bytes before `expire` is to be called; `nil` when nothing is unfinished.
    var patience: Duration? {
        switch state {
        case .ground: nil
        case .escape: escapeDelay
        case .paste: .seconds(2)
        default: .milliseconds(250)
        }
    }

    /// Takes one byte; events that it completes are appended.
    mutating func take(_ byte: UInt8, into events: inout [InputEvent]) {
        switch state {
        case .ground: ground(byte, isAlt: false, &events)
        case .escape: escape(byte, &events)
        case .control: control(byte, &events)
        case .single: finish(KeySequences.single(byte), &events)
        case .linuxKey: finish(KeySequences.linux(byte), &events)
        case .string: string(byte)
        case .stringEscape:
            state = .ground
            // `ESC \` ends it; any other Escape begins something new.
            if byte != UInt8(ascii: "\\") { escape(byte, &events) }
        case .paste(let matched): paste(byte, matched: matched, &events)
        case .scalar(let missing, let isAlt): scalar(byte, missing: missing, isAlt: isAlt, &events)
        case .mouse(let missing): mouse(byte, missing: missing, &events)
        }
    }

    /// Gives up waiting: a lone Escape is the key, an unfinished paste is delivered, anything else unfinished is dropped.
    mutating func expire(into events: inout [InputEvent]) {
        switch state {
        case .escape: events.append(.key(.escape))
        case .paste: deliverPaste(&events)
        default: break
        }
        state = .ground
        collected = []
    }

    private mutating func finish(_ key: Key?, _ events: inout [InputEvent]) {
        state = .ground
        if let key { events.append(.key(key)) }
    }

    private mutating func ground(_ byte: UInt8, isAlt: Bool, _ events: inout [InputEvent]) {
        state = .ground
        switch byte {
        case 0x1B: state = .escape
        case 0x20..<0x7F: events.append(.key(isAlt ? .alt(Unicode.Scalar(byte)) : .character(Unicode.Scalar(byte))))
        case 0xC2..<0xE0: begin(byte, missing: 1, isAlt)
        case 0xE0..<0xF0: begin(byte, missing: 2, isAlt)
        case 0xF0..<0xF5: begin(byte, missing: 3, isAlt)
        default:
            if !isAlt, let key = KeySequences.control(byte) { events.append(.key(key)) }
        }
    }

    private mutating func begin(_ byte: UInt8, missing: Int, _ isAlt: Bool) {
        state = .scalar(missing: missing, isAlt: isAlt)
        collected = [byte]
    }

    private mutating func scalar(_ byte: UInt8, missing: Int, isAlt: Bool, _ events: inout [InputEvent]) {
        guard byte & 0xC0 == 0x80 else {
            ground(byte, isAlt: false, &events)
            return
        }
        collected.append(byte)
        guard missing == 1 else {
            state = .scalar(missing: missing - 1, isAlt: isAlt)
            return
        }
        state = .ground
        guard let scalar = String(validating: collected, as: UTF8.self)?.unicodeScalars.first, scalar.value >= 0xA0
        else { return }
        events.append(.key(isAlt ? .alt(scalar) : .character(scalar)))
    }

    private mutating func escape(_ byte: UInt8, _ events: inout [InputEvent]) {
        collected = []
        switch byte {
        case UInt8(ascii: "["): state = .control
        case UInt8(ascii: "O"): state = .single
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string
        case 0x1B:
            events.append(.key(.escape))
            state = .escape
        default: ground(byte, isAlt: true, &events)
        }
    }

    private mutating func string(_ byte: UInt8) {
        switch byte {
        case 0x1B: state = .stringEscape
        case 0x07, 0x18, 0x1A: state = .ground
        default: break
        }
    }

    private mutating func control(_ byte: UInt8, _ events: inout [InputEvent]) {
        switch byte {
        case UInt8(ascii: "[") where collected.isEmpty:
            state = .linuxKey
        case 0x20..<0x40:
            if collected.count < InputDecoder.sequenceLimit { collected.append(byte) }
        case 0x40..<0x7F:
            state = .ground
            finishControl(final: byte, &events)
        default:
            // A control or a foreign byte has no place here: the sequence is broken off, and the byte begins anew.
            ground(byte, isAlt: false, &events)
        }
    }

    private mutating func finishControl(final: UInt8, _ events: inout [InputEvent]) {
        guard let sequence = ControlSequence(parameters: collected, final: final) else { return }
        switch sequence.meaning {
        case .event(let event): events.append(event)
        case .pasteBegins:
            state = .paste(matched: 0)
            collected = []
        case .oldMouseReport:
            state = .mouse(missing: 3)
            collected = []
        case .unknown: break
        }
    }

    private mutating func mouse(_ byte: UInt8, missing: Int, _ events: inout [InputEvent]) {
        collected.append(byte)
        state = missing == 1 ? .ground : .mouse(missing: missing - 1)
        guard missing == 1, let event = MouseReport(oldForm: collected)?.event else { return }
        events.append(.mouse(event))
    }

    private mutating func paste(_ byte: UInt8, matched: Int, _ events: inout [InputEvent]) {
        let end = InputDecoder.pasteEnd
        if byte == end[matched] {
            state = .paste(matched: matched + 1)
            guard matched + 1 == end.count else { return }
            state = .ground
            deliverPaste(&events)
        } else {
            // Escape stands only at the beginning of the mark, so what was matched is text but for a new beginning.
            appendPasted(end[..<matched])
            if byte == end[0] {
                state = .paste(matched: 1)
            } else {
                appendPasted([byte])
                state = .paste(matched: 0)
            }
        }
    }

    private mutating func appendPasted(_ bytes: some Collection<UInt8>) {
        collected.append(contentsOf: bytes.prefix(max(0, InputDecoder.pasteLimit - collected.count)))
    }

    /// Terminals send line ends as CR; files hold LF or CR LF.
    private mutating func deliverPaste(_ events: inout [InputEvent]) {
        var text: [UInt8] = []
        text.reserveCapacity(collected.count)
        var follows = false
        for byte in collected {
            if byte == 0x0D {
                text.append(0x0A)
            } else if !(byte == 0x0A && follows) {
                text.append(byte)
            }
            follows = byte == 0x0D
        }
        collected = []
        events.append(.paste(String(decoding: text, as: UTF8.self)))
    }
}
