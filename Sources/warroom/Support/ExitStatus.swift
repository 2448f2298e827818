import Documents
import EventLog
import RoomClient
import Settings
import WarRoom

/// How the program ends, in sysexits' numbers.
enum ExitStatus: Int32 {
    case done = 0
    case failed = 1
    case usage = 64
    case badData = 65
    case unreachable = 69
    case cannotCreate = 73
    case tryAgain = 75
    case configuration = 78

    /// The status that an error ends the program with.
    static func of(_ error: any Error) -> ExitStatus {
        switch error {
        case let failure as CommandFailure: failure.status
        case let error as ClientError: of(error)
        case let error as LogError: of(error)
        case is MatcherError: .usage
        case is DocumentError: .configuration
        default: .failed
        }
    }

    private static func of(_ error: ClientError) -> ExitStatus {
        switch error {
        case .unreachable, .notAllowed, .notYours, .gone, .anotherRoom: .unreachable
        case .didNotStart(_, _, _, let code): ofDaemon(code)
        case .refused(let refusal):
            switch refusal.reason {
            case .invalid, .ambiguous: .usage
            case .limit: .badData
            case .notFound, .conflict, .forbidden: .failed
            }
        case .unwritable, .busy: .tryAgain
        case .misunderstood: .failed
        }
    }

    /// What kept the daemon from starting keeps it from starting again, where its code says so.
    private static func ofDaemon(_ code: Int32?) -> ExitStatus {
        switch code.flatMap(ExitStatus.init(rawValue:)) {
        case .configuration?: .configuration
        case .cannotCreate?: .cannotCreate
        case .badData?: .badData
        default: .unreachable
        }
    }

    private static func of(_ error: LogError) -> ExitStatus {
        switch error {
        case .cannotOpen: .cannotCreate
        case .missing: .unreachable
        case .newerVersion, .notDurable: .configuration
        case .damaged, .badLine: .badData
        case .unwritable: .tryAgain
        case .duplicate, .gone: .failed
        }
    }
}

/// A command that cannot be carried out, in a sentence, or in one for each problem.
struct CommandFailure: Error, CustomStringConvertible {
    let status: ExitStatus
    /// Raw words; each stands on a line of its own.
    let problems: [String]

    init(_ status: ExitStatus, _ description: String) {
        self.init(status, problems: [description])
    }

    init(_ status: ExitStatus, problems: [String]) {
        self.status = status
        self.problems = problems
    }

    var description: String { problems.joined(separator: "; ") }

    /// Somebody ran `warroom stop` while the room was followed.
    static let closedRoom = CommandFailure(.unreachable, "the room is closed: any command opens it again")
}
