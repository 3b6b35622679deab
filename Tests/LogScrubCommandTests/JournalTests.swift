import Foundation
import Subprocess
import SystemPackage
import Testing

/// The journal's own programs write what is scrubbed here, and read what comes out: `systemd-journal-remote` takes the export format
/// into a journal file, `journalctl` shows that in each of its output modes, and `jq` reads the JSON.
@Suite("The journal", .timeLimit(.minutes(20)))
struct JournalTests {
    /// Entries as they come from a server, each with its message.
    static let messages: [[UInt8]] = [
        Array("session 001000000000000007: peer [2001:db8:6b1::24]:40112 lifetime updated: 600".utf8),
        Array("java.net.ConnectException: Connection refused\n\tat /203.0.113.24:5222\n\tat /198.51.100.77".utf8),
        Array("caf".utf8) + [0xe9] + Array(": 203.0.113.24 ".utf8) + [0xff],
        Array("\u{1b}[32minfo\u{1b}[0m Client \"lena\" \\ from 203.0.113.24".utf8),
        Array(
            #"203.0.113.24 - - [14/Sep/2026:19:02:11 +0200] "GET / HTTP/2.0" 200 5 "https://news.example.net/a" "curl/8""#
                .utf8),
        Array("2026/09/14 19:02:12 [error] 8#8: *4 open() failed, client: 198.51.100.77, server: meet".utf8),
        Array("nothing to find".utf8),
    ]

    /// What none of them may show afterwards.
    static let secrets = [
        "203.0.113", "198.51.100", "2001:db8:6b1", "40112", "news.example.net", "5c7e0a1b9d3f",
        // 203.0.113 in a list of bytes
        "50,48,51,46,48,46,49,49,51",
    ]

    static func export() -> [UInt8] {
        var stream: [UInt8] = []
        for (index, message) in messages.enumerated() {
            let fields = [
                "__REALTIME_TIMESTAMP=178941253\(index)000000", "__MONOTONIC_TIMESTAMP=10\(index)000000",
                "_BOOT_ID=0f1e2d3c4b5a69788796a5b4c3d2e1f0", "_TRANSPORT=stdout", "PRIORITY=6",
                "SYSLOG_IDENTIFIER=program\(index)", "_PID=81\(index)", "_HOSTNAME=meet",
                "_MACHINE_ID=5c7e0a1b9d3f42e6a8c4b2d0f1e3957a", "_CMDLINE=/usr/bin/x --turn 198.51.100.77",
                "_SYSTEMD_UNIT=unit\(index).service",
            ]
            stream += fields.flatMap { Array($0.utf8) + [0x0a] }
            stream += Array("MESSAGE\n".utf8) + (0..<8).map { UInt8(truncatingIfNeeded: message.count >> (8 * $0)) }
            stream += message + [0x0a]
            // A field may occur more than once.
            if index == 6 { stream += Array("MESSAGE=and from 203.0.113.24\n".utf8) }
            stream.append(0x0a)
        }
        return stream
    }

    /// Puts the entries into `raw.journal`, and `import` and `show` at the disposal of a script.
    private func run(_ script: String) async throws -> Command.Outcome {
        let folder = try TemporaryFolder()
        try folder.file("raw.export", Self.export())
        let head = """
            set -euo pipefail
            PATH="$PATH:/usr/lib/systemd:/lib/systemd"
            export TZ=Europe/Berlin
            import() { systemd-journal-remote -o "$1" - 2>/dev/null; }
            show() { journalctl --quiet --no-pager --file "$@"; }
            import raw.journal <raw.export

            """
        let outcome = try await Command.shell(head + script, in: folder)
        #expect(outcome.status == .success, "\(outcome.errors)")
        return outcome
    }

