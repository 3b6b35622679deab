import Foundation
import Testing

@testable import LogScrub

@Suite("The table of kinds")
struct KindTableTests {
    @Test("Each kind's name in code is the row of its name in the table")
    func names() {
        let kinds: [(Kind, String)] = [
            (.address, "address"), (.port, "port"), (.referrer, "referrer"), (.ownReferrer, "own-referrer"),
            (.hostName, "host-name"), (.pattern, "pattern"), (.query, "query"), (.room, "room"), (.user, "user"),
            (.resource, "resource"), (.session, "session"), (.token, "token"), (.secret, "secret"),
            (.fingerprint, "fingerprint"), (.statsID, "stats-id"), (.machineID, "machine-id"),
            (.displayName, "display-name"), (.email, "email"), (.avatar, "avatar"), (.phone, "phone"), (.sip, "sip"),
            (.message, "message"), (.userAgent, "user-agent"), (.mac, "mac"),
        ]
        #expect(kinds.map(\.0) == Kind.allCases)
        for (kind, name) in kinds {
            #expect(kind.rawValue == name && Kind(rawValue: name) == kind)
        }
        #expect(Kind(rawValue: "adress") == nil)
    }

    @Test("No two kinds share a name or a letter, and a placeholder is known again")
    func rows() {
        let rows = KindTable.rows
        #expect(Set(rows.map(\.name.description)).count == rows.count)
        let letters = rows.compactMap(\.letter)
        #expect(Set(letters).count == letters.count)
        for row in rows {
            let count = row.placeholder.utf8CodeUnitCount
            let bytes = ContiguousArray(row.placeholder.description.utf8) + ContiguousArray(repeating: 0, count: 64)
            let isKnown = Placeholder.isPlaceholder(bytes.span, 0..<count)
            #expect(isKnown, "\(row.placeholder)")
            #expect(bytes.first == ASCII.leftBracket && count <= 18, "\(row.placeholder)")
            // Without a letter there is nothing to be told apart by.
            #expect(
                row.letter != nil || [row.minimal, row.analytics, row.pseudonymous].allSatisfy { $0 != .pseudonym })
        }
    }

    @Test("README has the table as it is")
    func readme() throws {
        let levels = Level.allCases
        let head = ["kind", "what it is"] + levels.map { "`\($0.rawValue)`" }
        let rows = Kind.allCases.map { kind in
            ["`\(kind)`", kind.sentence] + levels.map { Self.text(Policy(level: $0)[kind], of: kind) }
        }
        let lines = ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
        let table = lines.joined(separator: "\n").replacing("| --- ", with: "|---").replacing("--- |", with: "---|")
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../README.md")
        #expect(try String(contentsOf: readme, encoding: .utf8).contains(table), "README.md should have\n\(table)")
    }

    /// What becomes of a value, as README says it.
    private static func text(_ treatment: Treatment, of kind: Kind) -> String {
        let row = KindTable.rows[kind.index]
        switch treatment {
        case .truncate(let lengths): return "first \(lengths.ipv4) or \(lengths.ipv6) bits"
        case .pseudonym:
            return kind == .address ? "pseudonym" : "`\(row.letter.map { String(Unicode.Scalar($0)) } ?? "")-…`"
        case .replace where kind == .address: return "`0.0.0.0`, `::`"
        case .replace where kind == .port: return "`0`"
        case .replace where kind == .mac: return "`00:00:00:00:00:00`"
        case .replace where kind == .hostName: return "`0.0.0.0`"
        case .replace: return "`\(row.placeholder)`"
        default: return treatment.name
        }
    }
}
