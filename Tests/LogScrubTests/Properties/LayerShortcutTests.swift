import Testing

@testable import LogScrub

/// What layers wrap takes the same short ways as what stands alone: they say what is replaced, and what stays keeps its spelling.
@Suite("Short ways within layers")
struct LayerShortcutTests {
    private static let people = ["Ana", "Bo", "Carla"]

    @Test("Records in JSON with random escapes, whose fields come again, become what they become without short ways")
    func escaped() throws {
        try Scrubber.takesNoWrongShortcut(
            "layers", rounds: 250, formats: ["auto", "auto", "journal-json", "docker-json"], record: Self.record)
    }

    private static func record(_ random: inout SeededGenerator) -> [UInt8] {
        let message = Self.message(&random)
        let text = message.unicodeScalars.map { Self.spelled($0, isEscaped: random.number(0...19) == 0) }.joined()
        let record =
            random.number(0...1) == 0
            ? #"{"__CURSOR":"s=1","MESSAGE":"\#(text)","_HOSTNAME":"meet"}"#
            : #"{"log":"\#(text)\n","stream":"stdout","time":"2026-08-25T08:11:12.000123456Z"}"#
        return Array(record.utf8)
    }

    private static func message(_ random: inout SeededGenerator) -> String {
        let person = random.pick(people)
        let client = random.pick(["203.0.113.7", "198.51.100.77", "2001:db8:1::7", "127.0.0.1", "\u{FEFF}203.0.113.9"])
        switch random.number(0...3) {
        case 0:
            return """
                \(client) - - [25/Aug/2026:10:11:12 +0200] "GET /\(person)sRoom?jwt=x HTTP/2.0" 200 512 \
                "https://a.example/\(person)" "Mozilla/5.0 (X11) Firefox/128.0"
                """
        case 1:
            return """
                JVB 2026-08-25 10:11:12.013 INFO: [42] [confId=1f2e conf_name=\(person)@conference.a.example stats_id=\(person)] \
                Conference.x#1: from \(client)
                """
        case 2: return "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\tAuthenticated as \(person)@a.example from \(client)"
        default: return "user=\(person) client \(client):51514 said \u{e9}\\n"
        }
    }

    /// A character of a string of JSON (RFC 8259, section 7), as it is or escaped.
    private static func spelled(_ character: Unicode.Scalar, isEscaped: Bool) -> String {
        switch character {
        case "\"", "\\": return "\\\(character)"
        case "\t": return "\\t"
        default:
            guard isEscaped, character.value < 0x1_0000 else { return String(character) }
            let digits = String(character.value, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}
