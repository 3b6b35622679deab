/// What stands in the place of a value that goes: short, and legal in every format.
enum Placeholder {
    static func text(for kind: Kind) -> StaticString {
        switch kind {
        case .room: "[room]"
        case .user: "[user]"
        case .resource: "[resource]"
        case .session: "[session]"
        case .token: "[jwt]"
        case .secret: "[secret]"
        case .fingerprint: "[fingerprint]"
        case .statsID: "[stats-id]"
        case .machineID: "[machine-id]"
        case .displayName: "[name]"
        case .email: "[email]"
        case .avatar: "[avatar]"
        case .phone: "[phone]"
        case .sip: "[sip]"
        case .message: "[message]"
        case .userAgent, .query, .address, .port, .referrer, .ownReferrer, .hostName, .pattern: "[redacted]"
        }
    }

    private static let words = WordSet(
        "[room]", "[user]", "[resource]", "[session]", "[jwt]", "[secret]", "[fingerprint]", "[stats-id]",
        "[machine-id]",
        "[name]", "[email]", "[avatar]", "[phone]", "[sip]", "[message]", "[redacted]", "[params_redacted]", "REDACTED",
        "redacted", "null", "nil", "(nil)", "-")

    /// Whether a value says nothing any more: a placeholder, of this program or of another one, or no value at all.
    static func isPlaceholder(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        guard let first = value.first else { return true }
        if bytes[first] == UInt8(ascii: "*") {
            for at in value where bytes[at] != UInt8(ascii: "*") { return false }
            return true
        }
        return words.contains(bytes, value)
    }

    /// Whether a value has been treated before.
    static func isKept(_ bytes: Span<UInt8>, _ value: Range<Int>) -> Bool {
        isPlaceholder(bytes, value) || Pseudonym.isPseudonym(bytes, value)
    }

    /// The end of the placeholder that begins at `start`, or `nil`.
    static func end(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        #if DEBUG
            // It is asked at each byte of a value.
            StepCounter.step()
        #endif
        guard start < end, bytes[start] == ASCII.leftBracket else { return nil }
        var at = start &+ 1
        while at < end, at &- start < 18, bytes[at].isWord || bytes[at] == ASCII.hyphen { at &+= 1 }
        guard at < end, bytes[at] == ASCII.rightBracket, words.contains(bytes, start..<at &+ 1) else { return nil }
        return at &+ 1
    }
}
