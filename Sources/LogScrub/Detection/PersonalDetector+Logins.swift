/// Users who stand in a message without a key.
extension PersonalDetector {
    /// The users of `sshd` and of PAM: `for invalid user ana from`, `authenticating user ana `, `opened for user ana(uid=1000)`.
    ///
    /// - Parameter colon: The one behind `sshd[812]`.
    mutating func login(_ bytes: Span<UInt8>, record: Range<Int>, colon: Int) -> Outcome {
        var at = colon
        while let space = bytes.firstIndex(of: ASCII.space, in: at..<record.upperBound) {
            at = space &+ 1
            var start = at
            if bytes.has("user ", at: at, before: record.upperBound) {
                start = at &+ 5
            } else if bytes.has("for ", at: at, before: record.upperBound) {
                start = at &+ 4
            } else {
                continue
            }
            var end = start
            while end < record.upperBound, bytes[end] > ASCII.space, bytes[end] != ASCII.leftParenthesis,
                bytes[end] != ASCII.comma
            {
                end &+= 1
            }
            let word = start..<end
            if word.isEmpty || bytes[start] == ASCII.lessThan || KnownWords.loginWords.contains(bytes, word)
                || AddressDetector.isAddress(bytes, word) || Placeholder.isKept(bytes, word)
            {
                at = start &- 1
                continue
            }
            // A name may have blanks: it ends where the address is. Of a name that sshd does not know it writes 100 bytes.
            if end < record.upperBound, bytes[end] == ASCII.space,
                let from = bytes.firstIndex(
                    of: " from ", in: end..<Swift.min(record.upperBound, end &+ Self.surroundings))
            {
                end = from
            }
            values.add(.user, start..<end)
            at = end
        }
        return values.count == 0 ? .nothing : .values(resume: colon &+ 1)
    }

    /// What Prosody says of a user or a session without a key: `All resources of ana are now offline`,
    /// `Tried to resume non-existent session with id Zm9v`, `resumption token Zm9v`.
    mutating func phrase(_ bytes: Span<UInt8>, record: Range<Int>, start: Int) -> Outcome {
        var from = start
        var kind = Kind.user
        if bytes.has("All resources of ", at: start, before: record.upperBound) {
            from = start &+ 17
        } else if bytes.has("Tried to resume ", at: start, before: record.upperBound),
            let id = bytes.firstIndex(of: " with id ", in: start..<Swift.min(record.upperBound, start &+ 128))
        {
            from = id &+ 9
            kind = .secret
        } else if bytes.has("resumption token ", at: start, before: record.upperBound) {
            from = start &+ 17
            kind = .secret
        } else {
            return .nothing
        }
        let end = bytes.firstIndex(of: ASCII.space, in: from..<record.upperBound) ?? record.upperBound
        guard from < end, !Placeholder.isKept(bytes, from..<end), bytes.firstIndex(of: ASCII.at, in: from..<end) == nil
        else {
            return .nothing
        }
        values.add(kind, from..<end)
        return .values(resume: end)
    }

    /// The users that stand before an address in a message of `sshd`, when its header is somewhere else.
    mutating func loginBefore(_ bytes: Span<UInt8>, floor: Int, address: Int) -> Outcome {
        values.removeAll()
        let start = Swift.max(floor, address &- Self.surroundings)
        return login(bytes, record: start..<address, colon: start)
    }

    /// A TURN user without brackets: `check_stun_auth: user 1787739072:ana credentials are incorrect`. Its first part is the second at
    /// which it expires.
    mutating func turnUser(_ bytes: Span<UInt8>, record: Range<Int>, start: Int, isKnown: Bool) -> Outcome {
        var end = start
        while end < record.upperBound, bytes[end] > ASCII.space { end &+= 1 }
        let digits = bytes.endOfDigits(from: start, before: end)
        guard end > start, isKnown || digits &- start >= 9, bytes[start] != ASCII.lessThan,
            !Placeholder.isKept(bytes, start..<end)
        else { return .nothing }
        values.add(.user, start..<end)
        return .values(resume: end)
    }

    /// nginx's `user "ana": password mismatch`, wherever it stands. Its records have 2,048 bytes at most.
    mutating func quotedUser(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int) -> Outcome {
        let close = colon &- 1
        guard close > floor,
            let open = bytes.firstIndex(of: "user \"", in: Swift.max(floor, close &- 2048)..<close), open &+ 6 < close,
            !Placeholder.isKept(bytes, open &+ 6..<close)
        else { return .nothing }
        values.add(.user, open &+ 6..<close)
        return .values(resume: close)
    }

    /// Whether a nick or user is one of Jitsi's components: `jigasi-1`.
    static func isComponent(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
        for component: StaticString in ["jigasi", "jibri", "jvb", "focus", "recorder", "transcriber"]
        where bytes.hasIgnoringCase(component, at: name.lowerBound, before: name.upperBound) {
            var at = name.lowerBound &+ component.utf8CodeUnitCount
            guard at < name.upperBound else { return true }
            if bytes.endOfDigits(from: at, before: name.upperBound) == name.upperBound { return true }
            // `jvb-eu1`
            guard bytes[at] == ASCII.hyphen, name.upperBound &- at <= 12 else { return false }
            at &+= 1
            while at < name.upperBound, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
            return at == name.upperBound
        }
        return false
    }
}
