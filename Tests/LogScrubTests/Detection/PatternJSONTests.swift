import Foundation
import Testing

@testable import LogScrub

@Suite("Patterns in JSON, and patterns of keys")
struct PatternJSONTests {
    private func scrubber(_ patterns: Pattern...) -> Scrubber {
        var policy = Policy()
        policy.redactions = patterns
        return Scrubber(policy: policy)
    }

    @Test(
        "JSON stays JSON: a number or a word becomes a string, and what matches over several values takes none of the signs between them",
        arguments: [
            (#"{"id":12345,"t":"a \"12346\" b"}"#, "[0-9]{5}", #"{"id":"[redacted]","t":"a \"[redacted]\" b"}"#),
            (#"{"id":-12345.5e3, "b":true}"#, "[0-9]{5}", #"{"id":"[redacted]", "b":true}"#),
            (#"[12345,null,"x"]"#, "12345,null", #"["[redacted]","[redacted]","x"]"#),
            (#"{"a":"K-1","b":"c"}"#, #""K-1","b""#, #"{"a":"[redacted]","[redacted]":"c"}"#),
            (#"{"t":"{\"id\":12345}"}"#, "[0-9]{5}", #"{"t":"{\"id\":\"[redacted]\"}"}"#),
            (#"text {"id":12345} more"#, "[0-9]{5}", #"text {"id":"[redacted]"} more"#),
            (#"{"t":"a\u00e9b"}"#, "00e9b", #"{"t":"a[redacted]"}"#),
            // Bytes are matched, and characters go.
            (#"{"a":"name élan"}"#, "name (?<value>.)", #"{"a":"name [redacted]lan"}"#),
            // Where no group took part, all of the match goes.
            ("LEAK x", "(?<value>x)|LEAK", "[redacted] [redacted]"),
            (#"id: 12345 "so": he"#, "[0-9]{5}", #"id: [redacted] "so": he"#),
        ])
    func json(line: String, pattern: String, expected: String) throws {
        let scrubber = scrubber(try Pattern(pattern))
        #expect(scrubber.scrub(line) == expected)
        #expect(scrubber.scrub(expected) == expected)
    }

    @Test("Random documents are JSON afterwards, whatever a pattern matches in them")
    func documents() throws {
        let patterns = try ["[0-9]+", "e", "true|null", #"[a-c"]+"#, ".{3,7}", "\\W+", "u00", "[\\[{,:]"].map {
            try Pattern($0)
        }
        for round in TestSeed.rounds(400) {
            var random = SeededGenerator("patterns in JSON", round: round)
            let document = "[\(value(&random, depth: 0))]"
            let scrubber = scrubber(random.pick(patterns))
            let output = scrubber.scrub(document)
            let isJSON = (try? JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)) != nil
            #expect(isJSON, "\(Failure.note(round, document, output))")
            guard isJSON else { return }
        }
    }

    private func value(_ random: inout SeededGenerator, depth: Int) -> String {
        switch random.number(0...(depth > 3 ? 4 : 6)) {
        case 0: return random.pick(["true", "false", "null"])
        case 1: return random.pick(["0", "-1", "12345", "1.5e3", "-0.25", "1787652672"])
        case 2, 3, 4: return "\"\(text(&random))\""
        case 5:
            return
                "[\((0..<random.number(0...4)).map { _ in value(&random, depth: depth + 1) }.joined(separator: ","))]"
        default:
            let members = (0..<random.number(0...4)).map { _ in
                "\"\(text(&random))\(random.number(0...9_999))\": \(value(&random, depth: depth + 1))"
            }
            return "{\(members.joined(separator: ", "))}"
        }
    }

    private func text(_ random: inout SeededGenerator) -> String {
        (0..<random.number(0...6)).map { _ in
            random.pick([
                "a", "b c", #"\""#, #"\\"#, #"\u00e9"#, "é", "12345", "/", #"\n"#, "e", "true", ":", ",", "[", "}",
            ])
        }.joined()
    }

    @Test(
        "The value of a key goes, wherever the key stands, and ends where its syntax says",
        arguments: [
            ("shop_token=abc123, next", "shop_token=[secret], next"),
            ("Shop-Token: abc123 next", "Shop-Token: [secret] next"),
            (#"{"shopToken":"a\"b","n":1}"#, #"{"shopToken":"[secret]","n":1}"#),
            (#"{"shop.token":1234,"n":1}"#, #"{"shop.token":"[secret]","n":1}"#),
            (#"{"shop_token":["a]","b"],"n":1}"#, #"{"shop_token":["[secret]","[secret]"],"n":1}"#),
            (
                #"{"shop_token":{"a":1,"b":[2,{"c":"d"}]},"n":1}"#,
                #"{"shop_token":{"a":"[secret]","b":["[secret]",{"c":"[secret]"}]},"n":1}"#
            ),
            (#"{"name":"shop_token","value":"abc"}"#, #"{"name":"shop_token","value":"[secret]"}"#),
            (#"{"m":"{\"shop_token\":\"a \\\" b\"}"}"#, #"{"m":"{\"shop_token\":\"[secret]\"}"}"#),
            ("for ?x=1&shop_token=abc in", "for ?x=1&shop_token=[secret] in"),
            ("<shop_token>a b</shop_token>", "<shop_token>[secret]</shop_token>"),
            (#"<a shop_token="a b" c="d">"#, #"<a shop_token="[secret]" c="d">"#),
            ("http_x_shop_token='a b' c", "http_x_shop_token='[secret]' c"),
            ("{:shop_token=>\"a\", :b=>1}", "{:shop_token=>\"[secret]\", :b=>1}"),
            ("shop_token: Bearer abc def", "shop_token: [secret] def"),
            // Behind an escape, and spelled by escapes.
            (#"{"m":"a\nshop_token=b\nc"}"#, #"{"m":"a\nshop_token=[secret]\nc"}"#),
            (#"{"m":"a=1\u0026shop_token=b\u0026c=2"}"#, #"{"m":"a=1\u0026shop_token=[secret]\u0026c=2"}"#),
            ("a%3D1%26shop_token%3Db", "a%3D1%26shop_token%3D[secret]"),
            (#"\x22shop_token\x22:\x22a b\x22"#, #"\x22shop_token\x22:\x22[secret]\x22"#),
            ("&quot;shop_token&quot;:&quot;a b&quot;", "&quot;shop_token&quot;:&quot;[secret]&quot;"),
            // What a string holds ends with it, and what stands around a list stays JSON.
            (#"{"m":"shop_token={","ip":"127.0.0.1","n":5}"#, #"{"m":"shop_token={","ip":"127.0.0.1","n":5}"#),
            (#"{"m":"{\"shop_token\":[\"x\"],\"z\":1}"}"#, #"{"m":"{\"shop_token\":\"[secret]\",\"z\":1}"}"#),
            (#"{"shop_token":[1,[2],3],"n":4}"#, #"{"shop_token":["[secret]",["[secret]"],"[secret]"],"n":4}"#),
            // Literals with something before their quotes, and elements with something in their tags.
            ("shop_token=b'a' x", "shop_token=b'[secret]' x"),
            (#"shop_token: Some("a") x"#, #"shop_token: Some("[secret]") x"#),
            (#"<shop_token type="int">1<b>2</b></shop_token> x"#, #"<shop_token type="int">[secret]</shop_token> x"#),
            ("<shop_token><![CDATA[a]]></shop_token>", "<shop_token><![CDATA[[secret]]]></shop_token>"),
            (#"<p name="shop_token" value="a b"/>"#, #"<p name="shop_token" value="[secret]"/>"#),
            // What looks like JSON and is none, JSON behind a header, and lists that are no pairs.
            (#"{shop_token: "a b"}"#, #"{shop_token: "[secret]"}"#),
            (
                #"Nov 30 10:11:12 h p[1]: {"a":"x shop_token=","b":"c"}"#,
                #"Nov 30 10:11:12 h p[1]: {"a":"x shop_token=","b":"c"}"#
            ),
            (
                #"Nov 30 10:11:12 h p[1]: {"a":"shop_token","b":"c"}"#,
                #"Nov 30 10:11:12 h p[1]: {"a":"shop_token","b":"c"}"#
            ),
            (#"Nov 30 10:11:12 h p[1]: {"shop_token":[],"n":1}"#, #"Nov 30 10:11:12 h p[1]: {"shop_token":[],"n":1}"#),
            (#"{"a":["shop_token","b","c"]}"#, #"{"a":["shop_token","b","c"]}"#),
            (#"[["shop_token","b"],1]"#, #"[["shop_token","[secret]"],1]"#),
            ("Key (shop_token)=(81237645) already exists.", "Key (shop_token)=([secret]) already exists."),
            ("shop_token%5B%5D=a&x=1 shop_token[0]=b", "shop_token%5B%5D=[secret]&x=1 shop_token[0]=[secret]"),
            (#"{"m":"shop_token={\"x\":"}"#, #"{"m":"shop_token={\"x\":"}"#),
            ("<shop_token><shop_token>a</shop_token>", "<shop_token><shop_token>[secret]</shop_token>"),
            ("[shop_token] => a", "[shop_token] => [secret]"), ("user[shop_token]=a&b", "user[shop_token]=[secret]&b"),
            ("('shop_token', 'a b')", "('shop_token', '[secret]')"),
            ("pshop_token=abc shop_tokens=abc", "pshop_token=[jwt] shop_tokens=abc"),
        ])
    func keys(line: String, expected: String) throws {
        // In a query the parameter goes anyway.
        var policy = Policy()
        policy[.query] = .keep
        policy.redactions = [try Pattern(valuesOf: ["shop_token"])]
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub(line) == expected)
        #expect(scrubber.scrub(expected) == expected)
    }

    @Test("A header's value goes on to the end of its line or its quotes")
    func headers() throws {
        let scrubber = scrubber(try Pattern(valuesOf: ["X-Customer"], areHeaders: true))
        for (line, expected) in [
            ("X-Customer: Max Muster, Berlin\r\nHost: a", "X-Customer: [secret]\r\nHost: a"),
            ("curl -H 'X-Customer: Max Muster' x", "curl -H 'X-Customer: [secret]' x"),
            (#"{"headers":{"x-customer":["Max Muster"]}}"#, #"{"headers":{"x-customer":["[secret]"]}}"#),
        ] {
            #expect(scrubber.scrub(line) == expected)
            #expect(scrubber.scrub(expected) == expected)
        }
    }

    @Test("What is no name of a key is refused", arguments: [[], [""], ["a b"], ["a="], ["-"], ["a", "("]])
    func refused(names: [String]) {
        #expect(throws: ScrubError.self) { try Pattern(valuesOf: names) }
    }
}
