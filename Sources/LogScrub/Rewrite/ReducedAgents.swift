/// User agents, reduced to a product and its major version: what became of those that were seen last.
///
/// Of an agent and the text it becomes a finding says only where the agent is; the text is made once for each that is new.
struct ReducedAgents {
    /// What takes the place of an agent.
    struct Text {
        private var words: ByteOutput.Words = (0, 0, 0, 0, 0, 0)
        private var length: UInt8 = 0

        /// Nothing does: it says no more than it may.
        static var none: Text { Text() }

        var isNone: Bool { length == 0 }

        @inline(__always)
        func write(into output: inout ByteOutput) { output.append(words: words, length: Int(length)) }

        /// - Precondition: The text has 48 bytes at most, and one at least.
        fileprivate init(_ text: inout ByteOutput) {
            precondition(text.count > 0 && text.count <= MemoryLayout<ByteOutput.Words>.size)
            words = text.words(from: 0)
            length = UInt8(text.count)
        }

        private init() {}
    }

    private var texts = ValueCache<Text>(count: 8192, filler: .none, isPaired: true)

    /// What takes the place of an agent.
    ///
    /// - Complexity: some nanoseconds for one that was seen lately, else O(*n*).
    /// - Precondition: Sixteen bytes can be read from the beginning of the range on; checked.
    @inline(__always)
    mutating func text(_ bytes: Span<UInt8>, _ agent: Range<Int>, _ scratch: inout ByteOutput) -> Text {
        let tag = texts.tag(0, bytes, agent)
        if let text = texts[tag] { return text }
        let text = Self.make(bytes, agent, &scratch)
        texts[tag] = text
        return text
    }

    @inline(never)
    private static func make(_ bytes: Span<UInt8>, _ agent: Range<Int>, _ scratch: inout ByteOutput) -> Text {
        if agent.isEmpty || Placeholder.isKept(bytes, agent) || isOwn(bytes, agent) { return .none }
        scratch.removeAll()
        if let product = UserAgentText.product(bytes, agent) {
            if product.isSafari {
                scratch.append("Safari")
            } else {
                scratch.append(bytes, product.name(from: agent.lowerBound))
            }
            let version = product.version(from: agent.lowerBound)
            if !version.isEmpty {
                scratch.append(ASCII.slash)
                scratch.append(bytes, version)
            }
            if scratch.isEqual(to: bytes, agent) { return .none }
        } else {
            scratch.append("other")
        }
        return Text(&scratch)
    }

    /// Whether an agent is a text that is written here and found nowhere else: `other`, `Safari/17`.
    private static func isOwn(_ bytes: Span<UInt8>, _ agent: Range<Int>) -> Bool {
        let (start, end) = (agent.lowerBound, agent.upperBound)
        return bytes.has("other", at: start, before: end) && agent.count == 5
            || bytes.has("Safari/", at: start, before: end)
                && bytes.endOfDigits(from: start &+ 7, before: end, atMost: 4) == end
    }
}
