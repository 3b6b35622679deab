import LogScrub
import Testing

@Suite("Headers in text: the value goes, and nothing but the value")
struct HeaderValueTests {
    @Test(
        "A header ends with its line, its quote, or before the next field, however deep the quotes are",
        arguments: [
            (
                #"{"m":"Cookie: a=b\r\nAuthorization: Bearer x1"}"#,
                #"{"m":"Cookie: [secret]\r\nAuthorization: [secret]"}"#
            ),
            (
                #"{"m":"Authorization: Bearer x\nCookie: a=x1\nX: y"}"#,
                #"{"m":"Authorization: [secret]\nCookie: [secret]\nX: y"}"#
            ),
            (
                #"said Cookie: a=b\r\nAuthorization: Bearer x1\r\nHost: x"#,
                #"said Cookie: [secret]\r\nAuthorization: [secret]\r\nHost: x"#
            ),
            (
                #"said Cookie: a=b#015#012Authorization: Bearer x1#015#012Host: x"#,
                #"said Cookie: [secret]#015#012Authorization: [secret]#015#012Host: x"#
            ),
            (#"{"m":"Authorization=\"Bearer x1\" status=200"}"#, #"{"m":"Authorization=\"[secret]\" status=200"}"#),
            (#"{"m":"user_agent=\"curl/8.5.0\" status=200"}"#, #"{"m":"user_agent=\"curl/8\" status=200"}"#),
            (
                #"level=info msg="cookie=\"a=x1\" ok" status=200"#,
                #"level=info msg="cookie=\"[secret]\" ok" status=200"#
            ),
            (
                #"level=info msg="cookie=a=x1 status=200 tail" x=1"#,
                #"level=info msg="cookie=[secret] status=200 tail" x=1"#
            ),
            (
                #"{"m":"{\"in\":\"User-Agent: curl/8.5.0\",\"n\":1}"}"#,
                #"{"m":"{\"in\":\"User-Agent: curl/8\",\"n\":1}"}"#
            ),
            (#"{"m":"{\"in\":\"Cookie: a=b\",\"n\":1}"}"#, #"{"m":"{\"in\":\"Cookie: [secret]\",\"n\":1}"}"#),
            (
                #"{"m":"Authorization: Digest username=\"ana\", realm=\"x\"","n":1}"#,
                #"{"m":"Authorization: [secret]","n":1}"#
            ),
            ("authorization=Basic x1== status=200", "authorization=[secret] status=200"),
            (
                "curl -H 'Cookie: a=b; c=d' -H 'Authorization: Bearer x' http://x/",
                "curl -H 'Cookie: [secret]' -H 'Authorization: [secret]' http://x/"
            ),
        ])
    func values(input: String, expected: String) {
        let scrubber = Scrubber()
        #expect(scrubber.scrub(input) == expected)
        #expect(scrubber.scrub(expected) == expected)
    }

    @Test(
        "A referrer is one word, and a URL",
        arguments: [
            ("Referer: https://a.example/x?y=1", "Referer: -"),
            ("DEBUG > Referer: https://a.example/x, Accept: */*", "DEBUG > Referer: -, Accept: */*"),
            (
                "curl -H 'Referer: https://a.example/x' -H \"Cookie: a=b\" x",
                "curl -H 'Referer: -' -H \"Cookie: [secret]\" x"
            ),
            ("curl -H Referer:https://a.example/x --referer https://b.example/y", "curl -H Referer:- --referer -"),
            ("[referer: android-app://com.example.app/] status 200", "[referer: -] status 200"),
            (#"got referer: "https://a.example/x" status: 200"#, #"got referer: "-" status: 200"#),
            (
                #"{"m":"GET / HTTP/1.1\r\nReferer: https://a.example/x\r\nHost: h\r\n"}"#,
                #"{"m":"GET / HTTP/1.1\r\nReferer: -\r\nHost: h\r\n"}"#
            ),
            ("map[Host:[h] Referer:[https://a.example/x]]", "map[Host:[h] Referer:[-]]"),
            ("Bad referrer: spam", "Bad referrer: spam"),
            ("the referer: header is wrong", "the referer: header is wrong"),
            ("Referrer-Policy: no-referrer", "Referrer-Policy: no-referrer"),
        ])
    func referrers(input: String, expected: String) {
        let scrubber = Scrubber()
        #expect(scrubber.scrub(input) == expected)
        #expect(scrubber.scrub(expected) == expected)
    }

    @Test(
        "What stands within a secret is secret, whatever it is called",
        arguments: [
            (
                #"{"credentials":{"cookie":"a","value":"x1"},"n":1}"#,
                #"{"credentials":{"cookie":"[secret]","value":"[secret]"},"n":1}"#
            ),
            (#"{"secret":{"remote_addr":"x1"}}"#, #"{"secret":{"remote_addr":"[secret]"}}"#),
            (
                #"{"Passwort":{"args":["A","B"],"user_agent":"x"}}"#,
                #"{"Passwort":{"args":["[secret]","[secret]"],"user_agent":"[secret]"}}"#
            ),
        ])
    func objects(input: String, expected: String) {
        #expect(Scrubber().scrub(input) == expected)
    }
}
