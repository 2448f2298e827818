/// The combining marks over a cell's base, at most four, kept without a heap allocation so that cells copy fast.
public struct Marks: Hashable, Sendable {
    private var first: UInt32 = 0
    private var second: UInt32 = 0
    private var third: UInt32 = 0
    private var fourth: UInt32 = 0

    /// No marks.
    public static let none = Marks()

    /// The first four of these scalars; ncurses keeps no more in a cell.
    public init(_ scalars: some Sequence<Unicode.Scalar>) {
        var count = 0
        for scalar in scalars {
            switch count {
            case 0: first = scalar.value
            case 1: second = scalar.value
            case 2: third = scalar.value
            case 3: fourth = scalar.value
            default: return
            }
            count += 1
        }
    }

    private init() {}

    /// Whether there are none.
    public var isEmpty: Bool { first == 0 }

    /// The four slots in order, 0 where there is no mark: the shape in which a terminal library takes them.
    public var slots: (UInt32, UInt32, UInt32, UInt32) { (first, second, third, fourth) }

    /// The marks in order.
    public var scalars: [Unicode.Scalar] {
        isEmpty ? [] : [first, second, third, fourth].prefix { $0 != 0 }.compactMap(Unicode.Scalar.init)
    }
}
