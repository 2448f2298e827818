import WarRoom
import WireJSON

/// The one event that comes by the ten thousand, written by hand: the same bytes as its `Codable` form in a third of the
/// time, which the golden files and a test hold.
extension AlertFired {
    var factsJSON: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("alert", facts.alert.description)
        writer.member("rule", facts.rule)
        writer.member("severity", facts.severity.rawValue)
        writer.member("labels", facts.labels)
        writer.member("source", facts.source)
        writer.member("sender", facts.sender)
        writer.member("since", facts.since.description)
        writer.member("endsAt", facts.endsAt?.description)
        writer.member("timeout", facts.timeout?.count)
        writer.endObject()
        return writer.bytes
    }

    var textJSON: [UInt8]? {
        guard let text else { return nil }
        var writer = JSONWriter(capacity: 512)
        writer.beginObject()
        writer.member("title", text.title)
        writer.member("annotations", text.annotations)
        writer.member("links", text.links)
        writer.endObject()
        return writer.bytes
    }
}
