import Foundation

/// How many files and connections a process may have open (getrlimit(2)).
enum DescriptorLimit {
    /// The connections of senders and clients, with room for files.
    private static let wanted: rlim_t = 4096

    /// Raises the soft limit towards what the room's own limits on connections may need. The usual 1024 is meant for programs
    /// that use select(2), which this is not; where the system refuses, fewer connections must do.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < wanted else {
            return
        }
        limit.rlim_cur = min(wanted, limit.rlim_max)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