    @Test(
        "No address is left in any output mode, and a second run changes nothing",
        arguments: [
            "short", "short-iso", "short-iso-precise", "short-full", "short-precise", "short-unix", "short-monotonic",
            "with-unit", "verbose", "cat", "export", "json", "json-pretty", "json-seq", "json-sse",
        ], ["", "--all"])
    func modes(mode: String, all: String) async throws {
        let outcome = try await run(
            """
            show raw.journal -o \(mode) \(all) >raw
            "$LOGSCRUB" <raw >once
            "$LOGSCRUB" <once | cmp - once
            cat once
            """)
        let text = mode == "json-pretty" ? outcome.text.filter { !$0.isWhitespace } : outcome.text
        for secret in Self.secrets {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(outcome.text.contains("203.0.0.0"))
    }

    @Test("What is scrubbed can be imported again, and holds all but the findings")
    func importing() async throws {
        let outcome = try await run(
            """
            show raw.journal -o export | "$LOGSCRUB" --format journal-export | import clean.journal
            show clean.journal --verify >&2
            show clean.journal -o json | jq -c '[._MACHINE_ID, ._HOSTNAME, ._CMDLINE, .MESSAGE]'
            """)
        let zeros = String(repeating: "0", count: 32)
        func list(_ bytes: [UInt8]) -> String { "[" + bytes.map { "\($0)" }.joined(separator: ",") + "]" }
        let expected = [
            #""session 001000000000000007: peer [2001:db8::]:0 lifetime updated: 600""#,
            #""java.net.ConnectException: Connection refused\n\tat /203.0.0.0:5222\n\tat /198.51.0.0""#,
            list(Array("caf".utf8) + [0xe9] + Array(": 203.0.0.0 ".utf8) + [0xff]),
            list(Array("\u{1b}[32minfo\u{1b}[0m Client \"lena\" \\ from 203.0.0.0".utf8)),
            #""203.0.0.0 - - [14/Sep/2026:19:02:11 +0200] \"GET / HTTP/2.0\" 200 5 \"-\" \"curl/8\"""#,
            #""2026/09/14 19:02:12 [error] 8#8: *4 open() failed, client: 198.51.0.0, server: meet""#,
            #"["nothing to find","and from 203.0.0.0"]"#,
        ]
        let lines = outcome.text.split(separator: "\n").map(String.init)
        #expect(lines == expected.map { #"["\#(zeros)","meet","/usr/bin/x --turn 198.51.0.0",\#($0)]"# })
    }

    @Test(
        "Scrubbed JSON is what journalctl makes of a scrubbed journal",
        arguments: [
            ("json", "cat"), ("json-pretty", "cat"), ("json-seq", "tr -d '\\036'"), ("json-sse", "sed 's/^data: //'"),
        ])
    func json(mode: String, unwrap: String) async throws {
        let outcome = try await run(
            """
            plain='del(.__CURSOR)'
            show raw.journal -o export | "$LOGSCRUB" | import clean.journal
            show clean.journal -o json | jq -cS "$plain" >expected
            show raw.journal -o \(mode) >raw
            "$LOGSCRUB" <raw >scrubbed
            \(unwrap) <scrubbed | jq -cS "$plain" >actual
            diff expected actual
            diff <(\(unwrap) <raw | jq -c keys_unsorted) <(\(unwrap) <scrubbed | jq -c keys_unsorted)
            wc -l <actual
            """)
        #expect(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines) == "\(Self.messages.count)")
    }

    @Test("Records are counted by the format that is inside")
    func statistics() async throws {
        let outcome = try await run(#"show raw.journal -o json | "$LOGSCRUB" --stats=json 2>&1 >/dev/null"#)
        #expect(outcome.text.contains(#""access":1"#) && outcome.text.contains(#""nginx-error":1"#), "\(outcome.text)")
        #expect(outcome.text.contains(#""machine-id":7"#), "\(outcome.text)")
    }

    @Test("A field of more than 1 MiB is withheld, the journal stays readable, and memory stays where it is")
    func largeField() async throws {
        let outcome = try await run(
            """
            size=$((64 * 1024 * 1024))
            length() { printf "\\\\x$(printf %02x $(($1 & 255)))\\\\x$(printf %02x $(($1 >> 8 & 255)))"; \
            printf "\\\\x$(printf %02x $(($1 >> 16 & 255)))\\\\x$(printf %02x $(($1 >> 24 & 255)))\\0\\0\\0\\0"; }
            { printf '__REALTIME_TIMESTAMP=1789412540000000\\nCOREDUMP\\n'; length $size
              head -c $size /dev/zero | tr '\\0' '7'
              printf '\\nMESSAGE=from 203.0.113.24\\n\\n'; } >large.export
            (ulimit -v 400000; "$LOGSCRUB" <large.export >clean.export)
            import large.journal <clean.export
            show large.journal -o json | jq -r '.COREDUMP, .MESSAGE'
            """)
        #expect(outcome.text == "[withheld: 67108864 bytes, too long]\nfrom 203.0.0.0\n")
    }
}
