import Foundation

/// The program under test.
enum Binary {
    /// `$WARROOM_BINARY`, else the program that lies beside the test bundle.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["WARROOM_BINARY"], !named.isEmpty { return named }
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL
        return bundle.deletingLastPathComponent().appendingPathComponent("warroom").path
    }()

    /// Where a program of the system is; nil where it is not installed.
    static func installed(_ name: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/", "/usr/local/bin/"].map { $0 + name }
            .first { access($0, X_OK) == 0 }
    }
}
