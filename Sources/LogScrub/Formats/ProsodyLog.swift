/// Prosody, to a file, to a console, through Docker or syslog.
///
/// ```
/// Aug 25 10:11:12 c2s5581e7a3a4d0<TAB>info<TAB>message
/// 2026-08-25 10:11:12 mod_bosh            info<TAB>message
/// Aug 25 10:11:12 host prosody[901]: c2s5581e7a3a4d0: message
/// ```
///
/// Source: Prosody `core/loggingmanager.lua`. A terminal gets the level in color. All of it is free text; lines that begin with a
/// tab go on with the record before them.
enum ProsodyLog {
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 192)
        let tab = bytes.firstIndex(of: ASCII.tab, in: head)
        return recognizes(
            bytes, record, tab: tab, bracket: tab == nil ? bytes.firstIndex(of: ASCII.leftBracket, in: head) : nil)
    }

    /// - Parameters:
    ///   - tab: The first tab; the level stands behind it, or before it.
    ///   - bracket: The first bracket; in a header of syslog it stands behind the program's name.
    @inline(__always)
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>, tab: Int?, bracket: Int?) -> Bool {
        if let tab {
            if isLevel(bytes, from: tab &+ 1, to: record.upperBound) { return true }
            var start = tab
            while start > record.lowerBound, !bytes[start &- 1].isBlank, tab &- start < 20 { start &-= 1 }
            return start < tab && isLevel(bytes, from: start, to: record.upperBound)
        }
        guard let bracket else { return false }
        return bytes.has(" prosody", at: bracket &- 8, before: bracket)
    }

    private static func isLevel(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        var at = start
        if bytes.has("\u{1B}[", at: at, before: end) {
            while at < end, bytes[at] != UInt8(ascii: "m") { at &+= 1 }
            at &+= 1
        }
        for level: StaticString in ["info", "debug", "warn", "error"] where bytes.has(level, at: at, before: end) {
            let next = at &+ level.utf8CodeUnitCount
            return next < end && (bytes[next] == ASCII.tab || bytes[next] == ASCII.escape)
        }
        return false
    }
}
