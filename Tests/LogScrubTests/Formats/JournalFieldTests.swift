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
}
