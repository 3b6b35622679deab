/// A text that explains something, before it is laid out.
struct Explanation {
    enum Block {
        case heading(Line)
        /// What a list is about.
        case subheading(Line)
        case paragraph(Line)
        case list([Line])
    }

    let language: Language
    let title: Line
    var blocks: [Block] = []

    /// Adds a heading and what stands below it, if anything does.
    mutating func add(_ heading: Line, _ below: [Block]) {
        if below.isEmpty { return }
        blocks.append(.heading(heading))
        blocks += below
    }
}
