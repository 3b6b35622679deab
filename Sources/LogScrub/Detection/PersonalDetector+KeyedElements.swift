/// Elements of XML that say by a key what their text is.
extension PersonalDetector {
    /// An element of another name, whose tag and text end at once.
    mutating func keyedElement(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, name: Range<Int>
    ) -> Outcome {
        guard !KeyTable.shared.rulesOut(bytes, endingAt: name.upperBound) || Self.isPairName(bytes, name) else {
            return .nothing
        }
        let limit = record.upperBound
        let tagEnd = endOfTag(bytes, from: name.upperBound, to: Swift.min(limit, name.upperBound &+ Self.reach))
        guard tagEnd < limit, bytes[tagEnd &- 1] != ASCII.slash,
            let text = Self.end(of: .close, bytes, tagEnd, limit)
        else { return .nothing }
        return keyedElement(bytes, record: record, floor: floor, name: name, text: text)
    }

    /// The text of an element that has no others in it, and where its closing tag ends.
    private func leaf(_ bytes: Span<UInt8>, name: Range<Int>, text: Int, to limit: Int) -> (text: Range<Int>, end: Int)?
    {
        let start: Int
        let close: Int
        if bytes.has("<![CDATA[", at: text, before: limit) {
            start = text &+ 9
            guard let end = bytes.firstIndex(of: "]]>", in: start..<limit) else { return nil }
            close = end &+ 3
            guard close < limit, isClosed(bytes, name: name, at: close, to: limit) != nil else { return nil }
            return start < end ? (start..<end, close) : nil
        }
        start = text
        close = Self.next(.open, bytes, from: text, to: limit)
        guard close > start, close < limit, let end = isClosed(bytes, name: name, at: close, to: limit) else {
            return nil
        }
        return (start..<close, end)
    }

    /// Where the closing tag of an element ends, if it stands at a position.
    private func isClosed(_ bytes: Span<UInt8>, name: Range<Int>, at close: Int, to limit: Int) -> Int? {
        guard let inside = Self.end(of: .open, bytes, close, limit), inside < limit, bytes[inside] == ASCII.slash,
            Self.isName(bytes, at: inside &+ 1, name: name, limit)
        else { return nil }
        let bracket = Self.next(.close, bytes, from: inside, to: limit)
        return bracket < limit ? Self.end(of: .close, bytes, bracket, limit) : nil
    }

    /// The text of an element that is called as a key is, `<user>ana</user>`, and that of the element behind one whose text is a key:
    /// `<name>password</name><value>…</value>`.
    ///
    /// Only text that its own closing tag ends at once counts: a word in brackets is no element, and elements in elements say themselves what they are.
    private mutating func keyedElement(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, name: Range<Int>, text: Int
    ) -> Outcome {
        let limit = Swift.min(record.upperBound, text &+ Self.surroundings)
        guard text < limit else { return .nothing }
        guard let leaf = leaf(bytes, name: name, text: text, to: limit) else { return .nothing }
        if Self.isPairName(bytes, name) {
            guard let meaning = KeyTable.shared.meaning(of: leaf.text, in: bytes), Self.isOfElement(meaning),
                let value = Self.nextText(bytes, leaf.end, to: limit)
            else { return .nothing }
            return filled(
                bytes, record: record, floor: floor, key: leaf.text, separator: value.lowerBound &- 1,
                meaning: meaning, slot: ValueSlot(range: value, isQuoted: false))
        }
        guard let meaning = KeyTable.shared.meaning(of: name, in: bytes), Self.isOfElement(meaning) else {
            return .nothing
        }
        return filled(
            bytes, record: record, floor: floor, key: name, separator: text &- 1, meaning: meaning,
            slot: ValueSlot(range: leaf.text, isQuoted: false))
    }

    /// What an attribute with a key says of the text of its element: `<Data Name="TargetUserName">ana</Data>`, `<entry key="password">…</entry>`.
    ///
    /// - Parameter separator: The equals sign of the attribute.
    mutating func namedElement(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, element: Range<Int>, separator: Int
    ) -> Outcome {
        let quote = separator &+ 1
        guard quote < element.upperBound, bytes[quote] == ASCII.quote || bytes[quote] == ASCII.apostrophe,
            let close = bytes.firstIndex(
                of: bytes[quote], in: quote &+ 1..<Swift.min(element.upperBound, quote &+ 64)),
            let meaning = KeyTable.shared.meaning(of: quote &+ 1..<close, in: bytes), Self.isOfElement(meaning),
            element.upperBound < record.upperBound, bytes[element.upperBound] == ASCII.greaterThan,
            bytes[element.upperBound &- 1] != ASCII.slash
        else { return .nothing }
        let text = element.upperBound &+ 1
        let limit = Swift.min(record.upperBound, text &+ Self.surroundings)
        let value: Range<Int>
        if text < limit, bytes[text] == ASCII.lessThan, bytes[text &+ 1].isLetter {
            // SAML's `<Attribute Name="username"><AttributeValue>ana`
            guard let inner = Self.nextText(bytes, text, to: limit) else { return .nothing }
            value = inner
        } else {
            guard let end = bytes.firstIndex(of: ASCII.lessThan, in: text..<limit), end > text else { return .nothing }
            value = text..<end
        }
        guard bytes[value.upperBound &+ 1] == ASCII.slash else { return .nothing }
        return filled(
            bytes, record: record, floor: floor, key: quote &+ 1..<close, separator: value.lowerBound &- 1,
            meaning: meaning, slot: ValueSlot(range: value, isQuoted: false))
    }

    /// Elements whose text names what the next one holds: XML-RPC's and plist's.
    static func isPairName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool { pairNames.contains(bytes, name) }

    private static let pairNames = WordSet("name", "key", ignoresCase: true)

    private static func isOfElement(_ meaning: KeyMeaning) -> Bool {
        switch meaning {
        case .user, .secret, .token, .displayName, .email, .phone, .header, .statsID, .machineID, .session: true
        default: false
        }
    }

    /// The text in the first element behind a position, or in the first in that: `<value><string>…`.
    private static func nextText(_ bytes: Span<UInt8>, _ start: Int, to limit: Int) -> Range<Int>? {
        var at = start
        for _ in 0..<2 {
            while at < limit, bytes[at].isBlank { at &+= 1 }
            guard at < limit, bytes[at] == ASCII.lessThan, bytes[at &+ 1].isLetter else { break }
            at = bytes.endOfRun(from: at &+ 1, to: limit) { $0.keyBytes.union($0.mask(of: ASCII.colon)) }
            guard at < limit, let close = bytes.firstIndex(of: ASCII.greaterThan, in: at..<limit),
                bytes.firstIndex(of: ASCII.lessThan, in: at..<close) == nil
            else { return nil }
            at = close &+ 1
        }
        guard at < limit, at > start, let end = bytes.firstIndex(of: ASCII.lessThan, in: at..<limit), end > at else {
            return nil
        }
        return at..<end
    }
}
