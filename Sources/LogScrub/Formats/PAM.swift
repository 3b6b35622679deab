extension RecordFormat {
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
