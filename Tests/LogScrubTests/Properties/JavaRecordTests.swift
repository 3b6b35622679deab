import Testing

@testable import LogScrub

@Suite("Records of the Java components with a context")
struct JavaRecordTests {
    @Test("They become what the search in free text makes of them")
    func shortcut() throws {
        try Scrubber.takesNoWrongShortcut(
            "java records", rounds: 400, formats: ["java", "auto", "auto", "docker-json"], record: record)
    }

    @Test(
        "Ordinary contexts are known by it, and nothing else is",
        arguments: [
            (2, "[confId=1f2e conf_name=teamsync@conference.a.example meeting_id=cba7d0d6 stats_id=Flossie-5QS]"),
            (1, "[confId=1f2e stats_id=ana@a.example epId=6b17a0f5]"),
            (1, "[room=teamsync@conference.a.example meeting_id=1a98dae0-e193-49bf-9210-1b408e5b4075]"),
            (1, "[room=teamsync@conference.a.example meeting_id=]"),
            (
                1,
                "[stats_id=Ana-24c name=stream-6b17a0f5 componentId=1 local_ufrag=67emp1i602c6hh ufrag=67emp1i602c6hh]"
            ),
            (0, "[confId=1f2e epId=6b17a0f5]"),
            (0, "[]"),
            (0, "[stats_id=]"),
            (0, "[stats_id=Ana epId=6b17a0f5]"),
            (0, "[stats_id=closed epId=6b17a0f5]"),
            (0, "[stats_id=Ana Muster epId=6b17a0f5]"),
            (0, "[stats_id=[stats-id] epId=6b17a0f5]"),
            (0, "[stats_id=u-abcdefghijklmno]"),
            (0, "[stats_id=Ana, epId=6b17a0f5]"),
            (0, "[stats_id=Ana  epId=6b17a0f5]"),
            (0, "[stats_id=Ana. epId=6b17a0f5]"),
            (0, "[stats_id=Ana room=a room=b]"),
            (0, "[room=[acme]teamsync@conference.a.example]"),
            (0, "[room=teamsync relayId=x]"),
            (0, "[room=teamsync epId=203.0.113.7]"),
            (0, "[room=teamsync epId=eyJhbGciOiJIUzI1NiJ9]"),
            (0, "[room=teamsync name=1-2-3-4]"),
            (0, "[room=caf\u{E9}]"),
            (0, "room=teamsync]"),
        ])
    func recognized(_ parts: Int, _ context: String) {
        for head in ["JVB 2026-08-25 10:11:12.013 INFO: [42] ", "2026-08-25 10:11:12.013 WARNING: [1] "] {
            for end in [" Class.method#1: x", "] x", "x", ""] {
                let text = Array((head + context + end + "\n").utf8)
                let bytes = ContiguousArray(text + [UInt8](repeating: 0, count: CandidateScanner.slack))
                let record = JavaRecord(bytes.span, from: 0, to: text.count)
                let isOne = parts > 0 && end.first == " "
                let count = record.map { $0.second == nil ? 1 : 2 }
                #expect(count == (isOne ? parts : nil), "\(head + context + end)")
                #expect(record?.contextEnd == (isOne ? (head + context).utf8.count : nil))
            }
        }
    }

    @Test(
        "The message begins behind the name of the logger, unless that may be a host's",
        arguments: [
            (" ConferenceImpl.go#12: x", 23), (" Endpoint.<init>#432: Created", 22),
            (" A$MySocket.lambda$new$0#1: x", 28),
            (" Endpoint.<init>#432:Created", 0), (" Endpoint.go#: x", 0), (" Endpoint#432: x", 0), (" x: y", 0),
            ("", 0),
            (" p5DCC1A2B.dip0#7: x", 0), (" org.ice4j.ice.Harvester#7: x", 0), (" Endpoint.7#7: x", 0),
        ])
    func messageStart(_ text: String, _ expected: Int) {
        let bytes = ContiguousArray(("]" + text + "\n").utf8) + [UInt8](repeating: 0, count: CandidateScanner.slack)
        #expect(JavaRecord.messageStart(bytes.span, behind: 1, before: 1 + text.utf8.count) == 1 + expected)
    }

    @Test(
        "Records with another head are none",
        arguments: [
            "jvb 2026-08-25 10:11:12.013 INFO: [42] ", "JVB 2026-08-25T10:11:12.013 INFO: [42] ",
            "JVB 2026-08-25 10:11:12.013 INFO: [] ", "JVB 2026-08-25 10:11:12.013 INFORMATION: [42] ",
            "JVB 2026-08-25 10:11:12 INFO: [42] ", "user JVB 2026-08-25 10:11:12.013 INFO: [42] ",
            "JVB 2026-08-25 10:11:12.013 INFO: [42]  ", " JVB 2026-08-25 10:11:12.013 INFO: [42] ",
        ])
    func otherHeads(_ head: String) {
        let text = Array((head + "[room=teamsync] Class.method#1: x\n").utf8)
        let bytes = ContiguousArray(text + [UInt8](repeating: 0, count: CandidateScanner.slack))
        #expect(JavaRecord(bytes.span, from: 0, to: text.count) == nil)
    }

