import GRDB
import GRDBSQLite

/// An INSERT that is run for every row of a batch, bound straight from bytes.
///
/// GRDB's own arguments go through an array of boxed values each row, which costs as much as SQLite's whole insert.
struct InsertStatement {
    private let database: OpaquePointer
    private let statement: OpaquePointer
    private var index: Int32 = 0
    /// `SQLITE_TRANSIENT`: SQLite makes a copy of what is bound. The macro is a cast, which Swift does not import.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

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
        guard var text else {
            bind(text: nil)
            return
        }
        text.withUTF8 { bind(characters: UnsafeRawBufferPointer($0)) }
    }

    /// Binds UTF-8 bytes as text.
    mutating func bind(text bytes: [UInt8]?) {
        guard let bytes else {
            index += 1
            sqlite3_bind_null(statement, index)
            return
        }
        bytes.withUnsafeBytes { bind(characters: $0) }
    }

    private mutating func bind(characters: UnsafeRawBufferPointer) {
        index += 1
        if let start = characters.bindMemory(to: CChar.self).baseAddress, !characters.isEmpty {
            sqlite3_bind_text(statement, index, start, Int32(clamping: characters.count), Self.copied)
        } else {
            sqlite3_bind_text(statement, index, "", 0, Self.copied)
        }
    }

    mutating func bind(blob bytes: [UInt8]?) {
        index += 1
        guard let bytes else {
            sqlite3_bind_null(statement, index)
            return
        }
        bytes.withUnsafeBytes { raw in
            _ = sqlite3_bind_blob(statement, index, raw.baseAddress, Int32(clamping: raw.count), Self.copied)
        }
    }

    /// Runs the statement with what was bound, and makes it ready for the next row. Throws `DatabaseError`.
    mutating func run() throws {
        index = 0
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE else {
            let error = DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database)),
                message: String(cString: sqlite3_errmsg(database)))
            sqlite3_reset(statement)
            throw error
        }
        sqlite3_reset(statement)
    }
}
