import Documents
import Settings

/// Files that exist only in a test.
struct FileTable: Sendable {
    var texts: [String: String] = [:]
    var bytes: [String: [UInt8]] = [:]

    init(_ texts: [String: String] = [:], bytes: [String: [UInt8]] = [:]) {
        self.texts = texts
        self.bytes = bytes.merging(texts.mapValues { Array($0.utf8) }) { own, _ in own }
    }

    var source: FileSource {
        let bytes = bytes
        return FileSource(
            exists: { bytes[$0] != nil },
            names: { directory in
                bytes.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }
                    .sorted()
            },
            bytes: { (path) throws(FileFailure) in
                guard let found = bytes[path] else {
                    throw FileFailure(path: path, reason: "cannot be read: not there")
                }
                return found
            })
    }
}

/// The problems of an attempt, as people see them; none where it worked.
func problems(of attempt: () throws -> Void) -> [String] {
    do {
        try attempt()
        return []
    } catch let error as DocumentError {
        return error.problems.map(\.description)
    } catch {
        return ["an error of another kind: \(error)"]
    }
}
