import Testing

@testable import LogScrub

@Suite("What paths name")
struct PathsTests {
    private func scrubber(_ paths: Paths) -> Scrubber {
        var policy = Policy()
        policy.paths = paths
        policy[.room] = .replace
        return Scrubber(policy: policy)
    }

    @Test(
        "The pages of a website stay, in whatever record a path stands; queries go, and what is personal anywhere",
        arguments: [
            #"198.51.0.0 - - [14/Sep/2026:19:02:11 +0200] "GET /shop/shoes# HTTP/1.1" 200 5 "-" "curl/8""#,
            #"{"method":"GET","path":"/shop/shoes#","status":200}"#,
            "GET /shop/shoes# 200 3.1 ms - 15",
            #"2026/09/14 19:02:11 [error] 812#812: *5 open() "/usr/share/jitsi-meet/shop/shoes" failed, client: 198.51.0.0, server: x, request: "GET /shop/shoes# HTTP/1.1", host: "x""#,
        ])
    func pages(_ record: String) {
        let input = record.replacing("shoes#", with: "shoes?id=7&name=ana").replacing(
            "198.51.0.0", with: "198.51.100.7")
        #expect(
            scrubber(.keep).scrub(input)
                == record.replacing("#", with: record.contains("812#812") ? "#" : "").replacing("shoes#", with: "shoes")
        )
        #expect(scrubber(.jitsi).scrub(input).contains("[room]"))
    }

    @Test("In the path of a page, too, an address and a token go")
    func personal() {
        let output = scrubber(.keep).scrub(
            #"x "GET /unsubscribe/ana@example.net/to/198.51.100.7 HTTP/1.1" 200"#)
        #expect(output.hasPrefix(#"x "GET /unsubscribe/"#) && output.hasSuffix(#" HTTP/1.1" 200"#))
        #expect(!output.contains("ana@") && !output.contains("100.7"))
    }

    @Test(
        "Names that no room has stay in any case, and what stands behind a program",
        arguments: ["/wp-login.php", "/.env", "/index.html", "/index.php/login/a", "/cgi-bin.cgi/x"])
    func files(_ path: String) {
        for paths in Paths.allCases {
            let record = #"x "GET \#(path) HTTP/1.1" 200"#
            #expect(scrubber(paths).scrub(record) == record)
        }
    }

    @Test("Behind a program a path may not go up to a room again")
    func climbing() {
        #expect(!scrubber(.jitsi).scrub(#"x "GET /a.php/../TeamSync HTTP/1.1" 200"#).contains("TeamSync"))
    }
}
