/// Apache's error log.
///
/// ```
/// [Tue Aug 25 10:11:12.123456 2026] [module:level] [pid 812:tid 140001] [client 2001:db8::7:51515] message, referer: URL
/// ```
///
/// Source: httpd `server/log.c`. The client's IPv6 address stands without brackets, so that only its place says which part is
/// the port. The message is escaped; the referrer comes last and has no quotes.
enum ApacheErrorLog {
    static func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        guard isError(bytes, record) else { return false }
        let end = record.upperBound
        var at = record.lowerBound
        while let bracket = bytes.firstIndex(of: ASCII.leftBracket, in: at..<end) {
            at = bracket &+ 1
            let isClient = bytes.has("client ", at: at, before: end)
            guard isClient || bytes.has("remote ", at: at, before: end) else { continue }
            let start = at &+ 7
            // What has a bracket of its own is no client: that of a placeholder would end it.
            guard let close = bytes.firstIndex(of: ASCII.rightBracket, in: start..<end),
                bytes.firstIndex(of: ASCII.leftBracket, in: start..<close) == nil
            else { break }
            marks.addPeer(bytes, start..<close, port: isClient ? .clientPort : .peerPort)
            at = close &+ 1
            break
        }
        let message = at..<(bytes.firstIndex(of: ", referer: ", in: at..<end) ?? end)
        if let user = bytes.firstIndex(of: " user ", in: message) {
            var start = user &+ 6
            var stop = start
            while stop < message.upperBound, bytes[stop] > ASCII.space, bytes[stop] != ASCII.colon { stop &+= 1 }
            // A name may have blanks: `user ana holm not found: /x`, ``user `ana' in realm``.
            for end: StaticString in ["' in realm ", " not found: /", ": authentication failure"] {
                guard let hit = bytes.firstIndex(of: end, in: start..<message.upperBound) else { continue }
                stop = hit
                break
            }
            let isInRealm = bytes[start] == UInt8(ascii: "`") && bytes[stop] == ASCII.apostrophe
            if isInRealm { start &+= 1 }
            // `user ana: authentication failure`, `user ana not found`
            let isName =
                stop < message.upperBound
                && (isInRealm || bytes[stop] == ASCII.colon
                    || bytes.has(" not found", at: stop, before: message.upperBound)
                    || bytes.has(" authentication f", at: stop, before: message.upperBound))
            if isName, stop > start { marks.add(.user, start..<stop) }
        }
        markRequest(bytes, message, into: &marks)
        while let comma = bytes.firstIndex(of: ", referer: ", in: at..<end) {
            let start = comma &+ 11
            let stop = bytes.firstIndex(of: ", referer: ", in: start..<end) ?? endOfText(bytes, start..<end)
            marks.addReferrer(bytes, start..<stop, clause: comma..<stop)
            at = stop
        }
        return true
    }

    /// Marks the request in a message. Apache escapes the line end within it: `GET /room\n HTTP/1.1`.
    private static func markRequest(_ bytes: Span<UInt8>, _ message: Range<Int>, into marks: inout FieldMarks) {
        if ModSecurity.mark(bytes, message, into: &marks) || RequestText.mark(bytes, message, into: &marks) { return }
        for word: StaticString in ["request ", "URI ", "returned by ", "/usr/share/jitsi-meet", "/var/www/html"] {
            guard let hit = bytes.firstIndex(of: word, in: message) else { continue }
            // A request ends at its protocol, a path alone at a blank before a bracket.
            let start = hit &+ word.utf8CodeUnitCount
            let rest = start..<(bytes.firstIndex(of: " [", in: start..<message.upperBound) ?? message.upperBound)
            if let target = AccessLog.target(bytes, rest), bytes[target.lowerBound] == ASCII.slash {
                marks.add(.target, target)
                return
            }
        }
    }

    private static func endOfText(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
        let last = range.upperBound &- 1
        return last >= range.lowerBound && bytes[last] == ASCII.carriageReturn ? last : range.upperBound
    }

    /// Whether `[Www Mmm dd HH:MM:SS` and `] [` stand at the beginning, or, behind a header of syslog, `] [pid `.
    private static func isError(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let at = record.lowerBound
        let end = record.upperBound
        if bytes.firstIndex(of: "] [pid ", in: record) != nil || bytes.firstIndex(of: "] [client ", in: record) != nil {
            return true
        }
        guard record.count > 32, bytes[at] == ASCII.leftBracket, bytes[at &+ 4] == ASCII.space,
            bytes[at &+ 8] == ASCII.space,
            bytes[at &+ 11] == ASCII.space, bytes[at &+ 14] == ASCII.colon, bytes[at &+ 17] == ASCII.colon,
            let close = bytes.firstIndex(of: ASCII.rightBracket, in: at..<Swift.min(end, at &+ 48))
        else { return false }
        return bytes.has("] [", at: close, before: end)
    }
}
