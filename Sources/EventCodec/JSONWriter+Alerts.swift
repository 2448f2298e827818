import WarRoom
import WireJSON

extension JSONWriter {
    mutating func member(_ name: String, _ labels: Labels) {
        key(name)
        beginObject()
        for label in labels { member(label.name, label.value) }
        endObject()
    }

    mutating func member(_ name: String, _ links: [Link]) {
        key(name)
        beginArray()
        for link in links {
            beginObject()
            member("title", link.title)
            member("address", link.address)
            endObject()
        }
        endArray()
    }
}
