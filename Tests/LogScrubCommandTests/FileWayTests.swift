import Foundation
import Subprocess
import SystemPackage
import Testing

/// Names that are any bytes, folders on the way that are links, and files with holes.
@Suite("Names, ways and holes of files", .timeLimit(.minutes(20)))
struct FileWayTests {
    #if os(Linux)
        @Test("A name that is no UTF-8 is the file's own in all that is done, and no other file is touched")
        func names() async throws {
            let outcome = try await Command.shell(
                """
                name=$'a\\xff.log'; other=$'a\\xef\\xbf\\xbd.log'
                fill() { echo 'raw 203.0.113.7' >"$name$1"; echo 'other 203.0.113.8' >"$other$1"; touch -d '9 days ago' *.1 2>/dev/null; }
                fill; "$LOGSCRUB" "$name"
                "$LOGSCRUB" --in-place --quiet "$name"; cat "$name" "$other"
                : >.$'a\\xff.log'.logscrub-new; "$LOGSCRUB" --in-place --quiet "$name"; ls -A | grep -c new
                fill .1; "$LOGSCRUB" retain --quiet --after 1d=minimal $'a\\xff*.1'; cat "$name.1" "$other.1"
                "$LOGSCRUB" retain --quiet --after 1d=delete "$name.1"; [ -e "$name.1" ]; echo $?; cat "$other.1"
                rm -f *; echo 'x 203.0.113.7' | "$LOGSCRUB" --output $'o\\xfe'; "$LOGSCRUB" key new $'k\\xfd'
                echo 203.0.113.7 | "$LOGSCRUB" --key-file $'k\\xfd'
                ls | od -A n -t x1
                """, in: try TemporaryFolder())
            #expect(
                outcome.text == """
                    raw 203.0.0.0
                    raw 203.0.0.0
                    other 203.0.113.8
                    0
                    raw 203.0.0.0
                    other 203.0.113.8
                    1
                    other 203.0.113.8
                    203.0.0.0
                     6b fd 0a 6f fe 0a

                    """)
        }

        @Test("No message holds a control byte of a name, or one that is no UTF-8")
        func messages() async throws {
            let outcome = try await Command.shell(
                """
                name=$'x\\x1b]0;y\\x07\\x9b\\xff'
                { "$LOGSCRUB" "$name"; "$LOGSCRUB" --in-place "$name"; "$LOGSCRUB" --output "/$name/x"; "$LOGSCRUB" --tee-raw "/$name/x"
                "$LOGSCRUB" retain --after 1d=none "$name"; "$LOGSCRUB" retain --after 1d=none "$name*"; "$LOGSCRUB" retain --config "$name"
                "$LOGSCRUB" --key-file "$name"; "$LOGSCRUB" --keyring "/$name/x"; "$LOGSCRUB" key new "/$name/x"
                "$LOGSCRUB" "--$name"; "$LOGSCRUB" key "$name"; "$LOGSCRUB" help "$name"; "$LOGSCRUB" pseudonym --kind "$name" x
                } 2>&1 </dev/null | LC_ALL=C tee all | LC_ALL=C grep -a -c -P '[^\\x20-\\x7e]'
                grep -c '\\\\x1b.*\\\\x9b' all
                """, in: try TemporaryFolder())
            let counts = outcome.text.split(separator: "\n").compactMap { Int($0) }
            #expect(counts.count == 2 && counts[0] == 0 && counts[1] >= 14, "\(outcome.text)")
        }

        @Test(
            "A link of another user on the way is refused, and nothing behind it is touched; root's and the owner's are not"
        )
        func links() async throws {
            let outcome = try await Command.shell(
                """
                [ "$(id -u)" = 0 ] || { echo skipped; exit; }
                mkdir real user; ln -s "$PWD/real" user/link; chown -h 4242 user/link; ln -s real own
                ln -s ../user user/over
                put() { echo 'x 203.0.113.7' >real/a.log.1; touch -d '9 days ago' real/a.log.1; }
                put
                for way in user/link user/over/link "$PWD/user/link/../real"; do
                    "$LOGSCRUB" --in-place --quiet $way/a.log.1; echo $?
                    "$LOGSCRUB" retain --quiet --after 1d=delete $way/a.log.1 "$way/*"; echo $?
                    "$LOGSCRUB" --output $way/b.log real/a.log.1; echo $?
                    : >real/.a.logscrub-new; "$LOGSCRUB" --in-place --quiet $way/missing; echo $?; rm real/.a.logscrub-new || echo gone
                done
                cat real/a.log.1; ls -A real
                "$LOGSCRUB" --in-place --quiet own/a.log.1 && cat real/a.log.1
                put; chown 4242 real/a.log.1; "$LOGSCRUB" --in-place --quiet user/link/a.log.1 && cat real/a.log.1
                """, in: try TemporaryFolder())
            let refused = "65\n65\n73\n66\n"
            #expect(
                outcome.text == refused + refused + refused + "x 203.0.113.7\na.log.1\nx 203.0.0.0\nx 203.0.0.0\n"
                    || outcome.text == "skipped\n")
            #expect(
                !outcome.errors.contains("real/.a") && outcome.errors.contains("symbolic link of another user (4242)"))
        }

        @Test("A file with holes keeps them, at its beginning, in the middle and at its end")
        func holes() async throws {
            let outcome = try await Command.shell(
                """
                truncate -s 3000001 log; echo 'a 203.0.113.7 came' >>log; truncate -s +5000000 log
                echo 'b 203.0.113.8 came' >>log; truncate -s +7000000 log
                [ $(($(stat -c %b log) * 512)) -lt 1000000 ] || { echo skipped; exit; }
                "$LOGSCRUB" log >clean
                "$LOGSCRUB" --in-place --quiet log; echo $?
                cmp log clean; [ $(($(stat -c %b log) * 512)) -lt 1000000 ]; echo $?
                stat -c %i log >before; "$LOGSCRUB" --in-place --quiet log; stat -c %i log | cmp - before
                # Zeros around a block, in a file that has holes elsewhere.
                { head -c 4095 /dev/zero | tr '\\0' a; head -c 8194 /dev/zero; echo 'x 203.0.113.9'; head -c 4096 /dev/zero; } >log
                truncate -s +100000 log; "$LOGSCRUB" log >clean; "$LOGSCRUB" --in-place --quiet log; cmp log clean; echo $?
                """, in: try TemporaryFolder())
            #expect(outcome.text == "0\n0\n0\n" || outcome.text == "skipped\n")
            #expect(outcome.errors == "")
        }
    #endif
}
