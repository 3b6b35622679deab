import LogScrub
import Testing

/// Layers stand in one another: a driver of Docker's that logs what the journal gave it, which had taken it from a container.
@Suite("Layers in layers")
struct NestedLayerTests {
    private static let records = [
        """
        203.0.113.7 - - [25/Aug/2026:10:11:12 +0200] "GET /TeamSync?jwt=x HTTP/2.0" 200 512 "https://a.example/x" \
        "Mozilla/5.0 (X11) Firefox/128.0"
        """,
        "Aug 25 10:11:12 c2s5581e7a3a4d0\tinfo\tAuthenticated as ana@meet.example.org from 2001:db8:1::7",
        "JVB 2026-08-25 10:11:12.013 INFO: [42] [confId=1f2e conf_name=team@conference.a.example] X.y#1: from 203.0.113.7",
        "Aug 25 10:11:12 meet sshd[7]: Failed password for ana from 203.0.113.7 port 51514 ssh2",
        #"{"remote_addr":"203.0.113.7","http_referer":"https://a.example/x","user":"ana","status":200}"#,
        "nothing to see here, 12 of 40 done",
    ]

    @Test("A record becomes the same in however many layers it stands", arguments: 1...8)
    func nested(_ depth: Int) throws {
        var random = SeededGenerator("nested layers \(depth)")
        var policy = Policy()
        policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        policy.period = .none
        let scrubber = Scrubber(policy: policy)
        for record in Self.records {
            for _ in 0..<20 {
                let layers = (0..<depth).map { _ in random.pick(Wrapping.allCases) }
                let wrapped = layers.reduce(record) { $1.wrap($0) }
                let expected = layers.reduce(scrubber.scrub(record)) { $1.wrap($0) }
                #expect(scrubber.scrub(wrapped) == expected, "\(layers)")
            }
        }
    }

    @Test("What stands deeper is withheld", arguments: [9, 12])
    func deeper(_ depth: Int) {
        var random = SeededGenerator("deeper layers \(depth)")
        for record in Self.records {
            let wrapped = (0..<depth).reduce(record) { text, _ in random.pick(Wrapping.allCases).wrap(text) }
            let output = Scrubber().scrub(wrapped)
            #expect(output.contains("bytes, too deep]"))
            #expect(!output.contains("203.0.113") && !output.contains("TeamSync") && !output.contains("nothing"))
            #expect(Scrubber().scrub(output) == output)
        }
    }

    private enum Wrapping: CaseIterable {
        case docker, journal

        func wrap(_ record: String) -> String {
            let string = record.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t")
            return switch self {
            case .docker: #"{"log":"\#(string)\n","stream":"stdout","time":"2026-08-25T08:11:12.655Z"}"#
            case .journal: #"{"__REALTIME_TIMESTAMP":"1787652672655000","MESSAGE":"\#(string)"}"#
            }
        }
    }
}
