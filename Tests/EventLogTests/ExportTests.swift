import EventCodec
import Foundation
import GRDB
import Testing
import WarRoom
import WireJSON

@testable import EventLog

/// An export holds all that the chain is made of, and an import makes the very same log of it.
@Suite struct ExportTests {
    static let hostile = "\u{1B}[31m \u{0} \u{202E}txt\u{2028} ä 👩🏽‍🚒 \\ \" \n\r\t\u{7F}"

    /// A log with texts, without texts, hostile ones, and a loss that it tells of.
    static func log() throws -> TestHome {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...9) + [Make.note(10, hostile), Make.note(11)])
        store.close()
        try test.tamper(sql: "DELETE FROM events WHERE sequence = 11")
        let again = try test.open()
        try again.append([Make.event(12, LogTruncationFound(facts: .init(from: 11, to: 11))), Make.note(13)])
        again.close()
        return test
    }

    @Test func anImportedLogIsTheSame() throws {
        let (test, copy) = (try Self.log(), try TestHome())
        let result = try Transcript(of: test.home).imported(into: copy.home)
        #expect(try copy.home.rows == test.home.rows)
        #expect(result.count == 12 && result.head.sequence == 13 && result.head.room == Make.room)
        #expect(HeadFile.read(path: copy.home.head) == result.head)
        #expect(try copy.verify() == test.verify())
        #expect(result.problem == (try test.verify().problem))
        let (store, findings) = try EventStore.open(copy.home, newRoom: { Make.id(99) })
        #expect(store.room == Make.room && store.head == result.head && findings == EventStore.Findings())
        try store.append([Make.note(14)])
        store.close()
        #expect(try copy.verify().last == 14)
        let (first, second) = (try Transcript(of: test.home).texts, try Transcript(of: copy.home).texts)
        #expect(second.dropLast() == first.map { $0.replacing(",\"end\":true", with: "") }[...])
    }

    @Test func aLineIsWhatTailPrintsAndTheChainsPart() throws {
        let test = try Self.log()
        for line in try Transcript(of: test.home).lines {
            let value = try JSONDocument(parsing: line, limits: .trusted).root
            let row = try LogRow.read(line)
            #expect(row.room == Make.room)
            var tail = JSONWriter()
            row.row.record.write(to: &tail)
            #expect(line.starts(with: tail.bytes.dropLast()))
            #expect(
                (value["salt"] != nil) == (value["text"] != nil) && (value["digest"] != nil) == (value["text"] != nil))
            #expect(!line.contains(UInt8(ascii: "\n")) && value["exact"] == nil)
        }
    }

    @Test func anExportIsCutByPositionAndIncident() throws {
        let test = try Self.log()
        let reader = try EventReader.open(test.home)
        func sequences(after: Int64 = 0, _ incident: IncidentID? = nil) throws -> [Int64] {
            var found: [Int64] = []
            let count = try reader.forEachExportLine(after: after, incident: incident) {
                found.append(try LogRow.read($0).row.record.sequence)
            }
            #expect(count == Int64(found.count))
            return found
        }
        #expect(try sequences() == Array(1...10) + [12, 13])
        #expect(try sequences(after: 9) == [10, 12, 13])
        #expect(try sequences(after: .max) == [])
        #expect(try sequences(IncidentID(number: 1)) == [3, 6, 9])
        #expect(try sequences(after: 3, IncidentID(number: 1)) == [6, 9])
    }

    /// More events than are read or written at once.
    @Test func aLongLogIsTheSame() throws {
        let (test, copy) = (try TestHome(), try TestHome())
        let store = try test.open()
        try store.append(Make.mixed(1...4321))
        store.close()
        #expect(try Transcript(of: test.home).imported(into: copy.home).count == 4321)
        #expect(try copy.verify().checked == 4321)
        #expect(try copy.home.rows == test.home.rows)
    }

    /// The chain covers bytes, and another writer's bytes for the same values may differ.
    @Test(arguments: [
        (#"{ "b" : 1.50,"a":[ ] }"#, #"{"body":"\u0041\n"}"#), ("{\n\"a\":\t1e2}", "{}"),
        (#"{"a":1}"#, "{\"body\" : 1}"),
        (#"{"a":1}"#, #"{"b":"c"}"#),
    ])
    func foreignBytesComeBackAsTheyWere(facts: String, text: String) throws {
        var record = try EventRecord(Make.note(7))
        (record.facts, record.text) = (Array(facts.utf8), Array(text.utf8))
        record.hash = [UInt8](repeating: 7, count: 32)
        let row = LogRow(
            record: record, salt: [UInt8](repeating: 1, count: 16), digest: [UInt8](repeating: 2, count: 32))
        let line = try row.line(of: Make.room)
        #expect(!line.contains(UInt8(ascii: "\n")))
        let read = try LogRow.read(line)
        #expect(read.row == row && read.room == Make.room)
    }

    @Test func whatIsNoJSONIsNotExported() throws {
        let test = try Self.log()
        try test.tamper(sql: "UPDATE events SET facts = '{' WHERE sequence = 4")
        let error = #expect(throws: LogError.self) { try Transcript(of: test.home) }
        guard case .damaged(sequence: 4, reason: let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.hasPrefix("its facts cannot be read as JSON"))
    }
}
