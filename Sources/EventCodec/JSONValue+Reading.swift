import WarRoom
import WireJSON

/// Values of the frequent kinds, read without `Codable`; nil where something else stands than this version writes.
extension JSONValue {
    var labels: Labels? {
        guard kind == .object else { return nil }
        var labels: [Label] = []
        labels.reserveCapacity(count)
        for (name, value) in members {
            guard let text = value.string else { return nil }
            labels.append(Label(name: name, value: text))
        }
        return Labels(labels)
    }

    var links: [Link]? {
        guard kind == .array else { return nil }
        var links: [Link] = []
        for value in elements {
            guard let title = value["title"]?.string, let address = value["address"]?.string else { return nil }
            links.append(Link(title: title, address: address))
        }
        return links
    }

    var eventIDs: [EventID]? {
        guard kind == .array else { return nil }
        var ids: [EventID] = []
        for value in elements {
            guard let id = value.string.flatMap({ EventID($0) }) else { return nil }
            ids.append(id)
        }
        return ids
    }

    var instants: [Instant]? {
        guard kind == .array else { return nil }
        var instants: [Instant] = []
        for value in elements {
            guard let instant = value.instant else { return nil }
            instants.append(instant)
        }
        return instants
    }

    var instant: Instant? { string.flatMap { Instant(timestamp: $0) } }
    var milliseconds: Milliseconds? { int.map { Milliseconds($0) } }
    var alertID: AlertID? { string.flatMap { AlertID($0) } }
    var eventID: EventID? { string.flatMap { EventID($0) } }
}
