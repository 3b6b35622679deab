import Foundation
import Subprocess
import Testing

/// One key for programs of several users: of root's for a group, from systemd, and through a descriptor.
@Suite("Keys of several programs", .timeLimit(.minutes(20)))
struct SharedKeyTests {
    private static let key = "00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef"
    /// What the key makes of TeamSync, at any time.
    private static let lookUp = "pseudonym --period none --kind room TeamSync"

    /// Runs bash with the key in the file `key`, which is root's, and `as USER GROUPS COMMAND …`, which takes another user's rights.
    private func shell(_ script: String) async throws -> Command.Outcome {
        try await Command.shell(
            """
            chmod 755 .; cp "$LOGSCRUB" program; KEY=\(Self.key); echo $KEY >key; chmod 600 key
            as() {
                local user=$1 groups=$2; shift 2
                setpriv --reuid "$user" --regid "$user" ${groups:---clear-groups} "$@"
            }
            run() { "$@"; echo $?; }
            expected=$(./program \(Self.lookUp) --key-file key)
            \(script)
            """, in: try TemporaryFolder())
    }

    // MARK: - Groups

    struct Rights: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What is done to the file, in bash.
        let script: String
        var groups = "--groups 61002"
        var user = 61_001
        let status: Int

        init(_ name: String, _ script: String, groups: String = "--groups=61002", user: Int = 61_001, _ status: Int) {
            testDescription = name
            self.script = script
            self.groups = groups
            self.user = user
            self.status = status
        }

