import Crypto
import EventCodec
public import WarRoom

extension Home {
    /// Under what a person's own files about this room are kept: 32 hex digits, others for every path and every person.
    public func digest(for person: String) -> String {
        var hash = SHA256()
        hash.update(data: Array(path.utf8))
        // No path holds a NUL, so that no other pair of path and person gives the same bytes.
        hash.update(data: [0])
        hash.update(data: Array(person.utf8))
        return Hex.string(hash.finalize().prefix(16))
    }
}
