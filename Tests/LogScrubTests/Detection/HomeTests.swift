import Testing

@testable import LogScrub

@Suite("Home folders, and names in quotes")
struct HomeTests {
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
}
