import LogScrub
import Testing

@testable import Fuzz

@Suite("Records of different sources in one stream", .timeLimit(.minutes(20)))
struct NeighborTests {
    /// Made once: what each record becomes alone is the same for all.
    private static let neighbors = Result { Neighbors(try Corpus()) }

    @Test("A record becomes behind any other what it becomes alone", arguments: Neighbors.predecessors)
    func pairs(first: String) throws {
        let neighbors = try Self.neighbors.get()
        #expect(neighbors.count > 2_000)
        let differences = neighbors.differences(behind: first)
        for difference in differences.prefix(3) {
            Issue.record(
                """
                behind \(Failure.show(difference.before))
                  records \(Failure.show(difference.records))
                  alone  \(Failure.show(difference.alone))
                  behind \(Failure.show(difference.behind))
                """)
        }
        #expect(differences.isEmpty, "\(differences.count) records")
    }

    @Test("Only what has no head of its own may go on in the next line")
    func continuations() throws {
        let neighbors = try Self.neighbors.get()
        let table = neighbors.record("Aug 25 10:11:12 mod_bosh\tdebug\tsession = { user = {")
        let stanza = neighbors.record("JVB 2026-08-25 10:11:12.013 FINE: [42] X.y#10: <presence to='a@b/c'><stats-id>")
        for record in ["  name = \"Ana\"", "}", "\tat org.jitsi.A.b(C.kt:1)", "Ana</nick>"] {
            #expect(neighbors.record(record).mayContinue(table), "\(record)")
            #expect(neighbors.record(record).mayContinue(stanza), "\(record)")
        }
        for record in ["Aug 25 10:11:12 mod_bosh\tinfo\tx", "{\"a\":1}", "WARN x", "<34>x: y", "12: : session 7"] {
            #expect(!neighbors.record(record).mayContinue(table), "\(record)")
        }
        let usage = neighbors.record("usage: login <user> <password>")
        #expect(!neighbors.record("name = \"Ana\"").mayContinue(usage))
    }
}
