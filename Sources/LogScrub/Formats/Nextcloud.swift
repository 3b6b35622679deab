extension RecordFormat {
    /// Nextcloud: what stands in the message of its JSON records.
    ///
    /// Source: `core/Controller/LoginController.php` and `lib/private/User/Session.php` there.
    static let nextcloud = RecordFormat(
        name: "nextcloud",
        tags: ["nextcloud", "Nextcloud"],
        needsTag: true,
        lines: [
            ["{core} Login failed: '", .user, "' (Remote IP: '", .client, "')", .rest],
            ["{core} Login failed: ", .user, " (Remote IP: ", .client, ")", .rest],
            ["Login failed: '", .user, "' (Remote IP: '", .client, "')", .rest],
            ["Login failed: ", .user, " (Remote IP: ", .client, ")", .rest],
            ["Login successful: \"", .user, "\"", .rest],
            ["Login attempt: \"", .user, "\"", .rest],
            ["Login failed: \"", .user, "\"", .rest],
            ["Two-factor challenge failed: ", .user, " (Remote IP: ", .client, ")", .rest],
        ],
        samples: [
            Sample(
                "Login failed: ana.holm (Remote IP: 203.0.113.7)",
                becomes: "Login failed: {{u:ana.holm}} (Remote IP: 203.0.0.0)"),
            Sample(
                "Login failed: 'ana.holm' (Remote IP: '203.0.113.7')",
                becomes: "Login failed: '{{u:ana.holm}}' (Remote IP: '203.0.0.0')"),
        ]
    )
}
