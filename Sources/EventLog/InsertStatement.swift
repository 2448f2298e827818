import GRDB
import GRDBSQLite

/// An INSERT that is run for every row of a batch, bound straight from bytes.
///
/// GRDB's own arguments go through an array of boxed values each row, which costs as much as SQLite's whole insert. Texts and
/// blobs are gathered in one buffer that lives as long as the statement, so that SQLite need not copy each.
struct InsertStatement {
    private let database: OpaquePointer
    private let statement: OpaquePointer
    private var index: Int32 = 0
    private var bytes: [UInt8] = []
    private var gathered: [Gathered] = []

    private struct Gathered {
        let index: Int32
        let offset: Int
        let isText: Bool
    }

    /// Prepares the statement, or finds it in the connection's cache.
    init(_ sql: String, in database: Database) throws {
        guard let connection = database.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
        }
        self.database = connection
        statement = try database.cachedStatement(sql: sql).sqliteStatement
        sqlite3_reset(statement)
    }

    mutating func bind(_ number: Int64?) {
        index += 1
        if let number { sqlite3_bind_int64(statement, index, number) } else { sqlite3_bind_null(statement, index) }
    }

    mutating func bind(_ truth: Bool) {
        bind(truth ? 1 : 0 as Int64)
    }

    mutating func bind(_ text: String?) {
        gather(text?.utf8, isText: true)
    }

    /// Binds UTF-8 bytes as text.
    mutating func bind(text: [UInt8]?) {
        gather(text, isText: true)
    }

    mutating func bind(blob: [UInt8]?) {
        gather(blob, isText: false)
    }

    private mutating func gather(_ part: (some Collection<UInt8>)?, isText: Bool) {
        index += 1
        guard let part else {
            sqlite3_bind_null(statement, index)
            return
        }
        gathered.append(Gathered(index: index, offset: bytes.count, isText: isText))
        bytes.append(contentsOf: part)
    }

    /// Runs the statement with what was bound, and makes it ready for the next row. Throws `DatabaseError`.
    mutating func run() throws {
        // So that an empty text has an address as well: SQLite would take none for NULL.
        bytes.append(0)
        let code = bytes.withUnsafeBytes { buffer in
            bindGathered(of: buffer)
            let code = sqlite3_step(statement)
            sqlite3_reset(statement)
            // Nothing that is bound may outlive the buffer.
            sqlite3_clear_bindings(statement)
            return code
        }
        index = 0
        gathered.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database)),
                message: String(cString: sqlite3_errmsg(database)))
        }
    }

    private func bindGathered(of buffer: UnsafeRawBufferPointer) {
        var end = buffer.count - 1
        for part in gathered.reversed() {
            let start = buffer.baseAddress?.advanced(by: part.offset)
            let count = Int32(clamping: end - part.offset)
            if part.isText {
                sqlite3_bind_text(statement, part.index, start?.assumingMemoryBound(to: CChar.self), count, nil)
            } else {
                sqlite3_bind_blob(statement, part.index, start, count, nil)
            }
            end = part.offset
        }
    }
}
