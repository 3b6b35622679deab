import Testing

@testable import LogScrub

@Suite("Policies of sites")
struct SitePolicyTests {
    /// Paths name rooms at one site, and pages at the other, whose addresses keep more.
    private static let scrubber: Scrubber = {
        var shop = Policy(level: .analytics)
        shop.paths = .keep
        shop[.user] = .replace
        var policy = Policy()
        policy[.room] = .replace
        policy[.user] = .replace
        // swift-format-ignore
        policy.sitePolicies = [SitePolicy(sites: [try! Site("shop.example.org"), try! Site(".blog.example.org")], policy: shop)]
        return Scrubber(policy: policy)
    }()

    private static func access(_ host: String, client: String, path: String, agent: String = "curl/8.5.0") -> String {
        "\(host):443 \(client) - - [15/Mar/2026:10:00:00 +0000] \"GET \(path) HTTP/1.1\" 200 5 \"-\" \"\(agent)\""
    }

    @Test(
        "A record is treated as the site that it names says, and the next one as its own",
        arguments: [
            // The server's name before the client.
            (
                access("shop.example.org", client: "203.0.113.7", path: "/TeamSync"),
                access("shop.example.org", client: "203.0.113.0", path: "/TeamSync")
            ),
            (
                access("a.blog.example.org", client: "203.0.113.7", path: "/TeamSync"),
                access("a.blog.example.org", client: "203.0.113.0", path: "/TeamSync")
            ),
            (
                access("notshop.example.org", client: "203.0.113.7", path: "/TeamSync"),
                access("notshop.example.org", client: "203.0.0.0", path: "/[room]", agent: "curl/8")
            ),
            // Keys of JSON, of any program.
            (
                #"{"remote_addr":"203.0.113.7","http_host":"shop.example.org","request":"GET /TeamSync HTTP/2.0"}"#,
                #"{"remote_addr":"203.0.113.0","http_host":"shop.example.org","request":"GET /TeamSync HTTP/2.0"}"#
            ),
            (
                #"{"ClientHost":"203.0.113.7","RequestHost":"SHOP.example.org:443","RequestPath":"/TeamSync"}"#,
                #"{"ClientHost":"203.0.113.0","RequestHost":"SHOP.example.org:443","RequestPath":"/TeamSync"}"#
            ),
            (
                #"{"remote_addr":"203.0.113.7","host":"meet.example.org","request":"GET /TeamSync HTTP/2.0"}"#,
                #"{"remote_addr":"203.0.0.0","host":"meet.example.org","request":"GET /[room] HTTP/2.0"}"#
            ),
            // In a string of another's record, the key is a text.
            (
                #"{"remote_addr":"203.0.113.7","a":"\"host\":\"shop.example.org\"","request":"GET /TeamSync HTTP/2.0"}"#,
                #"{"remote_addr":"203.0.0.0","a":"\"host\":\"shop.example.org\"","request":"GET /[room] HTTP/2.0"}"#
            ),
            // The record in a layer.
            (
                #"{"log":"{\"remote_addr\":\"203.0.113.7\",\"host\":\"shop.example.org\",\"request\":\"GET /TeamSync HTTP/2.0\"}\n","stream":"stdout"}"#,
                #"{"log":"{\"remote_addr\":\"203.0.113.0\",\"host\":\"shop.example.org\",\"request\":\"GET /TeamSync HTTP/2.0\"}\n","stream":"stdout"}"#
            ),
            // nginx' error log.
            (
                #"2026/09/14 19:02:11 [error] 8#8: *4 x, client: 203.0.113.7, server: shop.example.org, request: "GET /TeamSync HTTP/2.0", host: "shop.example.org""#,
                #"2026/09/14 19:02:11 [error] 8#8: *4 x, client: 203.0.113.0, server: shop.example.org, request: "GET /TeamSync HTTP/2.0", host: "shop.example.org""#
            ),
            // Pairs.
            (
                "level=info msg=request host=shop.example.org remote_addr=203.0.113.7 method=GET path=/TeamSync status=200",
                "level=info msg=request host=shop.example.org remote_addr=203.0.113.0 method=GET path=/TeamSync status=200"
            ),
            (
                #"level=info msg="x host=shop.example.org" remote_addr=203.0.113.7 method=GET path=/TeamSync status=200"#,
                #"level=info msg="x host=shop.example.org" remote_addr=203.0.0.0 method=GET path=/[room] status=200"#
            ),
            // Caddy's object.
            (
                #"{"request":{"remote_ip":"203.0.113.7","host":"shop.example.org","uri":"/TeamSync"},"status":200}"#,
                #"{"request":{"remote_ip":"203.0.113.0","host":"shop.example.org","uri":"/TeamSync"},"status":200}"#
            ),
            // What somebody has sent says nothing of the site.
            (
                #"{"ua":"host=shop.example.org","args":{"host":"shop.example.org"},"remote_addr":"203.0.113.7","server_name":"meet.example.org"}"#,
                #"{"ua":"other","args":{"host":"shop.example.org"},"remote_addr":"203.0.0.0","server_name":"meet.example.org"}"#
            ),
            (
                #"203.0.113.7 - - [14/Sep/2026:19:02:11 +0200] "GET /TeamSync HTTP/2.0" 200 5 "https://evil.example/?host=shop.example.org" "host=shop.example.org""#,
                #"203.0.0.0 - - [14/Sep/2026:19:02:11 +0200] "GET /[room] HTTP/2.0" 200 5 "-" "other""#
            ),
            (
                #"2026/09/14 19:02:11 [error] 8#8: *4 open() "/srv/a, server: shop.example.org, b" failed, client: 203.0.113.7, server: meet.example.org, request: "GET / HTTP/2.0""#,
                #"2026/09/14 19:02:11 [error] 8#8: *4 open() "/srv/a, server: shop.example.org, b" failed, client: 203.0.0.0, server: meet.example.org, request: "GET / HTTP/2.0""#
            ),
        ])
    func sites(line: String, expected: String) {
        let other = ("client 203.0.113.7 came\n", "client 203.0.0.0 came\n")
        let (input, output) = (
            other.0 + line + "\n" + other.0 + line + "\n", other.1 + expected + "\n" + other.1 + expected + "\n"
        )
        #expect(Self.scrubber.scrub(input) == output)
        #expect(Self.scrubber.scrub(output) == output)
    }

    @Test("Where no record names such a site, all comes out as without")
    func same() throws {
        for round in TestSeed.rounds(60) {
            let random = SeededGenerator("site policies", round: round)
            var policy = Policy()
            policy.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
            let without = Scrubber(policy: policy)
            policy.sitePolicies = [SitePolicy(sites: [try Site("shop.invalid")], policy: Policy(level: .none))]
            let with = Scrubber(policy: policy)
            var lines = LogLineGenerator(random)
            let stream = lines.stream(of: 1_500)
            let (expected, actual) = (without.scrubbedBytes(stream), with.scrubbedBytes(stream))
            #expect(expected == actual, "\(Failure.note(round, Failure.show(stream)))")
            guard expected == actual else { return }
        }
    }
}
