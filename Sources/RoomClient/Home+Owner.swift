import Foundation
import WarRoom

extension Home {
    /// The name of the user that the home belongs to, as far as it can be told.
    var ownerName: String {
        var status = stat()
        guard stat(path, &status) == 0 else { return "somebody else" }
        return getpwuid(status.st_uid).flatMap { $0.pointee.pw_name.map { String(cString: $0) } }
            ?? "user \(status.st_uid)"
    }
}