    /// A record with a context, or one that nearly has one.
    private func record(_ random: inout SeededGenerator) -> [UInt8] {
        var lines = LogLineGenerator(random)
        defer { _ = random.next() }
        if random.onceIn(8) { return lines.line() }
        let head =
            random.pick(["JVB ", "Jicofo ", "Jigasi ", "Jibri ", "", "JVB  ", "jvb ", "user "])
            + random.pick(["2026-08-25 ", "2026-08-25 ", "2026-13-45 ", "2025-01-01 ", ""])
            + random.pick(["10:11:12.013 ", "10:11:12.013 ", "99:99:99.999 ", "10:11:12 "])
            + random.pick(["INFO", "INFO", "WARNING", "SEVERE", "FINE", "FINER", "CONFIG", "USER", "info"])
            + random.pick([": [42] ", ": [42] ", ": [1] ", ": [] ", ": [42]"])
        let message = [
            "Class.method#12: Member joined.", "Pair succeeded: \(lines.address()):9000/udp/host", lines.word(),
            "Component.add#3: Add remote candidate for stream.RTP: \(lines.address()):9000/udp/srflx", "",
            "x room=other@conference.a.example/ana nick=Ana Muster", "{\"email\":\"ana@a.example\"}",
            "id=7, name=\"Ana\"",
            "<nick xmlns='a'>Ana", "eyJhbGciOiJIUzI1NiJ9.abc", "[a]: \(lines.freeAddress())",
            ": \(lines.freeAddress())", "Bridge.<init>#1: \(lines.address())", "p5DCC1A2B.dip0#7: x",
            "Conference$1.lambda$new$0#336: All resources of ana are now offline", "a.b#1:2:3:4:5:6:7:8",
            "203.0.113.7#12: x", "ConferenceImpl.run#7: \(lines.freeAddress())", "Harvester.a#\(lines.word()): x",
            "OctoRelay.go#1: 1, 2, 3, 4 \(lines.word())",
        ]
        var line = head + "[" + context(&random, &lines)
        line += random.pick(["] ", "] ", "] ", "]", "", "]] ", "]\t"]) + random.pick(message)
        if random.onceIn(8) { line += "\n\tat org.example.A(A.java:7) \(lines.address())" }
        var bytes = Array(line.utf8)
        if random.onceIn(3) {
            let at = random.number(0...bytes.count - 1)
            bytes[at] = random.pick(Array("\"\\ -:.[]=@0a/{<\t".utf8))
        }
        return bytes
    }

    private func context(_ random: inout SeededGenerator, _ lines: inout LogLineGenerator) -> String {
        let names = [
            "Flossie-5QS", "ana@a.example", "ana", "closed", "c", "Ana Muster", "[stats-id]", "u-abcdefghijklmno",
            "teamsync", "-",
            "null", "", "r-o2tzhj3bzadxrb7", "eyJhbGciOiJIUzI1NiJ9", "eyJab",
            "teamsync@conference.a.example", "r-o2tzhj3bzadxrb7@conference.a.example",
            "[acme]teamsync@conference.a.example",
            "jvbbrewery@internal.auth.a.example", "x@203.0.113.7", "x@p5DCC1A2B.dip0.example.net", "2001-db8--7",
            "ip-192-0-2-7", "192.0.2.7", "a.b.c", "A@", "@a", "x@y@z.example", lines.word(), lines.address(),
        ]
        let plain = [
            "7c7274a5", "cba7d0d6", "1a98dae0-e193-49bf-9210-1b408e5b4075", "stream-6b17a0f5", "", "1",
            "67emp1i602c6hh",
            "eyJabcdefghij", "eyJabcdefghijklmnopqrst", "1-2-3-4", "-", "cafe", "stream-", "2026-08-25", "[room]",
            lines.word(), lines.freeAddress(),
        ]
        let keys = [
            "confId", "meeting_id", "epId", "local_ufrag", "ufrag", "name", "componentId", "relayId", "id", "user",
            "participant", "xmpp_connection",
        ]
        return (0..<random.number(0...7)).map { _ in
            random.onceIn(2)
                ? random.pick(["room", "conf_name", "stats_id", "stats_id", "conf_name"]) + "=" + random.pick(names)
                : random.pick(keys) + "=" + random.pick(plain)
        }.joined(separator: random.onceIn(10) ? ", " : " ")
    }
}
