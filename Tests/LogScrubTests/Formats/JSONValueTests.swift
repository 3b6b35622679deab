import Foundation
import LogScrub
import Testing

@Suite("JSON: whatever type stands behind a key, JSON comes out, and nothing but the value goes")
struct JSONValueTests {
    private static let keys = [
        "user", "user_id", "userId", "token", "password", "cookie", "authorization", "Set-Cookie", "user_agent",
        "userAgent",
        "room", "nick", "displayName", "email", "phone", "jwt", "secret", "sid", "session", "name", "id", "subject",
        "referer", "remote_addr", "remote_port", "request", "uri", "args", "http_user_agent", "x-api-key", "stats_id",
        "avatar", "to", "from", "value", "MESSAGE", "log", "@timestamp", "@version", "accountId", "plain", "n",
    ]

    private static let values = [
        "null", "true", "false", "0", "42", "-7", "12.5e3", "123456789", "[]", "{}", "[null]", "[1,2,3]", #"["a","b"]"#,
        #"{"a":"b"}"#, #"{"a":{"b":["c",1,null,{"d":true}]}}"#, #""""#, #""-""#, #""x""#, #""Ana \"Muster\" \\""#,
        #""203.0.113.7""#, #""ana@example.org""#, #""https://x.example/y?z=1""#, #""GET /TeamSync HTTP/1.1""#,
        #""<nick>""#, #""<accountId>""#, #""curl/8.5.0""#, #""Bearer abc.def""#, #""a=b; c=d""#, #""\u0041na""#,
        #""2026-09-14T19:02:11.123Z""#, #""{\"user\":\"ana\",\"token\":17}""#, #""[{\"password\":[\"x\",1]}]""#,
    ]

    @Test(
        "Random documents of every key and every type stay JSON, at every level, with the same keys",
        arguments: Level.allCases)
    func documents(level: Level) throws {
        var random = SeededGenerator("json \(level)")
        let scrubber = Scrubber(policy: Policy(level: level))
        for round in 0..<TestSeed.rounds(400).count {
            let text = Self.document(&random)
            let output = scrubber.scrub(text)
            guard let before = Self.keys(of: text), let after = Self.keys(of: output) else {
                Issue.record("\(Failure.note(round, "\(level)", text))\n  out: \(output)")
                return
            }
            // What `name` and `id` mean depends on what stands around them, and of that something may have gone.
            let isSettled =
                !before.allSatisfy { $0 != "name" && $0 != "id" && $0 != "value" } || scrubber.scrub(output) == output
            guard before == after, isSettled else {
                Issue.record(
                    "\(Failure.note(round, "keys, or twice", text))\n  out: \(output)\n  twice: \(scrubber.scrub(output))"
                )
                return
            }
        }
    }

