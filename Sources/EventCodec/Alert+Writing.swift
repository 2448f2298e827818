public import WarRoom
public import WireJSON

/// Alerts of a snapshot as JSON, written without `Codable`: a snapshot may hold a hundred thousand of them.
///
/// The same bytes as ``WireJSON/WireEncoder`` writes, which a test holds.
extension Alert {
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id.description)
        writer.member("episode", episode.description)
        writer.member("phase", phase.rawValue)
        writer.member("severity", severity.rawValue)
        writer.member("labels", labels)
        writer.member("annotations", annotations)
        writer.member("title", title)
        writer.member("links", links)
        writer.member("source", source)
        writer.member("sender", sender)
        writer.member("since", since.description)
        writer.member("lastHeard", lastHeard.description)
        writer.member("count", count)
        writer.member("endsAt", endsAt?.description)
        writer.member("timeout", timeout?.count)
        writer.member("expiresAt", expiresAt?.description)
        if let ack { write(ack, to: &writer) }
        writer.member("seenBy", seenBy)
        writer.key("silencedBy")
        writer.array { for silence in silencedBy { $0.string(silence.description) } }
        writer.member("incident", incident?.description)
        writer.member("clearedAt", clearedAt?.description)
        writer.member("clearedBySource", clearedBySource)
        writer.member("revision", revision)
        writer.member("opened", opened)
        writer.endObject()
    }

    private func write(_ ack: Acknowledgement, to writer: inout JSONWriter) {
        writer.key("ack")
        writer.beginObject()
        writer.member("person", ack.person)
        writer.member("at", ack.at.description)
        writer.member("until", ack.until.description)
        writer.member("note", ack.note)
        writer.endObject()
    }
}
