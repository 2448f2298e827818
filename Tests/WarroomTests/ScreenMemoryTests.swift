import Dashboard
import Foundation
import Testing
import WarRoom

@testable import warroom

/// What a screen remembers is one room's and one person's.
struct ScreenMemoryTests {
    @Test func roomsAndPeopleDoNotShareWhatIsRemembered() throws {
        let directory = NSTemporaryDirectory() + "warroom-memory-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let places = [
            ("/tmp/t1/h1", "ada"), ("/tmp/t2/h1", "ada"), ("/tmp/t1/h2", "ada"), ("/tmp/t1/h1", "bo"),
            ("/tmp/t1-h1", "ada"), ("/tmp/t1/h1a", "da"),
        ]
        let files = places.map { ScreenMemoryFile(directory: directory, home: Home(path: $0), person: $1) }
        for (number, file) in files.enumerated() {
            #expect(file.read() == nil, "\(places[number])")
            file.write(ScreenMemory())
            #expect(file.read() != nil)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory + "/screens").count == files.count)
        files[0].forget()
        #expect(files.map { $0.read() == nil } == [true] + Array(repeating: false, count: files.count - 1))
    }
}
