import Testing

@testable import LogScrub

@Suite("Pseudonyms")
struct PseudonymTests {
    private let policy = Policy.timeless()
    private var scrubber: Scrubber { Scrubber(policy: policy) }

    /// The pseudonyms in a text, in order.
    private func pseudonyms(in text: String) -> [String] {
        text.matches(of: /[runs]-[a-z2-7]{15}(?![a-z2-7])/).map { String($0.output) }
    }

    /// The room `teamsync`, or `café-runde`, as each program writes it.
    static let spellings: [(line: String, room: String)] = [
        (#"::1 - - [03/Oct/2026:18:40:01 +0200] "GET /TeamSync HTTP/2.0" 200 5 "-" "-""#, "teamsync"),
        (#"::1 - - [03/Oct/2026:18:40:01 +0200] "GET /%54eam%53ync HTTP/2.0" 200 5 "-" "-""#, "teamsync"),
        (#"::1 - - [03/Oct/2026:18:40:01 +0200] "POST /http-bind?room=TEAMSYNC HTTP/2.0" 200 5 "-" "-""#, "teamsync"),
        (#"::1 - - [03/Oct/2026:18:40:01 +0200] "GET /Caf%C3%A9-Runde HTTP/2.0" 200 5 "-" "-""#, "café-runde"),
        (#"::1 - - [03/Oct/2026:18:40:01 +0200] "GET /Caf\xC3\xA9-Runde HTTP/2.0" 200 5 "-" "-""#, "café-runde"),
        (#"{"remote_addr":"::1","request":"GET /TeamSync HTTP/2.0","status":200}"#, "teamsync"),
        (
            #"2026/10/03 18:40:01 [error] 7#7: *9 x, client: ::1, server: m, request: "GET /TeamSync HTTP/2.0", host: "m""#,
            "teamsync"
        ),
        (
            #"2026/10/03 18:40:01 [error] 7#7: *9 open() "/usr/share/jitsi-meet/TeamSync" failed (2: No such file or directory), client: ::1"#,
            "teamsync"
        ),
        ("Oct 03 18:40:01 c2s1\tinfo\tjoined TeamSync@conference.meet.example.org/d0c4b71e", "teamsync"),
        ("Oct 03 18:40:01 c2s1\tinfo\t<presence to='teamsync@conference.meet.example.org/focus'>", "teamsync"),
        ("Oct 03 18:40:01 c2s1\tinfo\tjoined caf%c3%a9-runde@conference.meet.example.org", "café-runde"),
        ("Oct 03 18:40:01 c2s1\tinfo\tjoined café-runde@conference.meet.example.org", "café-runde"),
        ("Oct 03 18:40:01 c2s1\tinfo\tjoined cafe\u{301}-runde@conference.meet.example.org", "café-runde"),
        (
            "JVB 2026-10-03 18:40:01.000 INFO: [47] [confId=5b8de1170a93c46f conf_name=teamsync@conference.meet.example.org] x",
            "teamsync"
        ),
        ("JVB 2026-10-03 18:40:01.000 INFO: [47] conference-name='teamsync@conference.meet.example.org'", "teamsync"),
        (
            "Jicofo 2026-10-03 18:40:01.000 INFO: [22] [room=teamsync@conference.meet.example.org meeting_id=a91c5e02] x",
            "teamsync"
        ),
        (
            "Jicofo 2026-10-03 18:40:01.000 INFO: [22] Conference request for room TeamSync@conference.meet.example.org",
            "teamsync"
        ),
        ("Jibri 2026-10-03 18:40:01.000 INFO: [61] CallUrlInfo(callName='TeamSync', urlParams=empty)", "teamsync"),
        ("Jigasi 2026-10-03 18:40:01.000 INFO: [7] https://meet.example.org/TeamSync", "teamsync"),
    ]

    @Test("A room has one pseudonym, however a program spells it", arguments: spellings)
    func spelling(line: String, room: String) {
        #expect(pseudonyms(in: scrubber.scrub(line)) == [policy.pseudonym(.room, room)])
    }

    @Test("Letters become small as Unicode says, also those for which there is a shorter way")
    func smallLetters() {
        var maker = Pseudonymizer(keys: policy.keys, period: policy.period.current)
        for value in UInt32(0xA1)...0x17F {
            guard let scalar = Unicode.Scalar(value), value != 0xAD else { continue }
            let name = "Caf\(Character(scalar))-R"
            let small = name.lowercased()
            #expect(
                maker.pseudonym(of: .room, name) == maker.pseudonym(of: .room, small), "U+\(String(value, radix: 16))")
            // A letter that nothing has a shorter way for makes both go the long one.
            #expect(
                maker.pseudonym(of: .room, name + "ł") == maker.pseudonym(of: .room, small + "ł"),
                "U+\(String(value, radix: 16))")
            var text = NameText()
            let bytes = ContiguousArray(name.utf8)
            text.normalize(.room, bytes.span, 0..<bytes.count)
            #expect(text.bytes.elementsEqual(small.utf8), "U+\(String(value, radix: 16))")
        }
    }

    @Test("A tenant has the pseudonym of a room of that name, in brackets and in a path")
    func tenant() {
        let output = scrubber.scrub(
            """
            joined [acme]teamsync@conference.meet.example.org
            ::1 - - [03/Oct/2026:18:40:01 +0200] "GET /ACME/TeamSync HTTP/2.0" 200 5 "-" "-"
            x tenant:acme room:teamsync
            """)
        let acme = policy.pseudonym(.room, "acme")
        let room = policy.pseudonym(.room, "teamsync")
        #expect(pseudonyms(in: output) == [acme, room, acme, room, acme, room])
    }

    @Test(
        "A tenant in the domain of a component goes, whoever stands before the sign",
        arguments: ["teamsync", "[teamsync]", "[user]", "u-g5kzyjg5pe4475d", "[acme]teamsync"])
    func tenantOfDomain(local: String) throws {
        var policy = Policy.timeless()
        policy.ownSites = [try Site("meet.example.org")]
        let output = Scrubber(policy: policy).scrub("join \(local)@conference.turnverein.meet.example.org/Ana")
        let tenant = policy.pseudonym(.room, "turnverein")
        #expect(output.contains("@conference.\(tenant).meet.example.org/n-"))
    }

    @Test("Users are the same in upper and lower case; resources and sessions are not")
    func letterCase() {
        #expect(policy.pseudonym(.user, "Ana") == policy.pseudonym(.user, "ana"))
        #expect(policy.pseudonym(.room, "TeamSync") == policy.pseudonym(.room, "teamsync"))
        #expect(policy.pseudonym(.resource, "Ana") != policy.pseudonym(.resource, "ana"))
        #expect(policy.pseudonym(.session, "A1") != policy.pseudonym(.session, "a1"))
    }

    @Test("The same text has another pseudonym for each kind")
    func kinds() {
        let without: [Kind] = [.port, .referrer, .ownReferrer, .pattern, .query]
        for kind in without { #expect(policy.pseudonym(kind, "teamsync") == "") }
        let texts = Kind.allCases.filter { !without.contains($0) }.map { policy.pseudonym($0, "teamsync") }
        #expect(Set(texts.map { $0.first }).count == texts.count)
        #expect(Set(texts.map { $0.dropFirst() }).count == texts.count)
    }

    @Test("Two policies give different pseudonyms, copies of one the same")
    func keys() throws {
        let line = "joined teamsync@conference.meet.example.org"
        #expect(scrubber.scrub(line) == Scrubber(policy: policy).scrub(line))
        var copy = policy
        copy[.port] = .keep
        #expect(Scrubber(policy: copy).scrub(line) == scrubber.scrub(line))
        #expect(Scrubber(policy: Policy.timeless()).scrub(line) != scrubber.scrub(line))
        #expect(Scrubber().scrub(line) != Scrubber().scrub(line))
        var second = Policy.timeless()
        second.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        var third = Policy.timeless(level: .analytics)
        third.keys = MasterKey(try SecretKey(bytes: Array(0..<32)))
        #expect(second.pseudonym(.room, "teamsync") == third.pseudonym(.room, "teamsync"))
    }

    @Test("Different values have different pseudonyms, also when many are remembered")
    func different() {
        var maker = Pseudonymizer(keys: MasterKey(), period: Period.day.current)
        var seen: [String: Int] = [:]
        for round in 0..<2 {
            for number in 0..<2_000 {
                let text = maker.pseudonym(of: .room, "room-\(number)")
                #expect(round == 0 ? seen.updateValue(number, forKey: text) == nil : seen[text] == number)
            }
        }
        #expect(seen.count == 2_000)
    }

    @Test("A pseudonym is left alone, wherever it stands, also under another key")
    func kept() {
        let output = scrubber.scrub(
            """
            [acme]teamsync@conference.meet.example.org/Ana ana@meet.example.org/phone
            ::1 - ana [03/Oct/2026:18:40:01 +0200] "GET /acme/teamsync?room=x HTTP/2.0" 200 5 "-" "-"
            user=ana room=teamsync sid=3b1e6f70-92ac-4d15-8e07-5fa1c0de7742
            Oct 03 18:40:01 bosh3b1e6f70-92ac-4d15-8e07-5fa1c0de7742\tinfo\tx
            """)
        #expect(pseudonyms(in: output).count == 13)
        #expect(scrubber.scrub(output) == output)
        #expect(Scrubber().scrub(output) == output)
    }

    @Test("A text that is no pseudonym but looks like one gets one: wrong check sum, letter, length or case")
    func noPseudonym() {
        let real = policy.pseudonym(.room, "teamsync")
        let last = real.last == "a" ? "b" : "a"
        let others = [
            "\(real.dropLast())\(last)", "u\(real.dropFirst())", "x\(real.dropFirst())", "\(real)a",
            String(real.dropLast()), real.uppercased(), real.replacing("-", with: "_"), "r-aaaaaaaaaaaaaaa",
        ]
        func line(_ room: String) -> String { "joined \(room)@conference.meet.example.org" }
        #expect(scrubber.scrub(line(real)) == line(real))
        for other in others { #expect(scrubber.scrub(line(other)) == line(policy.pseudonym(.room, other)), "\(other)") }
    }

    @Test("The check sum sees every single wrong character and every exchanged pair of neighbors")
    func checkSum() {
        func isPseudonym(_ text: [UInt8]) -> Bool {
            let bytes = ContiguousArray(text)
            return Pseudonym.isPseudonym(bytes.span, 0..<bytes.count)
        }
        for letter in KindTable.rows.compactMap(\.letter) {
            for hash: UInt64 in [0, .max, 0x0123_4567_89AB_CDEF] {
                let text = Array(Pseudonym(letter, hash: hash).description.utf8)
                #expect(text.count == Pseudonym.length && isPseudonym(text))
                for place in text.indices {
                    for character in "abcdefghijklmnopqrstuvwxyz234567-0189A".utf8 where character != text[place] {
                        var wrong = text
                        wrong[place] = character
                        #expect(!isPseudonym(wrong))
                    }
                    guard place > 2, text[place] != text[place - 1] else { continue }
                    var wrong = text
                    wrong.swapAt(place, place - 1)
                    #expect(!isPseudonym(wrong))
                }
            }
        }
    }
}
