import EventCodec
import Foundation
import GRDB
import Testing
import WarRoom

@testable import EventLog

/// Whatever is changed in the log behind the room's back, `verify` names the first event that is not what was written.
@Suite struct ChainTests {
    static let count: Int64 = 9

    /// A closed log of events with and without text, with and without incident.
    static func log() throws -> TestHome {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...count))
        store.close()
        return test
    }

    @Test func aWholeLogVerifies() throws {
        let verification = try Self.log().verify()
        #expect(verification.checked == Self.count)
        #expect(verification.last == Self.count)
        #expect(verification.firstBad == nil)
        #expect(verification.problem == nil)
    }

    @Test func everyHashFollowsFromTheOneBefore() throws {
        let test = try TestHome()
        let store = try test.open()
        try store.append(Make.mixed(1...5))
        var hash = Chain.start(room: Make.room)
        try store.reader.forEachRow { record, salt, digest in
            if let text = record.text {
                #expect(digest == Chain.digest(text: text, salt: salt ?? []))
                #expect(salt?.count == SaltSource.length)
            } else {
                #expect(salt == nil && digest == nil)
            }
            hash = Chain.hash(record, textDigest: digest ?? [], after: hash)
            #expect(record.hash == hash)
        }
        #expect(hash == store.head.hash)
    }

    /// Length prefixes: what moves from one field to the next gives another hash.
    @Test func fieldsCannotBeShiftedIntoOneAnother() throws {
        let record = try EventRecord(Make.note(1))
        var left = record
        left.actor = Actor(principal: "ab", person: "c", via: "")
        var right = record
        right.actor = Actor(principal: "a", person: "bc", via: "")
        let start = Chain.start(room: Make.room)
        #expect(Chain.hash(left, textDigest: [], after: start) != Chain.hash(right, textDigest: [], after: start))
        #expect(Chain.start(room: Make.room) != Chain.start(room: Make.id(1)))
    }

    @Test(arguments: ["facts", "text", "principal", "person", "via", "kind"], [Int64(1), 8])
    func everyByteOfEveryTextColumnCounts(column: String, sequence: Int64) throws {
        let test = try Self.log()
        let original: [UInt8] = try test.tamper { database in
            [UInt8](
                try Data.fetchOne(
                    database, sql: "SELECT CAST(\(column) AS BLOB) FROM events WHERE sequence = ?",
                    arguments: [sequence])
                    ?? Data())
        }
        #expect(!original.isEmpty)
        for index in original.indices {
            var bytes = original
            bytes[index] ^= 1 << UInt8(index % 8)
            try Self.set(column, of: sequence, to: Data(bytes), cast: "CAST(? AS TEXT)", in: test)
            try Self.expectBad(sequence, in: test, "\(column)[\(index)]")
        }
        for bytes in [Data(original + [0x20]), Data(original.dropLast()), Data()] {
            try Self.set(column, of: sequence, to: bytes, cast: "CAST(? AS TEXT)", in: test)
            try Self.expectBad(sequence, in: test, "\(column) of another length")
        }
        try Self.set(column, of: sequence, to: Data(original), cast: "CAST(? AS TEXT)", in: test)
        #expect(try test.verify().problem == nil)
    }

    @Test(arguments: ["hash", "digest", "salt", "id"], [Int64(1), 8])
    func everyByteOfEveryBlobCounts(column: String, sequence: Int64) throws {
        let test = try Self.log()
        let original: [UInt8] = try test.tamper { database in
            [UInt8](
                try Data.fetchOne(
                    database, sql: "SELECT \(column) FROM events WHERE sequence = ?", arguments: [sequence])
                    ?? Data())
        }
        for index in original.indices {
            var bytes = original
            bytes[index] ^= 0x40
            try Self.set(column, of: sequence, to: Data(bytes), in: test)
            try Self.expectBad(sequence, in: test, "\(column)[\(index)]")
        }
        for bytes in [Data(original + [0]), Data(original.dropLast()), Data()] {
            try Self.set(column, of: sequence, to: bytes, in: test)
            try Self.expectBad(sequence, in: test, "\(column) of another length")
        }
        try Self.set(column, of: sequence, to: Data(original), in: test)
        #expect(try test.verify().problem == nil)
    }

    @Test(arguments: ["occurredAt", "recordedAt", "version", "incident"])
    func everyNumberCounts(column: String) throws {
        let test = try Self.log()
        let original: Int64 = try test.tamper { database in
            try Int64.fetchOne(database, sql: "SELECT \(column) FROM events WHERE sequence = 3") ?? 0
        }
        #expect(original > 0)
        for bit in 0..<Int64(64) {
            let number = original ^ (1 << bit)
            try test.tamper(sql: "UPDATE events SET \(column) = ? WHERE sequence = 3", [number])
            try Self.expectBad(3, in: test, "\(column) bit \(bit)")
        }
        try test.tamper(sql: "UPDATE events SET \(column) = ? WHERE sequence = 3", [original])
        #expect(try test.verify().problem == nil)
    }

    @Test(arguments: [
        "UPDATE events SET incident = NULL WHERE sequence = 3", "UPDATE events SET incident = 0 WHERE sequence = 3",
        "UPDATE events SET text = '{}' WHERE sequence = 3",
        "UPDATE events SET text = '{}', salt = randomblob(16), digest = randomblob(32) WHERE sequence = 3",
        "UPDATE events SET digest = x'' WHERE sequence = 3",
    ])
    func whatIsAddedOrTakenAwayIsFound(sql: String) throws {
        let test = try Self.log()
        try test.tamper(sql: sql)
        try Self.expectBad(3, in: test, sql)
    }

    @Test(arguments: 1...count)
    func aMissingRowIsFound(sequence: Int64) throws {
        let test = try Self.log()
        try test.tamper(sql: "DELETE FROM events WHERE sequence = ?", [sequence])
        let verification = try test.verify()
        #expect(verification.firstBad == sequence)
        #expect(verification.problem != nil)
        #expect(verification.checked == sequence - 1)
    }

    @Test(arguments: [Int64.min, -1, 0, count + 1, 1 << 53, .max])
    func aRowThatWasPutInIsFound(sequence: Int64) throws {
        let test = try Self.log()
        try test.tamper(
            sql: """
                INSERT INTO events SELECT ?, randomblob(16), kind, version, occurredAt, recordedAt, principal, person, via,
                incident, facts, text, salt, digest, hash FROM events WHERE sequence = 2
                """, [sequence])
        let verification = try test.verify()
        #expect(verification.problem != nil, "\(verification)")
        #expect(verification.firstBad == min(sequence, Self.count + 1))
    }

    @Test(arguments: [(Int64(1), Int64(2)), (4, 5), (2, 8), (8, 9)])
    func swappedRowsAreFound(pair: (Int64, Int64)) throws {
        let test = try Self.log()
        for (from, to) in [(pair.0, Int64(-100)), (pair.1, pair.0), (-100, pair.1)] {
            try test.tamper(sql: "UPDATE events SET sequence = ? WHERE sequence = ?", [to, from])
        }
        try Self.expectBad(pair.0, in: test, "\(pair)")
    }

    @Test func anErasedTextWithoutARedactionIsFound() throws {
        let test = try Self.log()
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL WHERE sequence = 5")
        let verification = try test.verify()
        #expect(verification.firstBad == 5)
        #expect(verification.problem == "its text is gone, and no redaction says so")
    }

    @Test func aTextErasedWithItsDigestIsFound() throws {
        let test = try Self.log()
        try test.tamper(sql: "UPDATE events SET text = NULL, salt = NULL, digest = NULL WHERE sequence = 5")
        try Self.expectBad(5, in: test, "erased with its digest")
    }

    /// The digest covers salt and text without a mark between them; only the salt's length tells where it ends.
    @Test func aByteMovedFromTheTextToTheSaltIsFound() throws {
        let test = try Self.log()
        try test.tamper(
            sql: """
                UPDATE events SET salt = CAST(salt || CAST(substr(text, 1, 1) AS BLOB) AS BLOB), text = substr(text, 2)
                WHERE sequence = 5
                """)
        try Self.expectBad(5, in: test, "a longer salt")
    }

    @Test func aLogOfAnotherRoomIsFound() throws {
        let test = try Self.log()
        try test.tamper(sql: "UPDATE facts SET value = ? WHERE name = 'room'", [Make.id(77).description])
        try Self.expectBad(1, in: test, "another room")
    }

    @Test(arguments: ["DELETE FROM facts", "UPDATE facts SET value = 'x'", "DROP TABLE facts", "DROP TABLE events"])
    func aLogWithoutItsPartsIsRefusedInWords(sql: String) throws {
        let test = try Self.log()
        try test.tamper(sql: sql)
        let error = #expect(throws: LogError.self) { try test.verify() }
        #expect(error?.description.isEmpty == false)
        #expect(throws: LogError.self) { try test.open() }
    }

    private static func set(
        _ column: String, of sequence: Int64, to bytes: Data, cast: String = "?", in test: TestHome
    ) throws {
        try test.tamper(sql: "UPDATE events SET \(column) = \(cast) WHERE sequence = ?", [bytes, sequence])
    }

    private static func expectBad(_ sequence: Int64, in test: TestHome, _ comment: String) throws {
        let verification = try test.verify()
        #expect(verification.firstBad == sequence, "\(comment)")
        #expect(verification.problem != nil, "\(comment)")
    }
}
