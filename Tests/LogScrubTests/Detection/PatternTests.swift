import Testing

@testable import LogScrub

@Suite("The user's own patterns")
struct PatternTests {
    private func scrubber(_ patterns: String..., useJIT: Bool = true, policy: Policy = Policy()) throws -> Scrubber {
        var policy = policy
        policy.redactions = try patterns.map { try Pattern($0, useJIT: useJIT) }
        return Scrubber(policy: policy)
    }

    @Test("each match is replaced, and what surrounds it is still scrubbed", arguments: [true, false])
    func replaced(useJIT: Bool) throws {
        let scrubber = try scrubber("secret=\\w+", useJIT: useJIT)
        #expect(
            scrubber.scrub("203.0.113.7 secret=abc x secret=d 198.51.100.4:4711\nno match\n")
                == "203.0.0.0 [redacted] x [redacted] 198.51.0.0:0\nno match\n")
    }

    @Test("an expression sees one record, and not its line end", arguments: ["\n", "\r\n"])
    func recordByRecord(lineEnd: String) throws {
        let scrubber = try scrubber("^a.*b$")
        #expect(
            scrubber.scrub("a 1 b\(lineEnd)a 2\(lineEnd)b\(lineEnd)a b")
                == "[redacted]\(lineEnd)a 2\(lineEnd)b\(lineEnd)[redacted]")
    }

    @Test("bytes that are no UTF-8 can be matched")
    func bytes() throws {
        let scrubber = try scrubber("\\xff+")
        var output = ContiguousArray<UInt8>()
        scrubber.scrub(ContiguousArray<UInt8>([0x61, 0xFF, 0xFF, 0x62]).span, into: &output)
        #expect(output == ContiguousArray("a[redacted]b".utf8))
    }

    @Test("overlapping matches of two expressions become one placeholder")
    func overlapping() throws {
        #expect(try scrubber("abc", "cde").scrub("x abcde y") == "x [redacted] y")
    }

    @Test("empty matches redact nothing")
    func empty() throws {
        #expect(try scrubber("x*").scrub("axb\n") == "a[redacted]b\n")
    }

    @Test("redacting twice changes nothing", arguments: ["\\w+", "red", "e", ".*", "[a-z]+"])
    func idempotent(pattern: String) throws {
        let scrubber = try scrubber(pattern)
        let once = scrubber.scrub("user ana from 203.0.113.7 did red things\n")
        #expect(scrubber.scrub(once) == once)
    }

    @Test("what a match leaves of glued addresses settles in one run")
    func settles() throws {
        let scrubber = try scrubber("needle")
        let once = scrubber.scrub("needle 1.2.3.4.2001:db8::7 9.6.6.952ee:0:0:0:e:0:3:8 c:5::c.2b:c::2\n203.0.113.7\n")
        #expect(scrubber.scrub(once) == once)
        #expect(once.hasPrefix("[redacted] ") && once.hasSuffix("\n203.0.0.0\n"))
    }

    @Test(
        "a record on which an expression reaches its limit is withheld, with and without machine code",
        arguments: [true, false])
    func limit(useJIT: Bool) throws {
        let scrubber = try scrubber("^(a+)+$", useJIT: useJIT)
        let hostile = String(repeating: "a", count: 60) + "! 203.0.113.7"
        var session = scrubber.makeSession()
        var output = ContiguousArray<UInt8>()
        session.process(ContiguousArray("\(hostile)\naaa\n198.51.100.4\n".utf8).span, into: &output)
        let statistics = session.finish(into: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "[withheld: \(hostile.utf8.count) bytes, pattern limit]\n[redacted]\n198.51.0.0\n")
        #expect(statistics.withheld == 1)
    }

    @Test("a notice of a withheld record is left alone by the next run")
    func noticeStays() throws {
        let scrubber = try scrubber("\\d+|withheld")
        let notice = "[withheld: 73 bytes, pattern limit]\n"
        #expect(scrubber.scrub(notice) == notice)
    }

    @Test("the same result with and without machine code, for many expressions and records")
    func sameWithoutMachineCode() throws {
        let expressions = [
            "\\b\\w+@\\w+\\b", "(?i)token=[^& ]+", "(\\w)\\1", "(?<=user )\\w+", "a|b|ab", "[^ ]+$", "^.{3}",
        ]
        let records = ["user ana@example token=AbC&x=1", "aabb", "", "ab ba", "TOKEN=1", "user x y", "\u{FF}\u{0}ab"]
        // Copies of one policy give the same pseudonyms.
        let policy = Policy()
        for expression in expressions {
            for record in records {
                #expect(
                    try scrubber(expression, useJIT: true, policy: policy).scrub(record)
                        == scrubber(expression, useJIT: false, policy: policy).scrub(record),
                    "\(expression) on \(record)")
            }
        }
    }

    @Test("a broken expression is refused with its position")
    func broken() {
        let error = #expect(throws: ScrubError.self) { try Pattern("abc(") }
        #expect(error?.code == .pattern)
        #expect(error?.message.contains("position 4") == true)
    }

    @Test("a record that is too long to be matched in one piece is withheld")
    func tooLong() throws {
        let scrubber = try scrubber("needle")
        let line = String(repeating: "x", count: (1 << 20) + 1)
        #expect(
            scrubber.scrub("\(line)\nneedle\n") == "[withheld: 1048577 bytes, too long for a pattern]\n[redacted]\n")
        #expect(scrubber.scrub("\(line.dropFirst())\n") == "\(line.dropFirst())\n")
    }
}
