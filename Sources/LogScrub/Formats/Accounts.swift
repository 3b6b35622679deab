extension RecordFormat {
    /// What logind, su, cron and the tools for accounts say of the users of a host without a key.
    ///
    /// Sources: systemd, `src/login/logind-session.c`; shadow, `src/su.c`, `useradd.c`, `usermod.c`, `userdel.c`, `gpasswd.c`, `chage.c`; util-linux,
    /// `login-utils/login.c`; Vixie cron, `cron.c`; vsftpd, `logging.c`; ProFTPD, `mod_auth.c`.
    static let accounts = RecordFormat(
        name: "accounts",
        tags: [
            "systemd-logind", "su", "CRON", "cron", "crond", "crontab", "useradd", "usermod", "userdel", "adduser",
            "deluser", "addgroup", "groupadd",
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
            ["+ pts/", .word, " ", .own(markSwitch), .end],
            ["- pts/", .word, " ", .own(markSwitch), .end],
            // Where no tag stands before them, as in the journal's JSON.
            ["(", .user, ") CMD (", .rest],
            ["(", .user, ") CMDOUT (", .rest],
            ["(to ", .user, ") ", .user, " on ", .rest],
            ["FAILED SU (to ", .user, ") ", .user, " on ", .rest],
            ["New session ", .word, " of user ", .own(markLast), .end],
            ["Started Session ", .word, " of User ", .own(markLast), .end],
            ["Started Session ", .word, " of user ", .own(markLast), .end],
            ["Starting Session ", .word, " of user ", .own(markLast), .end],
            ["Started session-", .any, " of User ", .own(markLast), .end],
            ["Started session-", .any, " of user ", .own(markLast), .end],
            ["Starting Session ", .word, " of User ", .own(markLast), .end],
            ["password changed for ", .user, .end],
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
            Sample("(ana.holm) CMD (backup)", becomes: "({{u:ana.holm}}) CMD (backup)"),
            Sample("(to root) ana.holm on pts/0", becomes: "(to root) {{u:ana.holm}} on pts/0"),
            Sample("New session 12 of user ana.holm.", becomes: "New session 12 of user {{u:ana.holm}}."),
            Sample("password changed for ana.holm", becomes: "password changed for {{u:ana.holm}}"),
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

    /// Marks the user with whom a sentence ends.
    /// `ana-root`, as BSD writes who became whom: names may have hyphens, of which the last one is no part.
    private static func markSwitch(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        // What stands for a name holds a hyphen itself.
        let last = Pseudonym.start(bytes, before: range.upperBound, floor: range.lowerBound) ?? range.upperBound
        guard let hyphen = bytes.lastIndex(of: ASCII.hyphen, in: range.lowerBound..<last), hyphen > range.lowerBound,
            bytes.firstIndex(of: ASCII.space, in: range) == nil
        else { return nil }
        for name in [range.lowerBound..<hyphen, hyphen &+ 1..<range.upperBound]
        where !name.isEmpty && !isNobody(bytes, name) && !Placeholder.isKept(bytes, name) {
            marks.add(.user, name)
        }
        return range.upperBound
    }

    private static func markLast(_ bytes: Span<UInt8>, _ range: Range<Int>, _ marks: inout FieldMarks) -> Int? {
        let end =
            range.count > 1 && bytes[range.upperBound &- 1] == ASCII.dot ? range.upperBound &- 1 : range.upperBound
        let name = range.lowerBound..<end
        guard !name.isEmpty, bytes.firstIndex(of: ASCII.space, in: name) == nil else { return nil }
        if !isNobody(bytes, name) { marks.add(.user, name) }
        return range.upperBound
    }
}
