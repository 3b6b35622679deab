import LogScrub
import Testing

/// `"pass\u0077ord"` is the key `password`.
@Suite("Keys of JSON that are written with escapes")
struct JSONKeyTests {
    @Test(
        "They are read as what they say",
        arguments: [
            (#"{"pass\u0077ord":"x1"}"#, #"{"pass\u0077ord":"[secret]"}"#),
            (
                #"{"\u0070\u0061\u0073\u0073\u0077\u006f\u0072\u0064":"x1"}"#,
                #"{"\u0070\u0061\u0073\u0073\u0077\u006f\u0072\u0064":"[secret]"}"#
            ),
            (#"{"us\u0065r":"ana"}"#, #"{"us\u0065r":"{{u:ana}}"}"#),
            (#"{"user\u005fid":4711}"#, #"{"user\u005fid":"{{u:4711}}"}"#),
            (#"{"us\u0065r":{"id":17}}"#, #"{"us\u0065r":{"id":"{{u:17}}"}}"#),
            (#"{"c\u006fokie":["a=b",1]}"#, #"{"c\u006fokie":["[secret]","[secret]"]}"#),
            (#"{"r\u0065ferer":"https://a.example/x"}"#, #"{"r\u0065ferer":"-"}"#),
            (#"{"user\u002dagent":"curl/8.5.0"}"#, #"{"user\u002dagent":"curl/8"}"#),
            (#"{"\u0075rl":"/TeamSync","x":1}"#, #"{"\u0075rl":"/{{r:teamsync}}","x":1}"#),
            (#"{"n\u0061me":"Cookie","v\u0061lue":"a=b"}"#, #"{"n\u0061me":"Cookie","v\u0061lue":"[secret]"}"#),
            (#"{"name":"C\u006fokie","value":"a=b"}"#, #"{"name":"C\u006fokie","value":"[secret]"}"#),
            (#"{"m":"{\"pass\\u0077ord\":\"x1\"}"}"#, #"{"m":"{\"pass\\u0077ord\":\"[secret]\"}"}"#),
            (#"{"schl\u00fcssel":"x1y2z3"}"#, #"{"schl\u00fcssel":"[secret]"}"#),
            (#"INFO {"pass\u0077ord":"x1""#, #"INFO {"pass\u0077ord":"[secret]""#),
        ])
    func keys(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Keys that say nothing stay what they are",
        arguments: [
            #"{"p\u0061th":"/x","status":200}"#,
            #"{"n\u0061me":"x","\u0069d":5}"#,
            #"{"\u20ac":"x","\ud83d\ude00":"y","\\u0065":"z"}"#,
            #"{"user\u005fcount":5}"#,
        ])
    func stays(input: String) {
        expect(input, input)
    }

    private func expect(_ input: String, _ expected: String) {
        let policy = Policy.timeless()
        let scrubber = Scrubber(policy: policy)
        #expect(scrubber.scrub(input) == policy.filledIn(expected))
        #expect(scrubber.scrub(policy.filledIn(expected)) == policy.filledIn(expected))
    }
}
