extension TerminalColor {
    /// The nearest colour that a terminal of this depth can show; with no colours, the default.
    public func reduced(to depth: ColorDepth) -> TerminalColor {
        switch (depth, self) {
        case (.mono, _): .default
        case (.truecolor, _), (_, .default), (_, .ansi): self
        case (.indexed256, .indexed): self
        case (.indexed256, .rgb(let red, let green, let blue)): .indexed(TerminalColor.index256(red, green, blue))
        case (.ansi16, .indexed(let index)) where index < 16: .ansi(index)
        case (.ansi16, _): components.map { TerminalColor.ansi(TerminalColor.nearestANSI($0)) } ?? .default
        }
    }

    /// Red, green and blue, 0...255 each, as xterm shows the colour by default; `nil` for the terminal's own.
    public var components: (red: UInt8, green: UInt8, blue: UInt8)? {
        switch self {
        case .default: nil
        case .rgb(let red, let green, let blue): (red, green, blue)
        case .ansi(let index): TerminalColor.ansiComponents[Int(index & 15)]
        case .indexed(let index) where index < 16: TerminalColor.ansiComponents[Int(index)]
        case .indexed(let index): TerminalColor.extendedComponents(Int(index))
        }
    }

    /// xterm's sixteen colours (its `XTerm-col.ad`).
    private static let ansiComponents: [(red: UInt8, green: UInt8, blue: UInt8)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
        (255, 255, 255),
    ]

    /// The steps of the 6 × 6 × 6 cube that begins at index 16.
    private static let cubeLevels: [UInt8] = [0, 95, 135, 175, 215, 255]

    /// Index 16...231 is the cube, 232...255 a ramp of greys from 8 to 238.
    private static func extendedComponents(_ index: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
        guard index < 232 else {
            let grey = UInt8(truncatingIfNeeded: 8 + 10 * (index - 232))
            return (grey, grey, grey)
        }
        let offset = index - 16
        return (cubeLevels[offset / 36], cubeLevels[offset / 6 % 6], cubeLevels[offset % 6])
    }

    private static func index256(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let wanted = (red: red, green: green, blue: blue)
        return nearest(16...255, to: wanted) { extendedComponents(Int($0)) }
    }

    private static func nearestANSI(_ wanted: (red: UInt8, green: UInt8, blue: UInt8)) -> UInt8 {
        nearest(0...15, to: wanted) { ansiComponents[Int($0)] }
    }

    private static func nearest(
        _ candidates: ClosedRange<UInt8>, to wanted: (red: UInt8, green: UInt8, blue: UInt8),
        components: (UInt8) -> (red: UInt8, green: UInt8, blue: UInt8)
    ) -> UInt8 {
        var best = candidates.lowerBound
        var least = Int.max
        for candidate in candidates {
            let distance = distance(wanted, components(candidate))
            if distance < least { (best, least) = (candidate, distance) }
        }
        return best
    }

    /// A cheap stand-in for perceived distance ("redmean", compuphase.com/cmetric.htm), scaled by 256.
    private static func distance(
        _ one: (red: UInt8, green: UInt8, blue: UInt8), _ other: (red: UInt8, green: UInt8, blue: UInt8)
    ) -> Int {
        let meanRed = (Int(one.red) + Int(other.red)) / 2
        let red = Int(one.red) - Int(other.red)
        let green = Int(one.green) - Int(other.green)
        let blue = Int(one.blue) - Int(other.blue)
        return (512 + meanRed) * red * red + 1024 * green * green + (767 - meanRed) * blue * blue
    }
}
