import LogScrub
import Testing

@Suite("Records that are known by the tag of their program")
struct TaggedRecordTests {
    private static let samples: [(String, String)] = [
        (
            "adduser[16188]: new user: name=ana.holm, uid=1006, gid=1006, home=/home/ana.holm",
            "adduser[16188]: new user: name={{u:ana.holm}}, uid=1006, gid=1006, home=/home/{{u:ana.holm}}"
        ),
        ("su[2190]: + pts/4 ana-holm-root", "su[2190]: + pts/4 {{u:ana-holm}}-root"),
        ("su[2190]: - pts/4 ana-bo", "su[2190]: - pts/4 {{u:ana}}-{{u:bo}}"),
        (
            "Nextcloud[460]: {core} Login failed: 'ana' (Remote IP: '203.0.113.7')",
            "Nextcloud[460]: {core} Login failed: '{{u:ana}}' (Remote IP: '203.0.0.0')"
        ),
        (
            "sudo:   ana : HOST=server2 : TTY=pts/13 ; PWD=/home/ana ; USER=root ; COMMAND=/bin/ls",
            "sudo:   {{u:ana}} : HOST=server2 : TTY=pts/13 ; PWD=/home/{{u:ana}} ; USER=root ; COMMAND=/bin/ls"
        ),
        (
            "systemd[1]: Started Session 1 of user ana.holm.",
            "systemd[1]: Started Session 1 of user {{u:ana.holm}}."
        ),
    ]

    @Test("They say whom they speak of, and the second time nothing changes", arguments: samples)
    func records(record: String, expected: String) {
        let policy = Policy.timeless()
        let scrubber = Scrubber(policy: policy)
        let expected = policy.filledIn(expected)
        for header in ["Oct  3 18:40:01 meet ", "2026-10-03T18:40:01.123456+02:00 meet ", "<38>Oct  3 18:40:01 meet "] {
            #expect(scrubber.scrub(header + record) == header + expected)
            #expect(scrubber.scrub(header + expected) == header + expected)
        }
    }
}
