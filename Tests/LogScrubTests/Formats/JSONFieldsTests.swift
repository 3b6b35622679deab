import LogScrub
import Testing

/// What a value of JSON is, the keys around it say.
@Suite("Fields of JSON")
struct JSONFieldsTests {
    @Test(
        "Fields of requests are known by the last words of their keys, in whatever style and however they are nested",
        arguments: [
            (
                #"{"url":{"path":"/TeamSync","query":"jwt=x&v=3"}}"#,
                #"{"url":{"path":"/{{r:teamsync}}","query":""}}"#
            ),
            (#"{"url.path":"/TeamSync","url.query":"name=ana"}"#, #"{"url.path":"/{{r:teamsync}}","url.query":""}"#),
            (#"{"requestPath":"/TeamSync"}"#, #"{"requestPath":"/{{r:teamsync}}"}"#),
            (#"{"req":{"url":"/TeamSync?name=ana"}}"#, #"{"req":{"url":"/{{r:teamsync}}"}}"#),
            (#"{"method":"GET","path":"/TeamSync?a=b"}"#, #"{"method":"GET","path":"/{{r:teamsync}}"}"#),
            (
                #"{"http":{"request":{"referrer":"https://a.example/x"}}}"#, #"{"http":{"request":{"referrer":"-"}}}"#
            ),
            (#"{"user_agent":{"original":"curl/8.5.0"}}"#, #"{"user_agent":{"original":"curl/8"}}"#),
            (#"{"source":{"ip":"203.0.113.7","port":51514}}"#, #"{"source":{"ip":"203.0.0.0","port":0}}"#),
            (#"{"_http_cookie":"a=b","x":1}"#, #"{"_http_cookie":"[secret]","x":1}"#),
            (
                #"[{"url":{"path":"/TeamSync"}},{"url":{"path":"/x"}}]"#,
                #"[{"url":{"path":"/{{r:teamsync}}"}},{"url":{"path":"/{{r:x}}"}}]"#
            ),
        ])
    func keys(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Pairs of a name and a value, in either order",
        arguments: [
            (#"{"name":"Cookie","value":"a=b"}"#, #"{"name":"Cookie","value":"[secret]"}"#),
            (#"[{"value":"a=b","name":"Cookie"}]"#, #"[{"value":"[secret]","name":"Cookie"}]"#),
            (#"{"name":"email","value":"ana@a.example"}"#, #"{"name":"email","value":"[email]"}"#),
            (#"{"name":"room","value":"TeamSync"}"#, #"{"name":"room","value":"{{r:teamsync}}"}"#),
            (
                #"{"key":"url.path","value":{"stringValue":"/TeamSync"}}"#,
                #"{"key":"url.path","value":{"stringValue":"/{{r:teamsync}}"}}"#
            ),
            (
                #"{"key":"user.name","value":{"stringValue":"ana"}}"#,
                #"{"key":"user.name","value":{"stringValue":"{{u:ana}}"}}"#
            ),
            (
                #"{"key":"client.port","value":{"intValue":"51514"}}"#,
                #"{"key":"client.port","value":{"intValue":"0"}}"#
            ),
            (#"{"name":"user_id","value":4711}"#, #"{"name":"user_id","value":"{{u:4711}}"}"#),
            (#"{"name":"session_id","value":17}"#, #"{"name":"session_id","value":17}"#),
            (#"{"name":"Host","value":"meet.example.org"}"#, #"{"name":"Host","value":"meet.example.org"}"#),
        ])
    func pairs(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "JSON in strings is read where it stands",
        arguments: [
            (
                #"{"message":"{\"url\":{\"path\":\"/TeamSync\"},\"n\":1}"}"#,
                #"{"message":"{\"url\":{\"path\":\"/{{r:teamsync}}\"},\"n\":1}"}"#
            ),
            (
                #"{"a":"{\"b\":\"{\\\"req\\\":{\\\"url\\\":\\\"/TeamSync\\\"}}\"}"}"#,
                #"{"a":"{\"b\":\"{\\\"req\\\":{\\\"url\\\":\\\"/{{r:teamsync}}\\\"}}\"}"}"#
            ),
        ])
    func nested(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Documents are read behind a prefix, one after the other, and as far as they go",
        arguments: [
            (#"INFO: {"url":{"path":"/TeamSync"}}"#, #"INFO: {"url":{"path":"/{{r:teamsync}}"}}"#),
            (#" {"url":{"path":"/TeamSync"}},"#, #" {"url":{"path":"/{{r:teamsync}}"}},"#),
            (
                #"{"index":{}}{"name":"Cookie","value":"a=b"} {"name":"Cookie","value":"c=d"}"#,
                #"{"index":{}}{"name":"Cookie","value":"[secret]"} {"name":"Cookie","value":"[secret]"}"#
            ),
            (#"{"a":{"b":1},"url":{"path":"/TeamSync"}"#, #"{"a":{"b":1},"url":{"path":"/{{r:teamsync}}"}"#),
            (#"{"a":1,"url":{"path":"/TeamSy"#, #"{"a":1,"url":{"path":"/{{r:teamsy}}"#),
            (
                #"{"message":"{\"url\":{\"path\":\"/TeamSync\"}}\n","n":1}"#,
                #"{"message":"{\"url\":{\"path\":\"/{{r:teamsync}}\"}}\n","n":1}"#
            ),
        ])
    func documents(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Users are known by their number, and several of them by each",
        arguments: [
            (#"{"users":["ana","bob"],"n":1}"#, #"{"users":["{{u:ana}}","{{u:bob}}"],"n":1}"#),
            (#"{"usr":"ana","usr.id":4711}"#, #"{"usr":"{{u:ana}}","usr.id":"{{u:4711}}"}"#),
            (#"{"usr":{"id":4711}}"#, #"{"usr":{"id":"{{u:4711}}"}}"#),
            (#"{"user_ids":[17,18],"userId":4711}"#, #"{"user_ids":["{{u:17}}","{{u:18}}"],"userId":"{{u:4711}}"}"#),
            (
                #"{"affectedUsers":["ana"],"user_names":["bob"]}"#,
                #"{"affectedUsers":["{{u:ana}}"],"user_names":["{{u:bob}}"]}"#
            ),
        ])
    func users(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Numbers that count users stay, and those of the system's accounts",
        arguments: [
            #"{"users":5,"max_users":75,"maxUsers":"75","active_users":3}"#, #"{"users":{"count":5},"users_total":5}"#,
            #"{"uid":1000,"auid":1000,"_UID":"1000"}"#, #"{"cpu":{"usr":12.5,"sys":3}}"#,
            #"{"users":[],"user_ids":null}"#,
            "Users: 5 online, users=5 usr=12 sys=3", "up 3 days, 2 users, load average: 0.1",
        ])
    func counts(input: String) {
        expect(input, input)
    }

    @Test(
        "A request line in a string has its protocol or not",
        arguments: [
            (#"{"request":"GET /TeamSync?jwt=x"}"#, #"{"request":"GET /{{r:teamsync}}"}"#),
            (#"{"m":"GET /TeamSync?jwt=x HTTP/1.1"}"#, #"{"m":"GET /{{r:teamsync}} HTTP/1.1"}"#),
            (#"{"m":"x \"GET /TeamSync?jwt=x\" 200"}"#, #"{"m":"x \"GET /{{r:teamsync}}\" 200"}"#),
            (#"app: "GET /TeamSync?jwt=x" 200 5"#, #"app: "GET /{{r:teamsync}}" 200 5"#),
            (#"t=1 request="GET /TeamSync?jwt=x" n=2"#, #"t=1 request="GET /{{r:teamsync}}" n=2"#),
            (#"msg="GET /metrics?name=x" n=2"#, #"msg="GET /metrics?name=x" n=2"#),
            (#"app: "GET /TeamSync" 200 5"#, #"app: "GET /{{r:teamsync}}" 200 5"#),
            (#"route "GET /users" added, "GET /a b" and"#, #"route "GET /users" added, "GET /a b" and"#),
            (#"app: "read /var/log/x" and "GET it /now""#, #"app: "read /var/log/x" and "GET it /now""#),
        ])
    func requests(input: String, expected: String) {
        expect(input, expected)
    }

    @Test("What a visitor calls his program makes no entry of the journal of a record")
    func entries() {
        expect(
            #"{"HTTP_USER_AGENT":"MESSAGE","HTTP_REFERER":"https://a.example/x","REQUEST_URI":"/TeamSync?name=ana"}"#,
            #"{"HTTP_USER_AGENT":"other","HTTP_REFERER":"-","REQUEST_URI":"/{{r:teamsync}}"}"#)
    }

    @Test("A person's value goes as a whole, whatever JSON stands in it")
    func wholes() {
        expect(#"{"displayName":"{\"ua\":\"/\",\"q\":\"Ana\"}"}"#, #"{"displayName":"[name]"}"#)
    }

    @Test(
        "What is nobody's stays",
        arguments: [
            #"{"file":{"path":"/var/log/x.log"},"path":"/var/log/y.log"}"#, #"{"query":"SELECT 1","level":"info"}"#,
            #"{"name":"x","value":5}"#, #"{"request":"retry later","args":[],"n":null}"#, #"{"url":null,"uri":true}"#,
            #"{"process":{"args":["/usr/bin/java","-Xmx1g"]}}"#, #"{"agent":"filebeat","origin":"EU"}"#,
            #"{"level":"error","method":"stat","file":"/backup"}"#,
            #"["x", "u w [14/Sep/2026:19:02:11 +0200] z", "y"]"#,
            #"{"x": NaN, "msg": "u w [14/Sep/2026:19:02:11 +0200] z", "end": "more"}"#,
            #"{"source":{"port":443}}"#, #"{"kubernetes":{"labels":{"app":"web"}}}"#,
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
