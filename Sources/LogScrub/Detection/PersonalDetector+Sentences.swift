/// Users and hosts that stand in a sentence, before the address from which they come.
extension PersonalDetector {
    /// Whether the word before an address is a user, as sentences of many programs have it: `login attempt for ana from 203.0.113.7`,
    /// `user ana from 203.0.113.7`, `failure for user ana rhost=203.0.113.7`. Then it is the one value that there is.
    @inline(__always)
    mutating func hasUser(_ bytes: Span<UInt8>, floor: Int, before address: Int) -> Bool {
        guard let end = Self.endOfUser(bytes, floor: floor, before: address) else { return false }
        return hasUser(bytes, floor: floor, endingAt: end)
    }

    /// Where a user may end before an address: ` from 203.0.113.7`, ` from [2001:db8::7]`, ` rhost=…`, `. IP=…`, ` (IP: …`, ` - …`, ` […`.
    @inline(__always)
    private static func endOfUser(_ bytes: Span<UInt8>, floor: Int, before address: Int) -> Int? {
        guard address > floor &+ 8 else { return nil }
        let last = bytes[address &- 1]
        switch last {
        case ASCII.space where bytes[address &- 2] == UInt8(ascii: "m"):
            return bytes.has(" from ", at: address &- 6, before: address) ? address &- 6 : nil
        case ASCII.space where bytes[address &- 2] == ASCII.hyphen || bytes[address &- 2] == ASCII.colon,
            ASCII.equals, ASCII.leftBracket, ASCII.leftParenthesis:
            return endOfUser(bytes, behind: last, address)
        default: return nil
        }
    }

    @inline(never)
    private static func endOfUser(_ bytes: Span<UInt8>, behind last: UInt8, _ address: Int) -> Int? {
        func start(of words: StaticString...) -> Int? {
            for word in words {
                let start = address &- word.utf8CodeUnitCount
                if bytes.hasIgnoringCase(word, at: start, before: address) { return start }
            }
            return nil
        }
        switch last {
        case ASCII.equals:
            // `rhost=`, `ip=`
            return bytes[address &- 2] | 0x20 == UInt8(ascii: "p") || bytes[address &- 2] == UInt8(ascii: "t")
                ? start(of: " rhost=", " ip=") : nil
        case ASCII.leftBracket: return bytes[address &- 2] == ASCII.space ? start(of: " from [", " [") : nil
        case ASCII.leftParenthesis: return bytes[address &- 2] == ASCII.space ? start(of: " from (", " (") : nil
        default:
            if bytes[address &- 2] == ASCII.hyphen { return start(of: " - ") }
            return bytes[address &- 3] | 0x20 == UInt8(ascii: "p") ? start(of: " (IP: ", ", IP: ", " IP: ") : nil
        }
    }

    @inline(never)
    private mutating func hasUser(_ bytes: Span<UInt8>, floor: Int, endingAt end: Int) -> Bool {
        var words = Words(bytes, before: end, floor: Swift.max(floor, end &- Self.surroundings))
        guard var name = words.next(bytes), let before = words.next(bytes) else {
            return false
        }
        if !bytes.hasIgnoringCase("user", at: before.lowerBound, before: before.upperBound) || before.count != 4 {
            guard before.count == 3, bytes.has("for", at: before.lowerBound, before: before.upperBound) else {
                return false
            }
            var isLogin = false
            while !isLogin, let word = words.next(bytes) { isLogin = KnownWords.loginNouns.contains(bytes, word) }
            guard isLogin else { return false }
        }
        // `for user ana. IP=203.0.113.7`
        if name.count > 1, bytes[name.upperBound &- 1] == ASCII.dot || bytes[name.upperBound &- 1] == ASCII.comma {
            name = name.lowerBound..<name.upperBound &- 1
        }
        if Placeholder.isKept(bytes, name) { return false }
        if name.count > 2, Self.isFrame(bytes[name.lowerBound], bytes[name.upperBound &- 1]) {
            name = name.lowerBound &+ 1..<name.upperBound &- 1
        }
        values.removeAll()
        return Self.isUserName(bytes, name) && addLogin(bytes, name)
    }

    /// Whether the name of a host stands before an address in brackets, as that from which somebody has come: `from laptop.example.net (203.0.113.7)`,
    /// `host=laptop.example.net [203.0.113.7]`, `<laptop.example.net[203.0.113.7]>`. Then it is the one value that there is.
    @inline(__always)
    mutating func hasHost(_ bytes: Span<UInt8>, floor: Int, before address: Int) -> Bool {
        guard address > floor &+ 8 else { return false }
        let bracket = bytes[address &- 1]
        return (bracket == ASCII.leftBracket || bracket == ASCII.leftParenthesis)
            && hasHost(bytes, floor: floor, beforeBracket: address &- 1)
    }

    @inline(never)
    private mutating func hasHost(_ bytes: Span<UInt8>, floor: Int, beforeBracket bracket: Int) -> Bool {
        let end = bytes[bracket &- 1] == ASCII.space ? bracket &- 1 : bracket
        let start = bytes.startOfRun(before: end, from: Swift.max(floor, end &- Self.surroundings)) {
            $0.isWord || $0 == ASCII.hyphen || $0 == ASCII.dot
        }
        let name = start..<end
        guard name.count >= 4,
            bytes.has("from ", at: start &- 5, before: start) || bytes.has("host=", at: start &- 5, before: start)
                || end == bracket && start > floor && "<(".utf8.contains(bytes[start &- 1]),
            let dot = bytes.lastIndex(of: ASCII.dot, in: name), bytes[dot &+ 1].isLetter
        else { return false }
        values.removeAll()
        values.add(.hostName, name)
        return true
    }

    /// Whether a word may be the name of an account, and is none of those with which a sentence goes on.
    private static func isUserName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard name.count <= 64, !KnownWords.functionWords.contains(bytes, name),
            !KnownWords.states.contains(bytes, name), !KnownWords.userNouns.contains(bytes, name),
            !AddressDetector.isAddress(bytes, name)
        else { return false }
        return bytes.endOfRun(from: name.lowerBound, to: name.upperBound) {
            $0.keyBytes.union($0.mask(of: ASCII.dot)).union($0.mask(of: ASCII.plus))
        } == name.upperBound
    }

    /// The words before a place, the last one first.
    private struct Words {
        private let floor: Int
        private var end: Int

        init(_ bytes: Span<UInt8>, before end: Int, floor: Int) {
            self.floor = floor
            self.end = end
        }

        mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
            while end > floor, bytes[end &- 1] == ASCII.space { end &-= 1 }
            let last = end
            while end > floor, bytes[end &- 1] > ASCII.space { end &-= 1 }
            return end == last ? nil : end..<last
        }
    }
}
