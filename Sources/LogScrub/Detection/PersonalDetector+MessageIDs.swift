/// The ids of messages (RFC 5322, section 3.6.4): they look like addresses of mail, and nobody gets any there.
extension PersonalDetector {
    /// Whether a local part is that of a message's id, by what stands before it, and made by a machine: `message-id=<20260914.7F1A@mail.example.org>`.
    ///
    /// What nobody's program has made up, and what names a recipient (`bounces+ana=example.org`), is treated as an address.
    static func isMessageID(_ bytes: Span<UInt8>, _ local: Range<Int>) -> Bool {
        isNamed(bytes, local.lowerBound) && isMadeUp(bytes, local)
    }

    /// The headers and keys, in small letters, behind which an id stands.
    private static let idNames: [StaticString] = [
        "message-id", "msgid", "in-reply-to", "references", "resent-message-id",
    ]

    /// How far before an id the name of its header is looked for: others may stand between them.
    private static let headerReach = 256

    private static func isNamed(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
        guard start > 8 else { return false }
        var end = start
        if bytes[end &- 1] == ASCII.lessThan {
            end &-= 1
        } else {
            // Exim's `S=1234 id=…`
            return bytes.has(" id=", at: start &- 4, before: start) && bytes[start &- 5].isDigit
                && bytes.lastIndex(of: " S=", in: Swift.max(0, start &- 24)..<start) != nil
                || bytes.has("msgid=", at: start &- 6, before: start)
        }
        // `References: <…> <…>`
        if end > 2, bytes[end &- 1] == ASCII.space, bytes[end &- 2] == ASCII.greaterThan {
            let window = Swift.max(0, end &- headerReach)..<end
            return bytes.lastIndex(of: "eferences: <", in: window) != nil
        }
        if bytes[end &- 1] == ASCII.space { end &-= 1 }
        guard end > 1, bytes[end &- 1] == ASCII.colon || bytes[end &- 1] == ASCII.equals else { return false }
        end &-= 1
        for name in idNames {
            let first = end &- name.utf8CodeUnitCount
            if first >= 0, bytes.hasIgnoringCase(name, at: first, before: end) { return true }
        }
        return false
    }

    /// Whether a word has what a program puts into an id: digits, and more letters than a name.
    private static func isMadeUp(_ bytes: Span<UInt8>, _ local: Range<Int>) -> Bool {
        guard local.count >= 8 else { return false }
        var digits = 0
        var capitals = 0
        for at in local {
            if bytes[at].isDigit { digits &+= 1 }
            if bytes[at] &- UInt8(ascii: "A") < 26 { capitals &+= 1 }
            // `ana=example.org`
            if bytes[at] == ASCII.equals, bytes.firstIndex(of: ASCII.dot, in: at..<local.upperBound) != nil {
                return false
            }
        }
        return digits >= 4 || digits > 0 && capitals > 2 && local.count >= 16
    }
}
