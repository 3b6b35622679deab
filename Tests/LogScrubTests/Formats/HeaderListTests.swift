import LogScrub
import Testing

/// Headers that a program writes as a list, to keep their order.
@Suite("Lists of headers in JSON")
struct HeaderListTests {
    @Test(
        "Names and values by turns, flat or in pairs, are headers",
        arguments: [
            (
                #"{"rawHeaders":["Cookie","a=b","Host","h","Authorization","Bearer x1","User-Agent","curl/8.5.0","Referer","https://a.example/x"]}"#,
                #"{"rawHeaders":["Cookie","[secret]","Host","h","Authorization","[secret]","User-Agent","curl/8","Referer","-"]}"#
            ),
            (
                #"{"headers":[["Cookie","a=b"],["User-Agent","curl/8.5.0"],["x-api-key","k1"],["Host","h"]]}"#,
                #"{"headers":[["Cookie","[secret]"],["User-Agent","curl/8"],["x-api-key","[secret]"],["Host","h"]]}"#
            ),
            (#"[["cookie","a=b"],["referer","https://a.example/x"]]"#, #"[["cookie","[secret]"],["referer","-"]]"#),
            (#"["Cookie","sid=b","Host","h"]"#, #"["Cookie","[secret]","Host","h"]"#),
            (#"{"headers":[["Cookie",["a=b","c=d"]]]}"#, #"{"headers":[["Cookie",["[secret]","[secret]"]]]}"#),
            (
                #"{"rawHeaders":["Connection","upgrade","Upgrade","websocket","Cookie","a=b"]}"#,
                #"{"rawHeaders":["Connection","upgrade","Upgrade","websocket","Cookie","[secret]"]}"#
            ),
            (
                #"{"rawHeaders":["Content-Length",12,"Cookie","a=b"]}"#,
                #"{"rawHeaders":["Content-Length",12,"Cookie","[secret]"]}"#
            ),
            (
                #"{"headers":[[":method","GET"],[":path","/TeamSync?name=ana"]]}"#,
                #"{"headers":[[":method","GET"],[":path","/{{r:teamsync}}"]]}"#
            ),
            (
                #"{"m":"{\"rawHeaders\":[\"Cookie\",\"a=b\",\"Host\",\"h\"]}"}"#,
                #"{"m":"{\"rawHeaders\":[\"Cookie\",\"[secret]\",\"Host\",\"h\"]}"}"#
            ),
            (#"{"rawHeaders":["Host","h","Cookie","a=b"#, #"{"rawHeaders":["Host","h","Cookie","[secret]"#),
        ])
    func lists(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "A list of names alone has no values",
        arguments: [
            #"{"allowedHeaders":["Authorization","Content-Type","X-Requested-With","X-Api-Key"]}"#,
            #"{"vary":["Cookie","Authorization"]}"#,
            #"{"required":["password"],"missing":["token","cookie"]}"#,
            #"{"columns":["user","password"]}"#,
            #"{"tags":["host","web1"]}"#,
            #"{"headers":["Accept-Encoding","Cookie"]}"#,
            #"{"headers":[["Cookie",null],["Content-Length",12]]}"#,
            #"{"rawHeaders":[],"headers":[[]]}"#,
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
