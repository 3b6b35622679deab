import Foundation
import LogScrub
import Testing

@Suite("Fields of entries whose names say what they are")
struct JournalFieldTests {
    /// At this level nothing gets a pseudonym.
    private static let scrubber = Scrubber(policy: Policy(level: .none))

    @Test(
        "Besides the record, each field of the journal and of Docker is looked at with its name",
        arguments: [
            (
                #"{"MESSAGE":"x","PASSWORD":"a b","USER_ID":"zed"}"#,
                #"{"MESSAGE":"x","PASSWORD":"[secret]","USER_ID":"[user]"}"#
            ),
            (#"{"PASSWORD":"a\"b","MESSAGE":"x","n":"y"}"#, #"{"PASSWORD":"[secret]","MESSAGE":"x","n":"y"}"#),
            (
                #"{"MESSAGE":"x","PASSWORD":["a",7],"USER_ID":"1000"}"#,
                #"{"MESSAGE":"x","PASSWORD":["[secret]","[secret]"],"USER_ID":"1000"}"#
            ),
            (
                #"{"log":"x","user":"zed","attrs":{"password":"a","tag":"web"}}"#,
                #"{"log":"x","user":"[user]","attrs":{"password":"[secret]","tag":"web"}}"#
            ),
            (
                "__CURSOR=s\nPASSWORD=a b\nUSER_ID=zed\nUSER_ID=1000\nMESSAGE=x\n\n",
                "__CURSOR=s\nPASSWORD=[secret]\nUSER_ID=[user]\nUSER_ID=1000\nMESSAGE=x\n\n"
            ),
            (
                "__CURSOR=s\nPASSWORD\n\u{3}\0\0\0\0\0\0\0a\nb\nMESSAGE=x\n\n",
                "__CURSOR=s\nPASSWORD\n\u{8}\0\0\0\0\0\0\0[secret]\nMESSAGE=x\n\n"
            ),
        ])
    func fields(input: String, expected: String) {
        #expect(Self.scrubber.scrub(input) == expected)
        #expect(Self.scrubber.scrub(expected) == expected)
    }

    @Test(
        "A field that stands for itself leaves nothing open, and what is open stays so behind it",
        arguments: [
            #"{"user":"<nick>a","MESSAGE":"x"}"#, #"{"MESSAGE":"x","comment_user":"<message><body>a"}"#,
            #"{"MESSAGE":"x","user":"{a = {"}"#, "__CURSOR=s\nUSER_ID=<iq><nick>a\nMESSAGE=x\n\n",
        ])
    func open(entry: String) {
        for header in ["", "<190>1 2026-08-25T10:11:12.1Z h app 1 - [x@1 a=\"b\"] ", "Aug 25 10:11:12 h app[1]: "] {
            for next in [entry, #"{"MESSAGE":" plain text"}"#, " plain text"] {
                let input = "\(header)\(entry)\n\(header)\(next)\n"
                let output = Self.scrubber.scrub(input)
                #expect(output.hasSuffix(next == entry ? "\n" : "\(next)\n"), "\(input) became \(output)")
            }
        }
    }

    @Test(
        "What a string in such a field leaves open takes nothing from another one",
        arguments: [
            #"{"MESSAGE":"x","apikey":{"user=\"":{"":""},"a":{"b":5}},"n":{"a":"b"}}"#,
            #"{"MESSAGE":"x","r":{"a":"\\x40b","c":""},"n":""}"#,
            #"{"log":"x","mail":{"a":"<presence ","b":[{"c":""},"<Response>",0]},"n":null}"#,
            #"{"log":"x","tel":["",{"a":["<iq ",1]},"<nick>3\u2d07"],"n":""}"#,
            #"{"MESSAGE":"x","machineid":{"a":"<body>q\u0075","b":[[1,""]],"</body":[{},true]},"n":""}"#,
            #"{"log":"x","nick":[[],"",["",{"a":""},"\\x40S",true]],"n":{"a":true}}"#,
        ])
    func strings(entry: String) throws {
        let output = Self.scrubber.scrub(entry)
        let before = try #require(try JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [String: Any])
        let after = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
        #expect(Set(before.keys) == Set(after.keys), "\(entry) became \(output)")
    }

    @Test("One that is cut off in an element ends no program, whatever stands before it", arguments: LogFormat.all)
    func cut(format: LogFormat) {
        for header in ["b | 2026-08-25T10:11:12.9Z ", "<190>1 2026-08-25T10:11:12.1Z h app 1 - [x@1 a=\"b\"] ", ""] {
            let output = Scrubber(policy: Policy(level: .none), format: format).scrub(header + #"{"""tel":"<body"#)
            #expect(!output.isEmpty)
        }
    }
}
