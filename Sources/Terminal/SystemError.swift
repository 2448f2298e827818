import Glibc

/// What the last failed system call said, in the system's words.
func lastSystemError() -> String { systemError(errno) }

/// An error number in the system's words.
func systemError(_ number: Int32) -> String {
    guard let words = strerror(number) else { return "error \(number)" }
    return String(cString: words)
}
