/// The log formatter that Jitsi Videobridge, Jicofo, Jigasi and Jibri share.
///
/// ```
/// [Program ][yyyy-MM-dd ]HH:mm:ss.SSS LEVEL: [thread] …
/// ```
///
/// Source: jitsi-utils `JitsiLogFormatter`. The level is the name that `java.util.logging` has for it in the server's language.
/// All of it is free text: addresses occur anywhere, in stack traces too, which belong to the record before them.
enum JavaLog {
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let head = record.lowerBound..<Swift.min(record.upperBound, record.lowerBound &+ 64)
        return recognizes(bytes, record, colon: bytes.firstIndex(of: ASCII.colon, in: head))
    }

    /// - Parameter colon: The first colon, which is that of the time; a program's name, a date or a header of syslog may stand
    ///   before it.
    @inline(__always)
    static func recognizes(_ bytes: Span<UInt8>, _ record: Range<Int>, colon: Int?) -> Bool {
        let end = record.upperBound
        guard let colon, colon &- 2 >= record.lowerBound, colon &+ 14 < end, bytes[colon &- 1].isDigit,
            bytes[colon &- 2].isDigit,
            bytes[colon &+ 3] == ASCII.colon, bytes[colon &+ 6] == ASCII.dot, bytes[colon &+ 7].isDigit,
            bytes[colon &+ 10] == ASCII.space
        else { return false }
        var at = colon &+ 11
        let limit = Swift.min(end, at &+ 32)
        while at < limit, bytes[at] != ASCII.colon, bytes[at] != ASCII.space { at &+= 1 }
        return bytes.has(": [", at: at, before: end) && at &+ 3 < end && bytes[at &+ 3].isDigit
    }

    /// Whether a line is one of a stack trace: `\tat org.jitsi.A.b(A.java:7)`, `\t... 12 more`.
    static func isFrame(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
        var at = line.lowerBound
        while at < line.upperBound, bytes[at].isBlank { at &+= 1 }
        guard at > line.lowerBound else { return bytes.has("Caused by: ", at: at, before: line.upperBound) }
        return bytes.has("at ", at: at, before: line.upperBound) || bytes.has("... ", at: at, before: line.upperBound)
    }
}
