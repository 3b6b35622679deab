import LogScrub
import SystemPackage
import Testing

@Suite("Retention")
struct RetentionTests {
    // 2026-11-21T00:00:00Z.
    private static let midnight: Int64 = 1_795_219_200

    @Test(
        "A date at the end of a name is its age, whatever packed it",
        arguments: [
            "access.log-20261121", "access.log-2026-11-21", "access.log.20261121", "access.log.2026-11-21",
            "access-20261121.log", "access.log-2026112110", "access.log-20261121-1795219200", "access.log-20261121.1",
            // rotatelogs, Tomcat, coturn, IIS
            "access.log.1795219200", "access_log-1795219200", "localhost_access_log.2026-11-21.txt",
            "catalina.2026-11-21.log",
            "turn_1234_2026-11-21.log", "access_log_2026_11_21", "access.2026.11.21.log", "access.log-20261121.old",
            "u_ex261121.log", "u_ex26112110.log", "u_ex261121_x.log", "u_nc261121.log", "ex261121.log",
        ], ["", ".gz", ".xz", ".zst", ".bz2"])
    func dated(_ name: String, _ suffix: String) {
        #expect(RotationName(name + suffix) == .dated(Self.midnight))
    }

    @Test(
        "A number or a suffix of compression says rotated, and no date that does not exist is one",
        arguments: [
            "access.log.1", "access.log.12.gz", "access.log.gz", "access-20261341.log.gz", "access.log-20260230.xz",
            "20261121.1", "access.log-2026-02-30.1", "access.log.old", "access.log.old.gz", "server.old",
        ])
    func undated(_ name: String) {
        #expect(RotationName(name) == .undated)
    }

    @Test(
        "A name without any of these may be the live log",
        arguments: [
            "access.log", "access1.log", "access", "20261121", "-20261121", ".1", ".gz", "access.log-20261341",
            "access.log-1", "access.log.12345", ".old", "access.log.0795219200", "access.log.17952192001",
            "u_ex261321.log",
            "u_ex2611.log", "u_extend1.log", "ex.log", "index261121.log", "notes.txt", "2026-11-21.txt",
            "access.2026-11.21.log", "access20261121", "access.log-20261121x", "",
        ])
    func live(_ name: String) {
        #expect(RotationName(name) == nil)
    }

    @Test("A rule is an age and a level, or delete")
    func rules() throws {
        #expect(try RetentionRules.Rule("12h=analytics") == .init(age: 43_200, step: .level(.analytics)))
        #expect(try RetentionRules.Rule("7d=minimal") == .init(age: 604_800, step: .level(.minimal)))
        #expect(try RetentionRules.Rule("4w=delete") == .init(age: 2_419_200, step: .delete))
    }

    @Test(
        "What is no rule is refused",
        arguments: [
            "", "7d", "7=minimal", "d=minimal", "-7d=minimal", "7m=minimal", "7d=", "7d=remove", "7d=minimal=none",
            "123456d=none", " 7d=none", "1.5d=none",
        ])
    func noRule(_ text: String) {
        #expect(throws: ScrubError.self) { try RetentionRules.Rule(text) }
    }

    @Test("An older file never keeps more: every pair of steps")
    func order() throws {
        let steps: [RetentionRules.Step] = [
            .level(.analytics), .level(.pseudonymous), .level(.minimal), .level(.none), .delete,
        ]
        for (i, first) in steps.enumerated() {
            for (j, second) in steps.enumerated() {
                let rules = try? RetentionRules([.init(age: 2, step: second), .init(age: 1, step: first)])
                #expect((rules != nil) == (i < j), "\(first), then \(second)")
            }
        }
        #expect(throws: ScrubError.self) { try RetentionRules([]) }
        #expect(throws: ScrubError.self) {
            try RetentionRules([.init(age: 1, step: .level(.minimal)), .init(age: 1, step: .delete)])
        }
    }

    @Test("The rule of the highest age that is reached holds, from that second on")
    func step() throws {
        let rules = try RetentionRules([.init(age: 30, step: .delete), .init(age: 7, step: .level(.minimal))])
        let steps = [-1, 0, 6, 7, 29, 30, 1_000_000].map { rules.step(at: $0) }
        #expect(steps == [nil, nil, nil, .level(.minimal), .level(.minimal), .delete, .delete])
    }
}
