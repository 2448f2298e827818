import WarRoom
import WireJSON

/// Why a posted silence cannot become a command.
enum PostedSilenceProblem: Error {
    case malformed(String)
    /// It is to change a silence whose id no silence can have.
    case unknown(String)
}

/// Reads Alertmanager's postableSilence.
enum PostedSilence {
    /// What stands for a reason that a client left empty; Alertmanager takes those, the room wants one.
    static let emptyComment = "(no reason given)"

    static func read(_ body: [UInt8], at now: Instant) throws(PostedSilenceProblem) -> CreateSilence {
        let (command, id) = try parts(body, at: now)
        guard !id.isEmpty else { return command }
        guard let replacing = EventID(id) else { throw .unknown(Cut.text(id, bytesMax: 64)) }
        var change = command
        change.replacing = replacing
        return change
    }

    /// The silence itself, and the id of the one that it is to change; empty for a new one.
    private static func parts(
        _ body: [UInt8], at now: Instant
    ) throws(PostedSilenceProblem) -> (command: CreateSilence, id: String) {
        do throws(ItemProblem) {
            let root = try object(body)
            let matchers = try self.matchers(root["matchers"])
            let startsAt = try AlertmanagerItem.instant(root["startsAt"], "startsAt")
            guard let endsAt = try AlertmanagerItem.instant(root["endsAt"], "endsAt") else {
                throw ItemProblem("invalid silence: invalid zero end timestamp")
            }
            guard (startsAt ?? now) < endsAt else {
                throw ItemProblem("Failed to create silence: start time must be before end time")
            }
            guard endsAt > now else { throw ItemProblem("Failed to create silence: end time can't be in the past") }
            let command = CreateSilence(
                matchers: matchers, startsAt: startsAt, endsAt: endsAt,
                comment: words(root["comment"], bytesMax: Limits.reasonBytesMax) ?? emptyComment,
                createdBy: words(root["createdBy"], bytesMax: Limits.personBytesMax))
            return (command, root["id"]?.string ?? "")
        } catch {
            throw .malformed(error.description)
        }
    }

    private static func object(_ body: [UInt8]) throws(ItemProblem) -> JSONValue {
        let root: JSONValue
        do {
            root = try ForeignJSON.parse(body)
        } catch {
            throw ItemProblem("cannot read the silence: \(error)")
        }
        guard root.kind == .object else { throw ItemProblem("expected a silence as an object, found \(root.asFound)") }
        return root
    }

    private static func matchers(_ value: JSONValue?) throws(ItemProblem) -> [Matcher] {
        guard let value, value.kind == .array, value.count > 0 else {
            throw ItemProblem("invalid silence: at least one matcher required")
        }
        var matchers: [Matcher] = []
        for (index, element) in value.elements.enumerated() {
            guard let name = element["name"]?.string, let value = element["value"]?.string else {
                throw ItemProblem(
                    "invalid label matcher \(index): expected name and value as strings, found \(element.asFound)")
            }
            do {
                matchers.append(
                    try Matcher(
                        name: name, value: value, isRegex: element["isRegex"]?.bool ?? false,
                        isEqual: element["isEqual"]?.bool ?? true))
            } catch {
                throw ItemProblem("invalid label matcher \(index): \(error)")
            }
        }
        return matchers
    }

    private static func words(_ value: JSONValue?, bytesMax: Int) -> String? {
        (value?.string).flatMap { Cut.trimmed($0) }.map { Cut.fitting($0, bytesMax: bytesMax) }
    }
}
