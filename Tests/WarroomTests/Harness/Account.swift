import Foundation

/// Another user of the machine; only root can act as one.
struct Account: Sendable {
    var user: UInt32
    var groups: [UInt32] = []

    static let program = "/usr/bin/setpriv"
    static let nobody = Account(user: 65534)

    /// The arguments that make `setpriv` (util-linux) become this user.
    var words: [String] {
        let groups = groups.isEmpty ? ["--clear-groups"] : ["--groups", groups.map(String.init).joined(separator: ",")]
        return ["--reuid=\(user)", "--regid=65534"] + groups + ["--"]
    }

    /// Whether the tests can act as other users, and those can run the program.
    static let canBeTaken: Bool = {
        guard geteuid() == 0, access(program, X_OK) == 0 else { return false }
        let child = try? Child(
            program, nobody.words + [Binary.path, "--version"], environment: ["SWIFT_BACKTRACE": "enable=no"],
            .files(input: "/dev/null", output: "/dev/null", errors: "/dev/null"))
        return (try? child?.waitForEnd().code) == 0
    }()

    /// A group of the machine that the tests may share a room with.
    static let group: (name: String, id: UInt32)? = ["users", "games", "staff"].lazy.compactMap { name in
        getgrnam(name).map { (name, $0.pointee.gr_gid) }
    }.first
}
