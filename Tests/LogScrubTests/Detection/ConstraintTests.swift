import LogScrub
import Testing

/// PostgreSQL says what was in the row that it refused.
@Suite("Rows in the errors of a database")
struct ConstraintTests {
    @Test(
        "Each value of a key is what its column says",
        arguments: [
            (
                #"2026-03-15 10:00:00.123 UTC [77] DETAIL:  Key (user_id)=(77) already exists."#,
                #"2026-03-15 10:00:00.123 UTC [77] DETAIL:  Key (user_id)=({{u:77}}) already exists."#
            ),
            (
                #"DETAIL:  Key (user_id, room)=(77, TeamSync) already exists."#,
                #"DETAIL:  Key (user_id, room)=({{u:77}}, {{r:teamsync}}) already exists."#
            ),
            (
                #"DETAIL:  Key (id, email)=(77, ana) is not present in table "x"."#,
                #"DETAIL:  Key (id, email)=(77, [email]) is not present in table "x"."#
            ),
            (
                #"DETAIL:  Key (lower("userName"::text))=(ana (admin)) already exists."#,
                #"DETAIL:  Key (lower("userName"::text))=({{u:ana (admin)}}) already exists."#
            ),
            (
                #"DETAIL:  Key (n, token)=(a, b, c) already exists."#,
                #"DETAIL:  Key (n, token)=([jwt]) already exists."#
            ),
            (
                #"{"detail":"Key (username)=(ana) already exists."}"#,
                #"{"detail":"Key (username)=({{u:ana}}) already exists."}"#
            ),
            (
                #"ERROR: duplicate key\nDETAIL: Key (username)=(ana) conflicts with existing key (username)=(ana)."#,
                #"ERROR: duplicate key\nDETAIL: Key (username)=({{u:ana}}) conflicts with existing key (username)=({{u:ana}})."#
            ),
        ])
    func keys(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Of a row without columns nothing is left",
        arguments: [
            (
                #"2026-03-15 10:00:00.123 UTC [77] DETAIL:  Failing row contains (77, ana, x (1), null)."#,
                #"2026-03-15 10:00:00.123 UTC [77] DETAIL:  Failing row contains ([secret])."#
            ),
            (
                #"org.postgresql.util.PSQLException: ERROR: x Detail: Failing row contains (77, ana)."#,
                #"org.postgresql.util.PSQLException: ERROR: x Detail: Failing row contains ([secret])."#
            ),
            (
                #"ERROR: x DETAIL:  Failing row contains (77, ana). [SQL: INSERT INTO x] (see y)"#,
                #"ERROR: x DETAIL:  Failing row contains ([secret]). [SQL: INSERT INTO x] (see y)"#
            ),
            (
                #"2026-03-15 10:00:00.123 UTC,"ana","shop",77,"203.0.113.7:51514",65f41a2b.1fbb,1,"INSERT",,,0,ERROR,23502,"x","Failing row contains (1, ""b"").",,,"","",0"#,
                #"2026-03-15 10:00:00.123 UTC,"{{u:ana}}","shop",77,"203.0.0.0:0",65f41a2b.1fbb,1,"INSERT",,,0,ERROR,23502,"x","Failing row contains ([secret]).",,,"","",0"#
            ),
            (#"{"detail":"Failing row contains (77, ana)."}"#, #"{"detail":"Failing row contains ([secret])."}"#),
        ])
    func rows(input: String, expected: String) {
        expect(input, expected)
    }

    @Test(
        "Other columns stay",
        arguments: [
            #"DETAIL:  Key (id)=(77) is still referenced from table "orders"."#,
            #"DETAIL:  Key (slug, lang)=(a, b) already exists."#,
            #"f(x)=(y) and f(user)=(z)"#,
            #"DETAIL:  Key (user_id)=(null) is not present in table "users"."#,
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
