import WarRoom
import WireJSON

/// The items of a request, read one by one: the good ones become commands, the bad ones sentences.
struct ItemReading {
    /// How many sentences an answer repeats.
    static let problemsInAnswerMax = 20

    private(set) var commands: [any Command] = []
    /// Where each command's item stood in the request.
    private(set) var places: [Int] = []
    private(set) var problems: [String] = []
    let noun: String

    init(noun: String) {
        self.noun = noun
    }

    /// Reads the elements of an array, or the one item that stands in its place; takes at most
    /// ``WarRoom/Limits/alertsPerRequestMax`` and says so where there are more.
    mutating func read(_ items: JSONValue, _ command: (JSONValue) throws(ItemProblem) -> any Command) {
        guard items.kind == .array else { return read(items, at: 0, command) }
        let most = Limits.alertsPerRequestMax
        for (index, item) in items.elements.enumerated() {
            guard index < most else {
                problems.append("\(noun)[\(index)] and after: at most \(most) are taken at once, found \(items.count)")
                return
            }
            read(item, at: index, command)
        }
    }

    private mutating func read(
        _ item: JSONValue, at place: Int, _ command: (JSONValue) throws(ItemProblem) -> any Command
    ) {
        take(at: place) { () throws(ItemProblem) in try command(item) }
    }

    /// Takes one item, however it is read.
    mutating func take(at place: Int = 0, _ command: () throws(ItemProblem) -> any Command) {
        do throws(ItemProblem) {
            commands.append(try command())
            places.append(place)
        } catch {
            problems.append("\(noun)[\(place)]: \(error)")
        }
    }

    /// The problems, and after them those that the room itself had with the commands.
    func problems(with results: [Result<Outcome, Refusal>]) -> [String] {
        var all = problems
        for (place, result) in zip(places, results) {
            if let refusal = result.refusal { all.append("\(noun)[\(place)]: \(refusal)") }
        }
        return all
    }

    /// The first problems, and how many more there are.
    static func shown(_ problems: [String]) -> [String] {
        guard problems.count > problemsInAnswerMax else { return problems }
        return problems.prefix(problemsInAnswerMax) + ["… and \(problems.count - problemsInAnswerMax) more"]
    }
}
