import WarRoom

/// Labels and annotations within the room's limits: what is too long is cut and says so, what is too many is counted.
struct CappedWords {
    let labels: Labels
    let annotations: Labels

    /// The annotation that says how many labels and annotations were left out.
    static let leftOutName = "left_out"

    init(labels: Labels, annotations: Labels) {
        let isCrowded = labels.count > Limits.labelsPerAlertMax || annotations.count > Limits.labelsPerAlertMax
        self.labels = Self.capped(labels, valueBytesMax: Limits.labelValueBytesMax)
        let capped = Self.capped(annotations, valueBytesMax: Limits.annotationBytesMax)
        guard isCrowded else {
            self.annotations = capped
            return
        }
        let gone = (labels.count - self.labels.count, annotations.count - capped.count)
        let note = Label(name: Self.leftOutName, value: "\(gone.0) labels and \(gone.1) annotations were too many")
        self.annotations = Labels(Array(capped) + [note])
    }

    /// The first ``WarRoom/Limits/labelsPerAlertMax`` by name, each cut to its length.
    private static func capped(_ words: Labels, valueBytesMax: Int) -> Labels {
        let fits = words.allSatisfy {
            $0.name.utf8.count <= Limits.labelNameBytesMax && $0.value.utf8.count <= valueBytesMax
        }
        guard !fits || words.count > Limits.labelsPerAlertMax else { return words }
        return Labels(
            words.prefix(Limits.labelsPerAlertMax).map {
                Label(
                    name: Cut.text($0.name, bytesMax: Limits.labelNameBytesMax),
                    value: Cut.text($0.value, bytesMax: valueBytesMax))
            })
    }
}
