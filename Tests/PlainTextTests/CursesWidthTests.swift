import SeededRandom
import Testing

@testable import PlainText

#if canImport(Glibc)
    import Glibc

    /// ncurses itself, asked how far its cursor moved. It has one screen per process, so it gets a process of its own.
    @Suite struct CursesWidthTests {
        @Test func ncursesMovesItsCursorByTheWidthOfACell() async {
            await #expect(processExitsWith: .success) {
                let pad = try #require(CursesPad())
                for seed in HostileText.seeds {
                    var generator = SplitMix64(seed: seed)
                    for _ in 0..<4000 {
                        let text = SafeText.cell(HostileText.random(using: &generator))
                        let columns = pad.columns(of: text)
                        #expect(columns == text.width, "seed \(seed): \(HostileText.dump(text.string))")
                    }
                }
            }
        }

        @Test func ncursesKeepsEveryMarkOfACluster() async {
            await #expect(processExitsWith: .success) {
                let pad = try #require(CursesPad())
                let text = SafeText.cell("e\u{301}\u{302}\u{303}\u{304}\u{305}")
                #expect(pad.columns(of: text) == text.width)
                #expect(pad.scalars(count: 1) == ["e", "\u{301}", "\u{302}", "\u{303}", "\u{304}"])
            }
        }
    }

    /// A pad of ncurses on a terminal that goes nowhere, reached by name: this module links no C.
    private struct CursesPad {
        private typealias NewTerm =
            @convention(c) (UnsafePointer<CChar>, UnsafeMutableRawPointer, UnsafeMutableRawPointer) -> OpaquePointer?
        private typealias NewPad = @convention(c) (Int32, Int32) -> OpaquePointer?
        private typealias AddText = @convention(c) (OpaquePointer, UnsafePointer<wchar_t>, Int32) -> Int32
        private typealias Move = @convention(c) (OpaquePointer, Int32, Int32) -> Int32
        private typealias Clear = @convention(c) (OpaquePointer) -> Int32
        private typealias CursorColumn = @convention(c) (OpaquePointer) -> Int32
        private typealias ReadText = @convention(c) (OpaquePointer, UnsafeMutablePointer<wchar_t>, Int32) -> Int32

        private let pad: OpaquePointer
        private let addText: AddText
        private let move: Move
        private let clear: Clear
        private let cursorColumn: CursorColumn
        private let readText: ReadText

        init?() {
            setlocale(LC_ALL, "C.UTF-8")
            guard let library = dlopen("libncursesw.so.6", RTLD_NOW), let sink = fopen("/dev/null", "r+") else {
                return nil
            }
            func function<Function>(_ name: String, as type: Function.Type) -> Function? {
                dlsym(library, name).map { unsafeBitCast($0, to: type) }
            }
            guard let newTerm = function("newterm", as: NewTerm.self), let newPad = function("newpad", as: NewPad.self),
                newTerm("xterm", sink, sink) != nil, let pad = newPad(1, 2000),
                let addText = function("waddnwstr", as: AddText.self), let move = function("wmove", as: Move.self),
                let clear = function("werase", as: Clear.self),
                let cursorColumn = function("getcurx", as: CursorColumn.self),
                let readText = function("winnwstr", as: ReadText.self)
            else { return nil }
            self.pad = pad
            self.addText = addText
            self.move = move
            self.clear = clear
            self.cursorColumn = cursorColumn
            self.readText = readText
        }

        /// How far drawing a text at the start of an empty row moves the cursor.
        func columns(of text: SafeText) -> Int {
            _ = clear(pad)
            _ = move(pad, 0, 0)
            let scalars = text.string.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
            _ = addText(pad, scalars, Int32(scalars.count))
            return Int(cursorColumn(pad))
        }

        /// The first scalars of the row, a base and the marks that ncurses kept.
        func scalars(count: Int) -> [Unicode.Scalar] {
            _ = move(pad, 0, 0)
            var read = [wchar_t](repeating: 0, count: 64)
            _ = readText(pad, &read, 5)
            return read.prefix { $0 != 0 }.compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }
        }
    }
#endif
