import Testing

@testable import LogScrub

@Suite("Users in home folders, in quotes and before addresses")
struct UserTests {
    private let scrubber = Scrubber(policy: Policy(level: .none))

    @Test(
        "A home folder is called as its user is",
        arguments: [
            ("open /home/ana/x failed", "open /home/[user]/x failed"), ("cwd=/home/ana", "cwd=/home/[user]"),
            ("in /home/ana.holm.", "in /home/[user]."), (#"{"f":"/home/ana/x"}"#, #"{"f":"/home/[user]/x"}"#),
            ("/home/ana", "/home/[user]"), ("/var/home/ana:rw", "/var/home/[user]:rw"),
            ("(/home/ana)", "(/home/[user])"),
        ])
    func homes(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Pages that are called so, and homes of nobody, stay",
        arguments: [
            "see https://www.example.org/home/news now", "docs/home/ana/x", "/home/", "/home/$USER/x", "/home/root/x",
            "/home/www-data/x", "/homes/ana", "/home", "a/home/ana",
        ])
    func others(_ line: String) { #expect(scrubber.scrub(line) == line) }

    @Test(
        "A name in quotes is one behind the word for a user",
        arguments: [
            ("no user 'ana' here", "no user '[user]' here"), (#"for username "ana holm""#, #"for username "[user]""#),
            (#"{"m":"user \"ana\" left"}"#, #"{"m":"user \"[user]\" left"}"#),
            ("by user 'testuser1': user not found", "by user '[user]': user not found"),
        ])
    func quotes(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Other words before quotes name nobody, and neither do other words in them",
        arguments: [
            "superuser 'x' y", "user 'root' y", "user '' y", "user 'www-data' y", "for 'ana' y", "user '%s' y",
            "user 'ana",
            #"ALTER TABLE "user" ADD"#, "the user's 'x'",
        ])
    func nobody(_ line: String) { #expect(scrubber.scrub(line) == line) }

    @Test(
        "The word before an address is a user where the sentence is one of a login",
        arguments: [
            ("Failed login attempt for ana.k from 203.0.113.7", "Failed login attempt for [user] from 0.0.0.0"),
            ("login: user ana from 2001:db8::7 ok", "login: user [user] from :: ok"),
            ("failure for user ana rhost=203.0.113.7", "failure for user [user] rhost=0.0.0.0"),
            ("password check failed for ana from 127.0.0.1", "password check failed for [user] from 127.0.0.1"),
        ])
    func sentences(_ line: String, _ expected: String) { #expect(scrubber.scrub(line) == expected) }

    @Test(
        "Other sentences speak of nobody",
        arguments: [
            "waiting for peer from 127.0.0.1", "lookup for host from 127.0.0.1 failed", "connection from 127.0.0.1",
            "no password for service from 127.0.0.1", "login for root from 127.0.0.1", "user logged in from 127.0.0.1",
        ])
    func otherSentences(_ line: String) { #expect(scrubber.scrub(line) == line) }
}
