import Canvas
public import Documents

extension ThemeLibrary {
    /// All that is wrong with the theme of this name or wanting in it (``Theme/check()``), with the places; empty where it
    /// is fine.
    public func problems(of name: String) -> [DocumentProblem] {
        problems { () throws(DocumentError) in try file(named: name) }
    }

    /// The same of a file that need not be in one of the folders.
    public func problems(contentsOf path: String) -> [DocumentProblem] {
        problems { () throws(DocumentError) in try file(at: path) }
    }

    private func problems(_ read: () throws(DocumentError) -> ThemeFile) -> [DocumentProblem] {
        do throws(DocumentError) {
            let file = try read()
            return try theme(file).check().map { problem in
                // What is inherited stands in no line of this file.
                let place = file.roles[problem.roleName]?.place
                return DocumentProblem(
                    file: file.file, line: place?.line, column: place?.column, message: "\(problem)")
            }
        } catch {
            return error.problems
        }
    }
}
