import LogScrub
import Testing

/// Each kind at each level: what comes out. Markers such as `{{r:teamsync}}` stand for pseudonyms.
@Suite("Kinds")
struct KindsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let kind: Kind
        let input: String
        let minimal: String
        let analytics: String
        let none: String

        init(_ kind: Kind, _ input: String, minimal: String, analytics: String? = nil, none: String? = nil) {
            self.kind = kind
            self.input = input
            self.minimal = minimal
            self.analytics = analytics ?? minimal
            self.none = none ?? minimal
        }

        var testDescription: String { "\(kind.rawValue): \(input.prefix(60))" }
    }

    private static let token = "eyJhbGciOiJub25lIn0.eyJyb29tIjoiY2hvaXIifQ.bm90LXJlYWw"
    private static let fingerprint = Array(repeating: "5A:0C", count: 16).joined(separator: ":")
    private static let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

    private static func access(_ request: String, referrer: String = "-", agent: String = "-", user: String = "-")
        -> String
    {
        #"127.0.0.1 - \#(user) [25/Aug/2026:10:11:12 +0200] "\#(request)" 200 5 "\#(referrer)" "\#(agent)""#
    }

    static let all: [Case] = [
        Case(
            .address, "a 203.0.113.7 b 2001:db8:85a3::7", minimal: "a 203.0.0.0 b 2001:db8::",
            analytics: "a 203.0.113.0 b 2001:db8:85a3::", none: "a 0.0.0.0 b ::"),
        Case(
            .port, "a 203.0.113.7:51514", minimal: "a 203.0.0.0:0", analytics: "a 203.0.113.0:51514",
            none: "a 0.0.0.0:0"),
        Case(
            .referrer, access("GET / HTTP/1.1", referrer: "https://portal.example.net/a?b"),
            minimal: access("GET / HTTP/1.1"),
            analytics: access("GET / HTTP/1.1", referrer: "https://portal.example.net")),
        Case(
            .ownReferrer, access("GET / HTTP/1.1", referrer: "https://meet.example.org/TeamSync?b#c"),
            minimal: access("GET / HTTP/1.1", referrer: "https://meet.example.org/{{r:teamsync}}"),
            none: access("GET / HTTP/1.1")),
        Case(
            .hostName, #"ana-laptop.example.net - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5"#,
            minimal: #"0.0.0.0 - - [25/Aug/2026:10:11:12 +0200] "GET / HTTP/1.1" 200 5"#),
        Case(.pattern, "case ticket-4711 closed", minimal: "case [redacted] closed"),
        Case(
            .query, access("GET /libs/app.js?v=8700&x=ana HTTP/1.1"),
            minimal: access("GET /libs/app.js?v=8700 HTTP/1.1"),
            none: access("GET /libs/app.js HTTP/1.1")),
        Case(
            .query, access("POST /http-bind?token=x&room=TeamSync&prefix=Acme HTTP/1.1"),
            minimal: access("POST /http-bind?room={{r:teamsync}}&prefix={{r:acme}} HTTP/1.1"),
            none: access("POST /http-bind HTTP/1.1")),
        Case(
            .query, access("GET /config.js?a=ana#b HTTP/1.1"), minimal: access("GET /config.js HTTP/1.1")),
        Case(
            .query, "call https://video.example.net/a/b?user=ana#ana", minimal: "call https://video.example.net/a/b"),
        Case(
            .room, access("GET /Acme/TeamSync HTTP/1.1"), minimal: access("GET /{{r:acme}}/{{r:teamsync}} HTTP/1.1")),
        Case(
            .room, access("GET /etherpad/p/TeamSync HTTP/1.1"),
            minimal: access("GET /etherpad/p/{{r:teamsync}} HTTP/1.1")),
        Case(
            .room, "joined [acme]TeamSync@conference.meet.example.org/c41f09aa",
            minimal: "joined [{{r:acme}}]{{r:teamsync}}@conference.meet.example.org/c41f09aa"),
        Case(.room, "room=TeamSync tenant=Acme", minimal: "room={{r:teamsync}} tenant={{r:acme}}"),
        Case(.room, #"{"room":"TeamSync"}"#, minimal: #"{"room":"{{r:teamsync}}"}"#),
        Case(
            .user, access("GET / HTTP/1.1", user: "Ana"), minimal: access("GET / HTTP/1.1", user: "{{u:ana}}"),
            none: access("GET / HTTP/1.1", user: "-")),
        Case(
            .user, "Authenticated as ana@meet.example.org", minimal: "Authenticated as {{u:ana}}@meet.example.org"),
        Case(.user, "session 7: user <1789499072:ana>: x", minimal: "session 7: user <{{u:1789499072:ana}}>: x"),
        Case(
            .user, "Oct  3 18:40:01 meet sshd[77]: Invalid user ana from 127.0.0.1",
            minimal: "Oct  3 18:40:01 meet sshd[77]: Invalid user {{u:ana}} from 127.0.0.1"),
        Case(
            .resource, "from ana@meet.example.org/Anas_Phone",
            minimal: "from {{u:ana}}@meet.example.org/{{n:Anas_Phone}}"),
        Case(
            .session, "New BOSH session, assigned it sid '3b1e6f70-92ac-4d15-8e07-5fa1c0de7742'",
            minimal: "New BOSH session, assigned it sid '{{s:3b1e6f70-92ac-4d15-8e07-5fa1c0de7742}}'"),
        Case(
            .session, "Oct 03 18:40:01 bosh3b1e6f70-92ac-4d15-8e07-5fa1c0de7742\tinfo\tx",
            minimal: "Oct 03 18:40:01 bosh{{s:3b1e6f70-92ac-4d15-8e07-5fa1c0de7742}}\tinfo\tx"),
        Case(.token, "Token \(token) not allowed", minimal: "Token [jwt] not allowed"),
        Case(.token, "token=abcdef token=null", minimal: "token=[jwt] token=null"),
        Case(
            .secret, "password=abc pwd='def' <auth mechanism='PLAIN'>AGFuYQ==</auth>",
            minimal: "password=[secret] pwd='[secret]' <auth mechanism='PLAIN'>[secret]</auth>"),
        Case(
            .secret, "to rtmp://a.example.net/live2/abcd-efgh", minimal: "to rtmp://a.example.net/live2/[secret]"),
        Case(.fingerprint, "sha-256 \(fingerprint)", minimal: "sha-256 [fingerprint]"),
        Case(.statsID, "stats_id=Ana-x1Q stats-id='Ana-x1Q'", minimal: "stats_id=[stats-id] stats-id='[stats-id]'"),
        Case(
            .machineID, "MUID=29f9f683 machine-uid='29f9f683'", minimal: "MUID=[machine-id] machine-uid='[machine-id]'"),
        Case(
            .displayName, "<nick xmlns='http://jabber.org/protocol/nick'>Ana Holm</nick> displayName=\"Ana Holm\"",
            minimal: "<nick xmlns='http://jabber.org/protocol/nick'>[name]</nick> displayName=\"[name]\""),
        Case(.email, "mail from ana.holm@example.net to x", minimal: "mail from [email] to x"),
        Case(.email, "<email>ana@example.net</email>", minimal: "<email>[email]</email>"),
        Case(.avatar, "<avatar-id>5d41402abc4b2a76</avatar-id>", minimal: "<avatar-id>[avatar]</avatar-id>"),
        Case(
            .avatar, "get https://www.gravatar.com/avatar/5d41402abc4b2a76b9719d911017c592",
            minimal: "get https://www.gravatar.com/avatar/[avatar]"),
        Case(.phone, "dial +49 305 550100 and tel:+49305550100", minimal: "dial [phone] and tel:[phone]"),
        Case(.sip, "invite sip:ana@sip.example.net", minimal: "invite sip:[sip]@sip.example.net"),
        Case(.phone, "invite sip:+49305550100@sip.example.net", minimal: "invite sip:[phone]@sip.example.net"),
        Case(
            .message, "<message><body>see you at eight</body><subject>Choir</subject></message>",
            minimal: "<message><body>[message]</body><subject>[message]</subject></message>"),
        Case(
            .userAgent, access("GET / HTTP/1.1", agent: agent), minimal: access("GET / HTTP/1.1", agent: "Firefox/128"),
            analytics: access("GET / HTTP/1.1", agent: agent), none: access("GET / HTTP/1.1")),
        Case(
            .userAgent, access("GET / HTTP/1.1", agent: "AnasPhone/7"),
            minimal: access("GET / HTTP/1.1", agent: "other"),
            analytics: access("GET / HTTP/1.1", agent: "AnasPhone/7"), none: access("GET / HTTP/1.1")),
        Case(
            .mac, "MAC=00:00:5e:00:53:01:00:00:5e:00:53:02:08:00 00-1B-44-11-3A-B7",
            minimal: "MAC=00:00:5e:00:00:00:00:00:5e:00:00:00:08:00 00-1B-44-00-00-00",
            none: "MAC=00:00:00:00:00:00:00:00:00:00:00:00:08:00 00-00-00-00-00-00"),
    ]

    @Test("There is a case for every kind")
    func everyKind() {
        #expect(Set(Self.all.map(\.kind)) == Set(Kind.allCases))
    }

    @Test(
        "Each kind comes out as its level says, and is a finding", arguments: all,
        Level.allCases.filter { $0 != .pseudonymous })
    func level(_ example: Case, level: Level) throws {
        var policy = Policy.timeless(level: level)
        policy.ownSites = [try Site("meet.example.org")]
        policy.redactions = [try Pattern("ticket-[0-9]+")]
        let scrubber = Scrubber(policy: policy)
        let expected =
            switch level {
            case .minimal: example.minimal
            case .analytics: example.analytics
            case .none: example.none
            case .pseudonymous: example.input
            }
        let output = scrubber.scrub(example.input)
        #expect(output == policy.filledIn(expected))
        #expect(scrubber.scrub(output) == output)
        if policy[example.kind] != .keep {
            #expect(scrubber.findings(in: example.input).contains { $0.kind == example.kind })
        }
    }

    @Test("A kind that is kept stays, and nothing else does", arguments: Kind.allCases)
    func kept(kind: Kind) throws {
        for example in Self.all
        where example.kind == kind && ![.pattern, .port, .referrer, .ownReferrer].contains(kind) {
            var policy = Policy.timeless(level: .none)
            for other in Kind.allCases where other != kind { policy[other] = .keep }
            var keeping = policy
            keeping[kind] = .keep
            #expect(Scrubber(policy: keeping).scrub(example.input) == example.input)
            #expect(Scrubber(policy: policy).scrub(example.input) != example.input)
        }
    }

    @Test(
        "What only looks like one of them stays",
        arguments: [
            "Joined jvbbrewery@internal.auth.meet.example.org/jvb-1",
            "focus@auth.meet.example.org/focus4318837275207224",
            "token=null token=nil password=**** user= room=- nick='[name]'", "IceUdpSocketWrapper@35f3b4f",
            "MAC=ff:ff:ff:ff:ff:ff:00:00:5e:00:00:00:08:00", "delta +12345 offset +1", "10:11:12 +0200",
            "request id 3c601c28-440c-4d42-9ac9-84ce3973b386", "getty@tty1.service",
            #"::1 - - [25/Aug/2026:10:11:12 +0200] "GET /libs/app.js?v=8700 HTTP/1.1" 200 5 "-" "curl/8""#,
            #"::1 - - [25/Aug/2026:10:11:12 +0200] "GET /TeamSync?[params_redacted] HTTP/1.1" 200 5 "-" "-""#,
        ])
    func stays(text: String) {
        let policy = Policy.timeless()
        let expected = text.replacing("/TeamSync", with: "/" + policy.pseudonym(.room, "teamsync"))
        #expect(Scrubber(policy: policy).scrub(text) == expected)
    }
}
