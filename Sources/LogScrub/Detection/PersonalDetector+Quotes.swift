/// Users whose names stand in quotes behind the word for what they are.
extension PersonalDetector {
    /// The user in `attempt by user 'ana'`, `for username "ana"`, and in a string of JSON in `user \"ana\"`; the client's host in
    /// `from host "laptop.example.net"`, the password in `with password "Zm9v"`.
    ///
    /// - Parameter blank: The one before the quote.
    mutating func nameInQuotes(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, blank: Int) -> Outcome {
        guard blank > record.lowerBound, bytes[blank] == ASCII.space else { return .nothing }
        guard Self.endsUserWord(bytes, blank) else { return .nothing }
        let kind: Kind =
            switch bytes[blank &- 1] {
            case UInt8(ascii: "t") where bytes[blank &- 2] == UInt8(ascii: "s"): .hostName
            case UInt8(ascii: "d"), UInt8(ascii: "y"), UInt8(ascii: "D"), UInt8(ascii: "Y"): .secret
            default: .user
            }
        var start = blank &+ 1
        while start < record.upperBound, bytes[start] == ASCII.backslash { start &+= 1 }
        let escapes = start &- blank &- 1
        guard start < record.upperBound, bytes[start] == ASCII.quote || bytes[start] == ASCII.apostrophe else {
            return .nothing
        }
        let quote = bytes[start]
        start &+= 1
        // In a column of CSV quotes are doubled (RFC 4180): `user ""ana""`.
        let isDoubled =
            start &+ 1 < record.upperBound && bytes[start] == quote && bytes[start &+ 1] > ASCII.space
            && bytes[start &+ 1] != quote
        if isDoubled { start &+= 1 }
        let limit = Swift.min(record.upperBound, start &+ Self.longestName)
        guard start < limit else { return .nothing }
        guard var end = bytes.firstIndex(of: quote, in: start..<limit) else { return .nothing }
        for _ in 0..<escapes {
            guard end > start, bytes[end &- 1] == ASCII.backslash else { return .nothing }
            end &-= 1
        }
        let name = start..<end
        if isDoubled, bytes[end &+ 1] != quote { return .nothing }
        guard start >= floor, !name.isEmpty, !Placeholder.isKept(bytes, name), !Self.isTemplate(bytes, name) else {
            return .nothing
        }
        // A password may be anything.
        guard
            kind == .secret
                || !Self.isNobody(bytes, name) && !AddressDetector.isAddress(bytes, name)
                    && bytes.firstIndex(of: ASCII.at, in: name) == nil
                    && !Self.holdsKey(bytes, name)
        else { return .nothing }
        values.add(kind, name)
        return .values(resume: end)
    }

    /// Whether a text is `key=value`, of which that says more.
    private static func holdsKey(_ bytes: Span<UInt8>, _ text: Range<Int>) -> Bool {
        guard let sign = bytes.firstIndex(of: ASCII.equals, in: text) else { return false }
        return sign > text.lowerBound && bytes[sign &- 1].isWord
    }

    /// Linux allows 32 bytes for the name of an account, Windows 104.
    private static let longestName = 104

    /// Whether a word ends before a blank behind which a user's name stands in quotes, or that of a client's host.
    @inline(__always)
    static func endsUserWord(_ bytes: Span<UInt8>, _ blank: Int) -> Bool {
        guard blank > 0 else { return false }
        switch bytes[blank &- 1] | 0x20 {
        case UInt8(ascii: "r"):
            guard bytes.hasIgnoringCase("user", at: blank &- 4, before: blank) else {
                return bytes.hasIgnoringCase("benutzer", at: blank &- 8, before: blank)
                    || bytes.has("uthentication request for", at: blank &- 25, before: blank)
            }
            // `superuser "x"` and `table_user "x"` are other words.
            return blank == 4 || !bytes[blank &- 5].isWord
        case UInt8(ascii: "t"):
            return bytes.has(" from host", at: blank &- 10, before: blank)
        // FreeRADIUS's `Cleartext-Password "…"`
        case UInt8(ascii: "d"):
            return bytes.hasIgnoringCase("password", at: blank &- 8, before: blank)
                && (bytes[blank &- 9] == ASCII.space || bytes[blank &- 9] == ASCII.hyphen)
        // SQL's.
        case UInt8(ascii: "y"): return bytes.hasIgnoringCase(" identified by", at: blank &- 14, before: blank)
        case UInt8(ascii: "e"): return bytes.hasIgnoringCase("username", at: blank &- 8, before: blank)
        default: return false
        }
    }

    /// Whether a name stands in quotes before a colon, `'testuser': user not found`: it is no key, though it may end like one.
    static func isNameInQuotes(_ bytes: Span<UInt8>, record: Range<Int>, key: Range<Int>, separator: Int) -> Bool {
        guard bytes[separator] == ASCII.colon, key.upperBound &+ 1 == separator,
            bytes[key.upperBound] == ASCII.apostrophe || bytes[key.upperBound] == ASCII.quote
        else { return false }
        let floor = Swift.max(record.lowerBound, key.upperBound &- longestName)
        guard let open = bytes.lastIndex(of: bytes[key.upperBound], in: floor..<key.upperBound), open > floor,
            bytes[open &- 1] == ASCII.space
        else { return false }
        return endsUserWord(bytes, open &- 1)
    }
}
