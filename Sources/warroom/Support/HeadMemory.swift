import EventLog
import Foundation
import RoomClient
import WarRoom

/// The last head that this account saw of each room: a log that has become shorter, or another, is noticed from outside.
///
/// A bonus: where nothing can be remembered, commands go on without.
struct HeadMemory {
    private let directory: String

    init(directory: String) {
        self.directory = directory + "/heads"
    }

    /// Compares what the room says with what was seen last, warns where the room has gone back, and remembers the newer.
    func check(_ hello: Hello) {
        let path = "\(directory)/\(hello.room)"
        if let text = try? String(contentsOfFile: path, encoding: .utf8), let seen = Int64(text.prefix { $0.isNumber }),
            seen > hello.sequence
        {
            Output.problem(
                "this room ends at #\(hello.sequence), and you have seen it at #\(seen): its log has lost its end, run `warroom log verify`"
            )
            return
        }
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try? "\(hello.sequence) \(hello.hash ?? "")\n".write(toFile: path, atomically: true, encoding: .utf8)
    }
}
