import EventLog
import Foundation
import Testing
import WarRoom

@Suite struct HomeLockTests {
    @Test func onlyOneHoldsTheLock() throws {
        let test = try TestHome()
        let first = try HomeLock(test.home)
        #expect(first != nil)
        #expect(try HomeLock(test.home) == nil)
        withExtendedLifetime(first) {}
    }

    @Test func theLockIsFreeOnceItsHolderLetsGo() throws {
        let test = try TestHome()
        do {
            let first = try HomeLock(test.home)
            #expect(first != nil)
        }
        #expect(try HomeLock(test.home) != nil)
    }

    @Test func anotherProcessHoldsTheLockUntilItIsKilled() throws {
        let test = try TestHome()
        let holder = try LockHolder(test.home)
        #expect(try HomeLock(test.home) == nil)
        holder.killAndWait()
        #expect(try HomeLock(test.home) != nil)
    }

    @Test func anotherProcessCannotTakeAHeldLock() throws {
        let test = try TestHome()
        let lock = try HomeLock(test.home)
        let status = try Child.run("/usr/bin/flock", ["-n", "-E", "7", test.home.lock, "true"])
        #expect(status == 7)
        withExtendedLifetime(lock) {}
    }

    /// A child that the holder started must not keep the lock when the holder is gone.
    @Test func childrenDoNotInheritTheLock() throws {
        let test = try TestHome()
        let child: Child
        do {
            let lock = try HomeLock(test.home)
            child = try Child("/bin/cat", [])
            withExtendedLifetime(lock) {}
        }
        #expect(try HomeLock(test.home) != nil)
        child.killAndWait()
    }

    @Test func aLockThatCannotBeMadeIsRefusedInWords() throws {
        let test = try TestHome()
        try FileManager.default.createDirectory(atPath: test.home.lock, withIntermediateDirectories: false)
        let error = #expect(throws: LogError.self) { try HomeLock(test.home) }
        #expect(error?.description == "cannot open \(test.home.lock): Is a directory")
    }
}

/// A process that holds a home's lock: `flock` of util-linux, which says `held` once it does.
private struct LockHolder {
    private let child: Child

    init(_ home: Home) throws {
        // One process: `exec` keeps the descriptor that flock(1) locked.
        child = try Child("/bin/sh", ["-c", "exec 9>>\"$0\" && flock -n 9 && echo held && exec cat", home.lock])
        #expect(child.readLine() == "held")
    }

    func killAndWait() { child.killAndWait() }
}

/// A process with a pipe to its standard input and one from its output.
final class Child {
    private let process: Process
    private let output = Pipe()

    init(_ path: String, _ arguments: [String]) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
    }

    /// Runs a program to its end and returns its exit status.
    static func run(_ path: String, _ arguments: [String]) throws -> Int32 {
        let child = try Child(path, arguments)
        child.process.waitUntilExit()
        return child.process.terminationStatus
    }

    func readLine() -> String {
        var line: [UInt8] = []
        while let byte = try? output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    func killAndWait() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    deinit { if process.isRunning { killAndWait() } }
}