        static let all: [Rights] = [
            Rights("root's, for a group of the program's", "chgrp 61002 key; chmod 640 key", 0),
            Rights("the same, read-only", "chgrp 61002 key; chmod 440 key", 0),
            Rights("for the program's main group", "chgrp 61001 key; chmod 640 key", groups: "", 0),
            Rights("for a group, and the program is root's", "chgrp 61002 key; chmod 640 key", groups: "", user: 0, 0),
            Rights("for another group", "chgrp 61003 key; chmod 640 key", 66),
            // Whoever may read all files still has to be meant.
            Rights(
                "for another group, and the program may read all files", "chgrp 61003 key; chmod 640 key",
                groups: "--groups=61002 --inh-caps=+dac_read_search --ambient-caps=+dac_read_search", 78),
            Rights("the group may write", "chgrp 61002 key; chmod 660 key", 78),
            Rights("the group may run it", "chgrp 61002 key; chmod 650 key", 78),
            Rights("others may read", "chgrp 61002 key; chmod 644 key", 78),
            Rights("others may write", "chgrp 61002 key; chmod 642 key", 78),
            Rights("the user's own, for a group", "chown 61001:61002 key; chmod 640 key", 78),
            Rights("another user's, for a group", "chown 61005:61002 key; chmod 640 key", 78),
            Rights("another user's, for root", "chown 61005:61002 key; chmod 640 key", groups: "", user: 0, 78),
            Rights("a list that names the user alone", "chmod 400 key; setfacl -m u:61001:r key", 0),
            Rights("a list that names another user too", "chmod 400 key; setfacl -m u:61001:r,u:61005:r key", 78),
            Rights("a list that names a group", "chmod 400 key; setfacl -m u:61001:r,g:61003:r key", 78),
            Rights(
                "a list that names another user beside the group",
                "chgrp 61002 key; chmod 440 key; setfacl -m u:61005:r key",
                78),
            Rights("a list that lets the user write", "chmod 400 key; setfacl -m u:61001:rw key", 78),
            Rights(
                "a list that names others without rights",
                "chmod 400 key; setfacl -m u:61001:r,u:61005:-,g:61003:- key", 0
            ),
        ]
    }

    @Test(
        "A key file is for its owner, and of root's for one group of the program's; all else is refused",
        .enabled(if: getuid() == 0, "only root can be other users"), arguments: Rights.all)
    func rights(_ rights: Rights) async throws {
        let outcome = try await shell(
            """
            \(rights.script)
            run as \(rights.user) "\(rights.groups)" ./program \(Self.lookUp) --key-file key | sed "s/^$expected$/same/"
            """)
        #expect(outcome.text == (rights.status == 0 ? "same\n0\n" : "\(rights.status)\n"), "\(outcome.errors)")
        #expect(outcome.errorLines.count == (rights.status == 0 ? 0 : 1))
        #expect(!outcome.errors.contains(Self.key.prefix(12)))
    }

    @Test(
        "Every command reads a group's key, and a keyring stays its owner's alone",
        .enabled(if: getuid() == 0, "only root can be other users"))
    func commands() async throws {
        let outcome = try await shell(
            """
            chgrp 61002 key; chmod 640 key; echo 'x 203.0.113.7' >in; cp in a.log.1; cp in b.log.1
            mkdir own; mv a.log.1 b.log.1 own; chown -R 61001:61001 own
            member() { as 61001 --groups=61002 ./program "$@"; }
            encrypted=$(member --key-file key --level pseudonymous --method cryptopan in)
            echo "${encrypted/203.0.113.7/raw}" | sed -E 's/x [0-9.]+/encrypted/'
            member decrypt --key-file key --method cryptopan "${encrypted#x }"
            member --in-place --quiet --key-file key --level pseudonymous own/a.log.1; echo $?
            member retain --quiet --key-file key --after 0h=pseudonymous own/b.log.1; echo $?
            cmp own/a.log.1 own/b.log.1; grep -c fdb6 own/a.log.1
            mkdir ring; chgrp 61002 ring; chmod 750 ring; member --keyring ring in; echo $?
            """)
        #expect(outcome.text == "encrypted\n203.0.113.7\n0\n0\n1\n78\n", "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors.contains("the keyring ring is open to others"))
    }

    // MARK: - systemd

    /// How systemd leaves its folder (`write_credential`, `acquire_credentials`): root's with lists for the user; where the file system has none
    /// (ramfs), the user's own; and for a group.
    private static let handovers = [
        "chmod 400 c/logscrub; setfacl -m u:61001:r c/logscrub; chmod 500 c; setfacl -m u:61001:rx c",
        "chmod 400 c/logscrub; chmod 500 c; chown -R 61001 c",
        "chmod 440 c/logscrub; chmod 550 c; chgrp -R 61002 c",
        // The folder is closed; the file has a group of its own.
        "chmod 440 c/logscrub; chgrp 61002 c/logscrub; chmod 500 c; setfacl -m u:61001:rx c",
    ]

    @Test(
        "What systemd hands over is read by its path and by the variable, also in a configuration",
        .enabled(if: getuid() == 0, "only root can be other users"), arguments: handovers)
    func credential(_ handover: String) async throws {
        let outcome = try await shell(
            """
            mkdir c; cp key c/logscrub; \(handover)
            service() { as 61001 --groups=61002 env CREDENTIALS_DIRECTORY="$PWD/c" ./program "$@"; }
            service \(Self.lookUp) --key-file "$PWD/c/logscrub" | sed "s/^$expected$/same/"
            service \(Self.lookUp) --key-file '$CREDENTIALS_DIRECTORY/logscrub' | sed "s/^$expected$/same/"
            service \(Self.lookUp) --key-file '${CREDENTIALS_DIRECTORY}/logscrub' | sed "s/^$expected$/same/"
            mkdir own; echo joined teamsync@conference.meet.example.org >own/a.log.1; chown -R 61001:61001 own
            printf '%s\\n' 'key-file = "$CREDENTIALS_DIRECTORY/logscrub"' 'period = "none"' '[[retain]]' \\
                'after = ["0h=minimal"]' "files = ['$PWD/own/*.1']" >conf
            service retain --quiet --config conf; sed "s/$expected/same/" own/a.log.1
            """)
        #expect(
            outcome.text == "same\nsame\nsame\njoined same@conference.meet.example.org\n",
            "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
    }

    @Test(
        "The variable opens nothing that others could read or change",
        .enabled(if: getuid() == 0, "only root can be other users"),
        arguments: [
            // What is done, and what the status is.
            ("chmod 444 c/logscrub; chmod 500 c; chown -R 61001 c", 78),
            ("chmod 440 c/logscrub; chgrp 61002 c/logscrub; chown 61005 c/logscrub", 78),
            ("chmod 460 c/logscrub; chgrp 61002 c/logscrub; chmod 550 c; chgrp 61002 c", 78),
            // The folder is open.
            ("chmod 440 c/logscrub; chown 61001:61002 c/logscrub; chmod 755 c", 78),
            ("chmod 440 c/logscrub; chown 61001:61002 c/logscrub; chmod 770 c; chgrp 61002 c", 78),
            // A link leads out of it.
            ("rm c/logscrub; ln -s ../key c/logscrub; chmod 644 key; chmod 500 c; chown 61001 c", 66),
            ("rm c/logscrub; chmod 500 c; chown 61001 c", 66),
        ])
    func openCredential(_ script: String, _ status: Int) async throws {
        let outcome = try await shell(
            """
            mkdir c; cp key c/logscrub; \(script)
            run as 61001 --groups=61002 env CREDENTIALS_DIRECTORY="$PWD/c" ./program \(Self.lookUp) \
                --key-file '$CREDENTIALS_DIRECTORY/logscrub'
            """)
        #expect(outcome.text == "\(status)\n", "\(outcome.errors)")
    }

    @Test("Without a service of systemd the variable is said to be missing, and a relative one is none")
    func noCredentials() async throws {
        let outcome = try await shell(
            """
            mkdir -m 700 c; cp key c/
            run ./program \(Self.lookUp) --key-file '$CREDENTIALS_DIRECTORY/key'
            CREDENTIALS_DIRECTORY=c run ./program \(Self.lookUp) --key-file '$CREDENTIALS_DIRECTORY/key'
            """)
        #expect(outcome.text == "66\n66\n")
        #expect(outcome.errorLines.allSatisfy { $0.contains("LoadCredential=") })
    }

    // MARK: - Descriptors

    @Test(
        "A key comes from any open descriptor, whoever may read the file behind it, and a pipe need not be closed",
        arguments: [
            "--key-fd 3 3<key", "--key-fd 3 3<open", "--key-fd=0 <key", "--key-fd 7 7< <(cat key)",
            "--key-fd 3 3< <(cat key; sleep 3 >/dev/null 2>&1)", "--key-fd 3 3< <(printf %s $KEY)",
            "--key-fd 3 3< <(printf %s ${KEY:0:9}; sleep 0.1; echo ${KEY:9})", "--key-fd 3 3<<<$KEY",
            "--key-file /dev/fd/3 3<key", "--key-file /proc/self/fd/3 3<open", "--key-file <(cat key)",
            "--key-fd 3 3<>fifo",
        ])
    func descriptor(_ arguments: String) async throws {
        let outcome = try await shell(
            """
            cp key open; chmod 644 open; mkfifo fifo; exec 8<>fifo; echo $KEY >&8
            timeout 60 ./program \(Self.lookUp) \(arguments) | sed "s/^$expected$/same/"
            """)
        #expect(outcome.text == "same\n", "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
    }

    @Test(
        "A descriptor that gives no key is named, and nothing is written",
        arguments: [
            ("--key-fd 3", 66, "the descriptor 3"), ("--key-fd 3 3</", 66, "the descriptor 3"),
            ("--key-fd 3 3</dev/null", 78, "empty"), ("--key-fd 3 3</dev/zero", 78, "not hexadecimal"),
            ("--key-fd 3 3< <(yes $KEY | tr -d '\\n')", 78, "too long"), ("--key-fd 3 3<<<${KEY:1}", 78, "too short"),
            ("--key-fd 3 3< <(echo x; sleep 3 >/dev/null 2>&1)", 78, "not hexadecimal"),
            ("--key-fd 1", 64, "--key-fd 3"), ("--key-fd 2", 64, "--key-fd 3"), ("--key-fd=-1", 64, "descriptor"),
            ("--key-fd x", 64, "descriptor"), ("--key-fd 3 --key-file key 3<key", 64, "not both"),
            ("--key-fd 3 --keyring ring 3<key", 64, "not both"), ("--key-fd 0", 64, "standard input"),
            ("--key-fd 0 -", 64, "standard input"),
        ])
    func wrongDescriptor(_ arguments: String, _ status: Int, _ message: String) async throws {
        let outcome = try await shell("echo 'from 203.0.113.7' >in; run ./program in \(arguments) <in")
        // Where files are named, standard input is free.
        guard arguments != "--key-fd 0" else {
            #expect(outcome.text == "78\n" && outcome.errors.contains("not hexadecimal"))
            return
        }
        #expect(outcome.text == "\(status)\n", "\(outcome.errors)")
        #expect(outcome.errors.contains(message), "\(outcome.errors)")
        #expect(!outcome.errors.contains(Self.key.prefix(12)) && !outcome.errors.contains("203.0.113.7"))
    }

    @Test(
        "The filter, decrypt, retain and --in-place take a descriptor, and the programs that they start do not get it")
    func commandsWithDescriptor() async throws {
        let outcome = try await shell(
            """
            echo 'joined teamsync@conference.meet.example.org' >in; cp in a.log.1; gzip -k a.log.1
            ./program --period none --key-fd 3 <in 3<key | sed "s/$expected/same/"
            ./program --in-place --quiet --period none --key-fd 3 a.log.1.gz 3<key; zcat a.log.1.gz | sed "s/$expected/same/"
            ./program retain --quiet --period none --key-fd 3 --after 0h=minimal a.log.1 3<key; sed "s/$expected/same/" a.log.1
            value=$(echo 203.0.113.7 | ./program --level pseudonymous --method ipcrypt-pfx --key-fd 3 3<key)
            ./program decrypt --method ipcrypt-pfx --key-fd 3 $value 3<key
            """)
        let line = "joined same@conference.meet.example.org\n"
        #expect(outcome.text == line + line + line + "203.0.113.7\n", "\(outcome.text)\(outcome.errors)")
        #expect(outcome.errors == "")
    }
}
