/// Users and hosts that stand in a sentence, before the address from which they come.
extension PersonalDetector {
    /// Whether the word before an address is a user, as sentences of many programs have it: `login attempt for ana from 203.0.113.7`,
    /// `user ana from 203.0.113.7`, `failure for user ana rhost=203.0.113.7`. Then it is the one value that there is.
    @inline(__always)
    mutating func hasUser(_ bytes: Span<UInt8>, floor: Int, before address: Int) -> Bool {
        let isBehind =
            bytes.has(" from ", at: address &- 6, before: address)
            || bytes.has(" rhost=", at: address &- 7, before: address)
        return isBehind && hasUser(bytes, floor: floor, behindWordBefore: address)
    }

    @inline(never)
    private mutating func hasUser(_ bytes: Span<UInt8>, floor: Int, behindWordBefore address: Int) -> Bool {
        let end = address &- (bytes[address &- 1] == ASCII.equals ? 7 : 6)
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
        if name.count > 2, Self.isFrame(bytes[name.lowerBound], bytes[name.upperBound &- 1]) {
            name = name.lowerBound &+ 1..<name.upperBound &- 1
        }
        values.removeAll()
        return Self.isUserName(bytes, name) && addLogin(bytes, name)
    }

    /// Whether the name of a host stands before an address in brackets, as that from which somebody has come: `from laptop.example.net (203.0.113.7)`,
    /// `host=laptop.example.net [203.0.113.7]`. Then it is the one value that there is.
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
            bytes.has("from ", at: start &- 5, before: start) || bytes.has("host=", at: start &- 5, before: start),
            let dot = bytes.lastIndex(of: ASCII.dot, in: name), bytes[dot &+ 1].isLetter
        else { return false }
        values.removeAll()
        values.add(.hostName, name)
        return true
    }

    /// Whether a word may be the name of an account, and is none of those with which a sentence goes on.
    private static func isUserName(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        guard name.count <= 64, !KnownWords.functionWords.contains(bytes, name),
            !KnownWords.states.contains(bytes, name),
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
