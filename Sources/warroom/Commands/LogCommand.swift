import ArgumentParser
import EventLog
import Foundation
import PlainText
import WarRoom

struct LogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "The event log itself.",
        subcommands: [
            Verify.self, Stat.self, Export.self, Import.self, Backup.self, Salvage.self, AcceptHead.self,
            Show.self, Quarantined.self, Release.self,
        ])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check every hash and the head; ends with 65 where something is wrong.")

        @OptionGroup var options: GlobalOptions

        private struct Document: Encodable {
            let checked: Int64
            let last: Int64
            let firstBad: Int64?
            let problem: String?
            let acceptedLosses: Int64?
        }

        func run() async throws {
            let result = try check()
            if options.json {
                try Output.json(
                    Document(
                        checked: result.checked, last: result.last, firstBad: result.firstBad, problem: result.problem,
                        acceptedLosses: result.acceptedLosses > 0 ? result.acceptedLosses : nil))
            } else if result.problem == nil {
                let losses =
                    result.acceptedLosses > 0 ? ", but for \(result.acceptedLosses) events lost and accepted" : ""
                Output.line(.cell("\(result.checked) events checked, up to #\(result.last): the log is whole\(losses)"))
            }
            guard let problem = result.problem else { return }
            let place = result.firstBad.map { "#\($0): " } ?? ""
            throw CommandFailure(.badData, "\(place)\(problem)")
        }

        private func check() throws -> Verification {
            do {
                return try Verification.check(options.room)
            } catch let error as LogError {
                guard case .damaged = error else { throw error }
                throw CommandFailure(.badData, "\(error); \(LogError.salvageHint)")
            }
        }
    }

    struct Stat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stat", abstract: "How large the log is, and what is in it.")

        @OptionGroup var options: GlobalOptions

        private struct Document: Encodable {
            let room: EventID
            let sequence: Int64
            let bytes: Int64
            let kinds: [String: Int64]
        }

        func run() async throws {
            let home = options.room
            let reader = try EventReader.open(home)
            let room = try reader.room()
            let kinds = try reader.countByKind()
            let bytes = [home.log, home.log + "-wal"].reduce(Int64(0)) { sum, path in
                let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
                return sum + (size ?? 0)
            }
            let last = try reader.last(room: room).sequence
            if options.json {
                try Output.json(Document(room: room, sequence: last, bytes: bytes, kinds: kinds))
                return
            }
            Output.line(.cell("room \(room), \(last) events, \(bytes) bytes"))
            for (kind, count) in kinds.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                Output.line(SafeText.cell("\(count)").padded(to: 10, alignment: .right) + "  " + .cell(kind))
            }
        }
    }
}
