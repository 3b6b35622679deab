/// Users and clients in messages of Samba.
extension PersonalDetector {
    /// Those of smbd: `check_ntlm_password:  Authentication for user [ana] -> [ana] FAILED`.
    mutating func sambaUsers(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Outcome {
        let first = bytes[start] == ASCII.space ? start &+ 1 : start
        guard bytes.hasIgnoringCase("authentication for user [", at: first, before: record.upperBound) else {
            return .nothing
        }
        var at = first &+ 24
        var resume = at
        for _ in 0..<3 {
            let name = at &+ 1
            guard let close = Self.endOfBracket(bytes, name, to: record.upperBound) else { break }
            if addLogin(bytes, name..<close) { resume = close }
            guard bytes.has("] -> [", at: close, before: record.upperBound) else { break }
            at = close &+ 5
        }
        return values.count == 0 ? .nothing : .values(resume: resume)
    }

    /// The account behind its domain, and the machine from which it has come: `user [DOM]\[ana] at […] … workstation [LAPTOP] remote host […]`,
    /// `became [DOM]\[ana] [S-1-…]`, `mapped to [DOM]\[ana].`
    ///
    /// Source: Samba, `auth/auth_log.c`, `log_authentication_event_human_readable`.
    ///
    /// - Parameter backslash: The first one between the brackets; in a string of JSON there are two.
    mutating func sambaAccount(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, backslash: Int) -> Outcome {
        var open = backslash
        while open < record.upperBound, open &- backslash < 8, bytes[open] == ASCII.backslash { open &+= 1 }
        guard Self.isBehindDomain(bytes, backslash, floor: record.lowerBound), open < record.upperBound,
            bytes[open] == ASCII.leftBracket, open &+ 1 >= floor,
            let close = Self.endOfBracket(bytes, open &+ 1, to: record.upperBound)
        else { return .nothing }
        var resume = close
        _ = addLogin(bytes, open &+ 1..<close)
        let words: StaticString = "] workstation ["
        let limit = Swift.min(record.upperBound, close &+ Self.surroundings)
        if let hit = bytes.firstIndex(of: words, in: close..<limit) {
            let name = hit &+ words.utf8CodeUnitCount
            if let end = Self.endOfBracket(bytes, name, to: record.upperBound), end > name,
                !KnownWords.nobodies.contains(bytes, name..<end), !Placeholder.isKept(bytes, name..<end),
                !AddressDetector.isAddress(bytes, name..<end)
            {
                values.add(.hostName, name..<end)
                resume = end
            }
        }
        return values.count == 0 ? .nothing : .values(resume: resume)
    }

    /// Whether a bracket with a domain in it ends before a position, behind a word with which Samba speaks of an account.
    private static func isBehindDomain(_ bytes: Span<UInt8>, _ end: Int, floor: Int) -> Bool {
        guard end &- 2 > floor, bytes[end &- 1] == ASCII.rightBracket,
            let open = bytes.lastIndex(of: ASCII.leftBracket, in: Swift.max(floor, end &- 256)..<end)
        else { return false }
        return bytes.has("user ", at: open &- 5, before: open) || bytes.has("became ", at: open &- 7, before: open)
            || bytes.has("mapped to ", at: open &- 10, before: open)
    }

    /// Where a text in brackets ends that may be what took the place of another one.
    private static func endOfBracket(_ bytes: Span<UInt8>, _ start: Int, to end: Int) -> Int? {
        let limit = Swift.min(end, start &+ surroundings)
        let at = Placeholder.end(bytes, from: start, to: limit) ?? start
        return bytes.firstIndex(of: ASCII.rightBracket, in: at..<limit)
    }
}
