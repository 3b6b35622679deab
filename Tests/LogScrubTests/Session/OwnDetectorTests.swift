import LogScrub
import Testing

/// Numbers with the check sum of Luhn, of sixteen digits: a pattern cannot tell them from others.
private struct CardDetector: ValueDetector {
    let card: Kind

    func findValues(in record: Span<UInt8>, report: (Range<Int>, Kind) -> Void) {
        var start = 0
        while start < record.count {
            var end = start
            while end < record.count, record[end] >= 0x30, record[end] <= 0x39 { end += 1 }
            if end - start == 16, isChecked(record, start..<end) { report(start..<end, card) }
            start = end + 1
        }
    }

    private func isChecked(_ record: Span<UInt8>, _ digits: Range<Int>) -> Bool {
        var sum = 0
        for (place, at) in digits.enumerated() {
            let digit = Int(record[at] - 0x30) * (place.isMultiple(of: 2) ? 2 : 1)
            sum += digit > 9 ? digit - 9 : digit
        }
        return sum.isMultiple(of: 10)
    }
}

/// Says what it is told to say, of records with a word in them.
private struct AnyDetector: ValueDetector {
    let literals: [String]?
    let found: [(Range<Int>, Kind)]

    func findValues(in record: Span<UInt8>, report: (Range<Int>, Kind) -> Void) {
        for (range, kind) in found { report(range, kind) }
    }
}

private struct Initial: ValueTreatment {
    func text(for value: Span<UInt8>, of kind: Kind) -> ContiguousArray<UInt8>? { [value[0], UInt8(ascii: ".")] }
}

private struct Fixed: ValueTreatment {
    let text: String

    func text(for value: Span<UInt8>, of kind: Kind) -> ContiguousArray<UInt8>? { ContiguousArray(text.utf8) }
}

/// As an importer would: nothing here knows what is inside.
@Suite("Detectors and treatments of one's own")
struct OwnDetectorTests {
    @Test("What a detector reports is treated as its kind says, in layers and JSON too")
    func detector() throws {
        let card = try Kind(custom: "card")
        var policy = Policy()
        policy.detectors = [CardDetector(card: card)]
        let scrubber = Scrubber(policy: policy)
        for (line, expected) in [
            ("paid with 4111111111111111, not 4111111111111112", "paid with [card], not 4111111111111112"),
            (#"{"card":4111111111111111,"ip":"203.0.113.7"}"#, #"{"card":"[card]","ip":"203.0.0.0"}"#),
            (
                #"{"log":"card 4111111111111111 of 203.0.113.7\n","stream":"stdout"}"#,
                #"{"log":"card [card] of 203.0.0.0\n","stream":"stdout"}"#
            ),
            ("Aug 25 10:11:12 h p[1]: #0114111111111111111", "Aug 25 10:11:12 h p[1]: #011[card]"),
        ] {
            #expect(scrubber.scrub(line) == expected)
            #expect(scrubber.scrub(expected) == expected)
        }
        #expect(scrubber.findings(in: "203.0.113.7 4111111111111111 x").map(\.kind) == [.address, card])
        policy[card] = .keep
        #expect(Scrubber(policy: policy).scrub("4111111111111111 203.0.113.7") == "4111111111111111 203.0.0.0")
    }

    @Test("What is no place in the record is not taken, and two that overlap become one")
    func places() throws {
        let card = try Kind(custom: "card")
        func scrubbed(_ line: String, _ found: (Range<Int>, Kind)..., literals: [String]? = nil) -> String {
            var policy = Policy()
            policy.detectors = [AnyDetector(literals: literals, found: found)]
            return Scrubber(policy: policy).scrub(line)
        }
        #expect(scrubbed("abcdef", (2..<4, card)) == "ab[card]ef")
        #expect(scrubbed("abcdef", (2..<4, card), (3..<5, card)) == "ab[card]f")
        #expect(scrubbed("abcdef", (2..<4, card), (3..<5, .user)) == "ab[redacted]f")
        #expect(scrubbed("abcdef", (2..<7, card), (-1..<3, card), (3..<3, card), (0..<2, .address)) == "abcdef")
        #expect(scrubbed("abcdef", (2..<4, card), literals: ["cd"]) == "ab[card]ef")
        #expect(scrubbed("abcdef", (2..<4, card), literals: ["xy"]) == "abcdef")
    }

    @Test("A treatment of one's own says what stands there, if every format can hold it")
    func treatment() throws {
        var policy = Policy()
        try policy.treat(.user, with: Initial())
        #expect(Scrubber(policy: policy).scrub("user=ana") == "user=a.")
        #expect(Scrubber(policy: policy).scrub("user=a.") == "user=a.")
        #expect(policy[.user] == .replace)
        policy[.user] = .replace
        #expect(Scrubber(policy: policy).scrub("user=ana") == "user=[user]")
        for wrong in ["", "a b", "\"", "\\", "ä", "<b>", String(repeating: "a", count: 65)] {
            try policy.treat(.user, with: Fixed(text: wrong))
            #expect(Scrubber(policy: policy).scrub("user=ana") == "user=[user]")
        }
        let card = try Kind(custom: "card")
        try policy.treat(card, with: Initial())
        policy.redactions = [try Pattern("[0-9]{4}", kind: card)]
        #expect(Scrubber(policy: policy).scrub("pin 4711, user=") == "pin 4., user=")
        #expect(throws: ScrubError.self) { try policy.treat(.address, with: Initial()) }
    }

    @Test("A rule of some formats looks in their records only")
    func formats() throws {
        var policy = Policy()
        policy.redactions = [try Pattern("K-[0-9]+").limited(to: [.nginxError, .text])]
        let scrubber = Scrubber(policy: policy)
        let error = "2026/09/14 19:02:11 [error] 8#8: *4 order K-1 failed, client: 203.0.113.7"
        #expect(scrubber.scrub(error).contains("order [redacted] failed"))
        #expect(scrubber.scrub("order K-1 failed") == "order [redacted] failed")
        let access = #"127.0.0.1 - - [15/Mar/2026:10:00:00 +0000] "GET /K-1.html HTTP/1.1" 200 5 "-" "-""#
        #expect(scrubber.scrub(access) == access)
        #expect(throws: ScrubError.self) { try Pattern("a").limited(to: [.syslog]) }
        #expect(throws: ScrubError.self) { try Pattern("a").limited(to: [.auto]) }
    }
}
