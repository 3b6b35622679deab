extension RecordFormat {
    /// What logind, su, cron and the tools for accounts say of the users of a host without a key.
    ///
    /// Sources: systemd, `src/login/logind-session.c`; shadow, `src/su.c`, `useradd.c`, `usermod.c`, `userdel.c`, `gpasswd.c`, `chage.c`; util-linux,
    /// `login-utils/login.c`; Vixie cron, `cron.c`; vsftpd, `logging.c`; ProFTPD, `mod_auth.c`.
    static let accounts = RecordFormat(
        name: "accounts",
        tags: [
            "systemd-logind", "su", "CRON", "cron", "crond", "crontab", "useradd", "usermod", "userdel", "groupadd",
            "groupmod", "groupdel", "newgrp", "sg", "gpasswd", "newusers", "passwd", "chpasswd", "chage", "chfn",
            "chsh", "login",

        ],
        needsTag: true,
        lines: [
            ["User ", .user, " logged out", .rest],
            ["User ", .user, " logged in", .rest],
            ["+ /dev/", .word, " ", .user, ":", .user, .end],
            ["- /dev/", .word, " ", .user, ":", .user, .end],
            ["+ pts/", .word, " ", .user, ":", .user, .end],
            ["- pts/", .word, " ", .user, ":", .user, .end],
            ["BAD SU ", .user, " to ", .user, " on ", .rest],
            ["'su ", .user, "' succeeded for ", .user, " on ", .rest],
            ["'su ", .user, "' failed for ", .user, " on ", .rest],
            ["failed: ", .word, " changing from ", .user, " to ", .user, .end],
            ["new user: name=", .user, ", ", .rest],
            ["new group: name=", .user, ", ", .rest],
            ["group added to ", .any, ": name=", .user, ", ", .rest],
            ["group added to ", .any, ": name=", .user, .end],
            ["change user name '", .user, "' to '", .user, "'", .rest],
            ["change '", .user, "' to '", .user, "' in ", .rest],
            ["user ", .user, " added by ", .user, " to group ", .rest],
            ["user ", .user, " removed by ", .user, " from group ", .rest],
            [.user, " failed to add user ", .user, " to group ", .rest],
            ["administrators of group ", .any, " set by ", .user, " to ", .user, .end],
            ["members of group ", .any, " set by ", .user, " to ", .user, .end],
            ["Invalid password for group ", .any, " from '", .user, "'", .end],
            ["user '", .user, "' (login '", .user, "' on ", .any, ") ", .rest],
            ["passwd: can't view or modify password information for ", .user, .end],
            ["(", .user, ") LIST (", .user, ")", .end],
            ["add '", .user, "' to ", .rest],
            ["delete '", .user, "' from ", .rest],
            ["delete user '", .user, "'", .rest],
            ["removed group '", .user, "' owned by '", .user, "'", .rest],
            ["removed shadow group '", .user, "' owned by '", .user, "'", .rest],
            ["change user '", .user, "' ", .rest],
            ["changed user '", .user, "' ", .rest],
            ["changed password expiry for ", .user, .end],
            ["account added to ", .any, " - account=", .user, ", ", .rest],
            ["password for `", .user, "' changed by user `", .user, "'", .rest],
            ["password for '", .user, "' changed by '", .user, "'", .rest],
            ["lock user '", .user, "' password", .rest],
            ["unlock user '", .user, "' password", .rest],
            ["LOGIN ON ", .word, " BY ", .user, " FROM ", .client, .end],
            ["LOGIN ON ", .word, " BY ", .user, .end],
            ["ROOT LOGIN ON ", .word, " FROM ", .client, .end],
            ["FAILED LOGIN ", .any, " from '", .client, "' FOR '", .user, "', ", .rest],
            ["FAILED LOGIN ", .any, " FROM ", .client, " FOR ", .user, ", ", .rest],
            ["FAILED LOGIN ", .any, " FOR '", .user, "', ", .rest],
            ["(", .user, ") REPLACE (", .user, ")", .end],
            ["(", .user, ") BEGIN EDIT (", .user, ")", .end],
            ["(", .user, ") END EDIT (", .user, ")", .end],
            ["(", .user, ") RELOAD (crontabs/", .user, ")", .end],
            ["(", .user, ") RELOAD (", .any, "/", .user, ")", .end],
        ],
        samples: [
            Sample("User ana.holm logged out.", becomes: "User {{u:ana.holm}} logged out."),
            Sample("+ /dev/pts/0 ana.holm:root", becomes: "+ /dev/pts/0 {{u:ana.holm}}:root"),
            Sample(
                "new user: name=ana.holm, UID=1001, GID=1001, home=/home/ana.holm, shell=/bin/bash, from=/dev/pts/0",
                becomes:
                    "new user: name={{u:ana.holm}}, UID=1001, GID=1001, home=/home/{{u:ana.holm}}, shell=/bin/bash, from=/dev/pts/0"
            ),
            Sample("add 'ana.holm' to group 'sudo'", becomes: "add '{{u:ana.holm}}' to group 'sudo'"),
            Sample("delete user 'ana.holm'", becomes: "delete user '{{u:ana.holm}}'"),
            Sample("change user 'ana.holm' password", becomes: "change user '{{u:ana.holm}}' password"),
            Sample("LOGIN ON tty1 BY ana.holm", becomes: "LOGIN ON tty1 BY {{u:ana.holm}}"),
            Sample(
                "FAILED LOGIN (1) on '/dev/tty1' FOR 'ana.holm', Authentication failure",
                becomes: "FAILED LOGIN (1) on '/dev/tty1' FOR '{{u:ana.holm}}', Authentication failure"),
            Sample("(root) BEGIN EDIT (ana.holm)", becomes: "(root) BEGIN EDIT ({{u:ana.holm}})"),
            Sample(
                "account added to group - account=ana.holm, group=video, gid=33, by=0",
                becomes: "account added to group - account={{u:ana.holm}}, group=video, gid=33, by=0"),
            Sample(
                "password for `ana.holm' changed by user `bo'",
                becomes: "password for `{{u:ana.holm}}' changed by user `{{u:bo}}'"),
            Sample(
                "change user name 'ana.holm' to 'ana.neu'",
                becomes: "change user name '{{u:ana.holm}}' to '{{u:ana.neu}}'"),
            Sample(
                "user ana.holm added by root to group adm", becomes: "user {{u:ana.holm}} added by root to group adm"),
            Sample(
                "group added to /etc/group: name=ana.holm, GID=1004",
                becomes: "group added to /etc/group: name={{u:ana.holm}}, GID=1004"),
            Sample(
                "Invalid password for group 'adm' from 'ana.holm'",
                becomes: "Invalid password for group 'adm' from '{{u:ana.holm}}'"),
            Sample("(ana.holm) REPLACE (bo)", becomes: "({{u:ana.holm}}) REPLACE ({{u:bo}})"),
            Sample(
                "(ana.holm) RELOAD (crontabs/ana.holm)", becomes: "({{u:ana.holm}}) RELOAD (crontabs/{{u:ana.holm}})"),
            Sample("BAD SU ana.holm to root on /dev/ttyp2", becomes: "BAD SU {{u:ana.holm}} to root on /dev/ttyp2"),
        ]
    )

    /// sshd: hosts by their names. Its users are found in any text (`PersonalDetector.login`).
    ///
    /// Source: OpenSSH, `auth.c`, `canohost.c`.
    static let sshd = RecordFormat(
        name: "sshd",
        tags: ["sshd", "sshd-session", "sshd-auth"],
        needsTag: true,
        lines: [
            ["User ", .user, " from ", .client, " not allowed because ", .rest],
            ["Address ", .client, " maps to ", .client, ", but this does not map back to the address", .rest],
            ["reverse mapping checking getaddrinfo for ", .client, " [", .client, "] failed", .rest],
            ["Failed ", .word, " for ", .own(markSSHLogin), .rest],
            ["Accepted ", .word, " for ", .own(markSSHLogin), .rest],
            ["Postponed ", .word, " for ", .own(markSSHLogin), .rest],
            ["Invalid user ", .own(markSSHLogin), .rest],
            ["refused connect from ", .client, " (", .client, ")", .rest],
            ["Accepted certificate ID \"", .user, "\" ", .rest],
        ],
        samples: [
            Sample(
                "User ana.holm from laptop.example.net not allowed because not listed in AllowUsers",
                becomes: "User {{u:ana.holm}} from 0.0.0.0 not allowed because not listed in AllowUsers"),
            Sample(
                "Accepted publickey for ana.holm from 203.0.113.7 port 51219 ssh2: RSA SHA256:Bo1uM2lRFE3Sc4gjrI3+J3b7LbNFemY3xIdjqX8hxmk",
                becomes:
                    "Accepted publickey for {{u:ana.holm}} from 203.0.0.0 port 0 ssh2: RSA SHA256:[fingerprint]"),
            Sample(
                "Failed password for invalid user ana.holm from laptop.example.net port 51219 ssh2",
                becomes: "Failed password for invalid user {{u:ana.holm}} from 0.0.0.0 port 0 ssh2"),
            Sample(
                "refused connect from laptop.example.net (203.0.113.7)",
                becomes: "refused connect from 0.0.0.0 (203.0.0.0)"),
            Sample(
                "Address 203.0.113.7 maps to laptop.example.net, but this does not map back to the address.",
                becomes: "Address 203.0.0.0 maps to 0.0.0.0, but this does not map back to the address."),
            Sample(
                "reverse mapping checking getaddrinfo for laptop.example.net [203.0.113.7] failed.",
                becomes: "reverse mapping checking getaddrinfo for 0.0.0.0 [203.0.0.0] failed."),
        ]
    )

    /// Marks a user, the client and its port: `invalid user ana from laptop.example.net port 51219 ssh2`. A name may have anything in it.
    private static func markSSHLogin(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        var name = range.lowerBound
        for words: StaticString in ["invalid user ", "illegal user "]
        where bytes.has(words, at: name, before: range.upperBound) { name &+= words.utf8CodeUnitCount }
        let port = bytes.lastIndex(of: " port ", in: name..<range.upperBound)
        guard let from = bytes.lastIndex(of: " from ", in: name..<(port ?? range.upperBound)) else { return nil }
        if from > name, !isNobody(bytes, name..<from) { marks.add(.user, name..<from) }
        let client = from &+ 6
        let end = port ?? bytes.firstIndex(of: ASCII.space, in: client..<range.upperBound) ?? range.upperBound
        if client < end { marks.add(.client, client..<end) }
        if let port {
            let digits = bytes.endOfDigits(from: port &+ 6, before: range.upperBound)
            if digits > port &+ 6 { marks.add(.clientPort, port &+ 6..<digits) }
        }
        // The fingerprint of the key with which somebody came, in base64.
        let label: StaticString = " SHA256:"
        if let hash = bytes.lastIndex(of: label, in: end..<range.upperBound).map({ $0 &+ label.utf8CodeUnitCount }) {
            let stop = bytes.endOfRun(from: hash, to: range.upperBound) {
                $0.wordBytes.union($0.mask(of: ASCII.plus)).union($0.mask(of: ASCII.slash))
            }
            if stop &- hash >= 40 { marks.add(.fingerprint, hash..<stop) }
        }
        return range.upperBound
    }

    /// PAM: from which host somebody came. Its users are found in any text.
    ///
    /// Source: Linux-PAM, `modules/pam_unix/support.c`.
    static let pam = RecordFormat(
        name: "pam",
        lines: [
            ["pam_", .any, ": account ", .user, " has expired", .rest],
            ["pam_", .any, " rhost=", .client, " ", .rest],
            ["pam_", .any, " rhost=", .client, .end],
            ["PAM ", .any, " rhost=", .client, " ", .rest],
            ["PAM ", .any, " rhost=", .client, .end],
        ],
        samples: [
            Sample(
                "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=laptop.example.net  user=ana.holm",
                becomes:
                    "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=0.0.0.0  user={{u:ana.holm}}"
            )
        ]
    )
}
