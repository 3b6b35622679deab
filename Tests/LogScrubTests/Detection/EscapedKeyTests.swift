import LogScrub
import Testing

/// What a form or a program sends is logged with escapes of its own, and of the server that logs it.
@Suite("Keys in forms, and keys whose signs are escaped")
struct EscapedKeyTests {
    @Test(
        "The last name in the brackets of a form says what the value is",
        arguments: [
            (#"a=1&user[password]=x1&b=2"#, #"a=1&user[password]=[secret]&b=2"#),
            (
                #"user[profile][email]=ana&users[0][login]=ana"#,
                #"user[profile][email]=[email]&users[0][login]={{u:ana}}"#
            ),
            (#"user[password][]=x1"#, #"user[password][]=[secret]"#),
            (
                #"user%5Bpassword%5D=x1&users%5B0%5D%5Blogin%5D=ana"#,
                #"user%5Bpassword%5D=[secret]&users%5B0%5D%5Blogin%5D={{u:ana}}"#
            ),
            (#"user%255Bpassword%255D=x1"#, #"user%255Bpassword%255D=[secret]"#),
            (#"{"user[password]":"x1","n":1}"#, #"{"user[password]":"[secret]","n":1}"#),
        ])
    func forms(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Of a query within a value, the signs are escaped",
        arguments: [
            (
                #"next=%2Flogin%3Fa%3Db%26password%3Dx1%26c%3Dd"#,
                #"next=%2Flogin%3Fa%3Db%26password%3D[secret]%26c%3Dd"#
            ),
            (#"q=a%2526password%253Dx1%2526c%253Dd&e=f"#, #"q=a%2526password%253D[secret]%2526c%253Dd&e=f"#),
            (#"q=a%26user%5Bpassword%5D%3Dx1&e=f"#, #"q=a%26user%5Bpassword%5D%3D[secret]&e=f"#),
            (#"a=b&amp;password=x1&amp;user=ana&amp;c=d"#, #"a=b&amp;password=[secret]&amp;user={{u:ana}}&amp;c=d"#),
        ])
    func pairs(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Of JSON in a body, the quotes are escaped",
        arguments: [
            (
                #"body {\x22password\x22:\x22x1\x22,\x22user\x22: \x22ana\x22,\x22n\x22:5}"#,
                #"body {\x22password\x22:\x22[secret]\x22,\x22user\x22: \x22{{u:ana}}\x22,\x22n\x22:5}"#
            ),
            (
                #"body {\x22password\x22:\x22x\x5C\x221\x22,\x22n\x22:5}"#,
                #"body {\x22password\x22:\x22[secret]\x22,\x22n\x22:5}"#
            ),
            (
                #"body {\x22a\x22:\x22{\x5C\x22password\x5C\x22:\x5C\x22x1\x5C\x22}\x22}"#,
                #"body {\x22a\x22:\x22{\x5C\x22password\x5C\x22:\x5C\x22[secret]\x5C\x22}\x22}"#
            ),
            (
                #"body %7B%22password%22%3A%22x1%22%2C%22n%22%3A5%7D"#,
                #"body %7B%22password%22%3A%22[secret]%22%2C%22n%22%3A5%7D"#
            ),
            (#"body %22pass%22%3A%22x1y2%22"#, #"body %22pass%22%3A%22[secret]%22"#),
            (#"body {\x27password\x27: \x27x1\x27}"#, #"body {\x27password\x27: \x27[secret]\x27}"#),
            (
                #"body {\x22users\x22:[\x22ana\x22, \x22bob\x22],\x22n\x22:5}"#,
                #"body {\x22users\x22:[\x22{{u:ana}}\x22, \x22{{u:bob}}\x22],\x22n\x22:5}"#
            ),
            (#"body password%3D%22x1%22 y"#, #"body password%3D%22[secret]%22 y"#),
            (
                #"body {&quot;password&quot;:&quot;x1&quot;,&quot;n&quot;:5}"#,
                #"body {&quot;password&quot;:&quot;[secret]&quot;,&quot;n&quot;:5}"#
            ),
            (#"body {\u0022password\u0022:\u0022x1\u0022}"#, #"body {\u0022password\u0022:\u0022[secret]\u0022}"#),
            (
                #"{"request_body":"{\x22password\x22:\x22x1\x22,\x22n\x22:1}"}"#,
                #"{"request_body":"{\x22password\x22:\x22[secret]\x22,\x22n\x22:1}"}"#
            ),
        ])
    func members(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "What only looks like it stays",
        arguments: [
            #"a[0]=1 b[]=2 c[x]=3"#,
            #"kernel[user]: started"#,
            #"a=%3D%3D&b=%22%22"#,
            #"{\x22n\x22:\x22x\x22,\x22password\x22:null}"#,
            #"total%3D5%26page%3D2"#,
            #"x[user]= y"#,
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