    @Test(
        "What one string leaves open takes nothing from another one: each becomes what it becomes alone",
        arguments: Level.allCases)
    func strings(level: Level) throws {
        let beginnings = [
            #"<message <nick>"#, #"<iq \"<password>"#, #"<presence \u003cmail>"#, #"nick='"#, #"secret=\""#, #"sid='"#,
            #"useragent=\""#, #"Cookie: a=\""#, #"\\x40s"#, #"\\u0033.0.3.4\""#, #"\\\\::f:1"#, #"\\x3a8\u002e1.0.7"#,
            " ",
            #"[14/Sep/2026:19:02:13 +0200] \"\" 201\"\"\"\"0"#, #"ana \\"#, #"<auth xmlns=''>"#, #"\"token\\\":"#,
        ]
        let ends = [
            #"</nick>"#, #"'x"#, #"\" x"#, #" [25/Aug/2026:10:11:12 +0200]"#, #"ana@example.org"#, #">"#, #"=\"x"#,
        ]
        let scrubber = Scrubber(policy: Policy(level: level))
        for beginning in beginnings {
            for end in ends {
                let text = #"{"a":{"b":"\#(beginning)","c":"left alone","d":[{"e":"\#(end)"},7]}}"#
                let output = scrubber.scrub(text)
                #expect(Self.keys(of: output) == Self.keys(of: text), "\(text) became \(output)")
                #expect(output.contains(#"","c":"left alone","d":[{"e":""#), "\(text) became \(output)")
                let alone = scrubber.scrub(#"{"a":{"b":"","c":"left alone","d":[{"e":"\#(end)"},7]}}"#)
                #expect(output.hasSuffix(alone.dropFirst(11)), "\(text) became \(output)")
            }
        }
    }

    @Test("A name that ends with backslashes is a name", arguments: [1, 2, 3, 4, 5])
    func backslashes(count: Int) {
        let escapes = String(repeating: #"\\"#, count: count)
        let output = Scrubber(policy: Policy()).scrub(#"{"user\#(escapes)":7,"n":"x"}"#)
        #expect(Self.keys(of: output) != nil && output.hasSuffix(#","n":"x"}"#), "\(output)")
    }

    private static func document(_ random: inout SeededGenerator) -> String {
        let blank = random.pick(["", "", " "])
        let members = (0..<random.number(1...6)).map { _ in "\"\(random.pick(keys))\":\(blank)\(random.pick(values))" }
        return "{\(members.joined(separator: ",\(blank)"))}"
    }

    /// The keys of all objects, sorted; `nil` if the text is no JSON.
    private static func keys(of text: String) -> [String]? {
        guard let value = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else { return nil }
        var keys: [String] = []
        func collect(_ value: Any) {
            if let object = value as? [String: Any] {
                keys += object.keys
                object.values.forEach(collect)
            } else if let array = value as? [Any] {
                array.forEach(collect)
            }
        }
        collect(value)
        return keys.sorted()
    }

    @Test(
        "What is no person's stays, what is goes",
        arguments: [
            (#"{"userAgent":null,"userId":null,"n":1}"#, #"{"userAgent":null,"userId":null,"n":1}"#),
            (#"{"token":12345678,"user_id":42,"n":1}"#, #"{"token":"[jwt]","user_id":"[user]","n":1}"#),
            (
                #"{"headers":{"Cookie":{"session":"abc9f"},"Host":"x"},"tail":1}"#,
                #"{"headers":{"Cookie":{"session":"[secret]"},"Host":"x"},"tail":1}"#
            ),
            (#"{"nick":["Ana",7],"b":2}"#, #"{"nick":["[name]","[name]"],"b":2}"#),
            (
                #"{"log":"{\"user_id\":42,\"token\":[\"a\",1]}\n"}"#,
                #"{"log":"{\"user_id\":\"[user]\",\"token\":[\"[jwt]\",\"[jwt]\"]}\n"}"#
            ),
            (
                #"{"a":"{\"b\":\"{\\\"authorization\\\":\\\"Bearer abc\\\",\\\"n\\\":1}\"}"}"#,
                #"{"a":"{\"b\":\"{\\\"authorization\\\":\\\"[secret]\\\",\\\"n\\\":1}\"}"}"#
            ),
        ])
    func examples(input: String, expected: String) {
        #expect(Scrubber(policy: Policy(level: .none)).scrub(input) == expected)
    }

    @Test(
        "A header without quotes takes its value, and never the fields behind it",
        arguments: [
            ("level=info cookie=- user_agent=- status=200", "level=info cookie=- user_agent=- status=200"),
            ("user_agent=curl/8.5.0 status=200", "user_agent=curl/8 status=200"),
            ("user_agent=Mozilla/5.0 (X11; a=b) Firefox/128.0 status=200", "user_agent=Firefox/128 status=200"),
            ("cookie=a=b; c=d; e=f n=1", "cookie=[secret] n=1"),
            ("cookie: theme=dark mode; sid=7 ", "cookie: [secret] "),
            ("authorization=Basic YW5h n=2", "authorization=[secret] n=2"),
            ("Authorization: Bearer abc -> 200 in 3 ms", "Authorization: [secret] -> 200 in 3 ms"),
            (
                #"Authorization: Digest username="ana", realm="x", response="y" tail"#, "Authorization: [secret] tail"
            ),
            (
                "curl -H 'Authorization: Bearer abc' -H 'Accept: */*'",
                "curl -H 'Authorization: [secret]' -H 'Accept: */*'"
            ),
            ("[User-Agent: Foo/1.0][Status: 200]", "[User-Agent: other][Status: 200]"),
            ("User-Agent: Mozilla/5.0 [de] Firefox/128.0, Accept: */*", "User-Agent: Firefox/128, Accept: */*"),
            ("ua:x\tcookie:sid=1\tn:1", "ua:other\tcookie:[secret]\tn:1"),
        ])
    func headers(input: String, expected: String) {
        #expect(Scrubber().scrub(input) == expected)
        #expect(Scrubber().scrub(expected) == expected)
    }
}
