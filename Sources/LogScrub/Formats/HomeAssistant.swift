extension RecordFormat {
    /// Home Assistant: logins that have failed.
    ///
    /// Source: `homeassistant/components/http/ban.py`.
    static let homeAssistant = RecordFormat(
        name: "home-assistant",
        glance: { bytes, record in
            bytes.has(" WARNING (", at: record.lowerBound &+ 23, before: record.upperBound)
                || bytes.has(" ERROR (", at: record.lowerBound &+ 23, before: record.upperBound)
        },
        lines: [
            [
                .time("2026-09-14 19:02:11.123"), " ", .word, " (", .any, ") [homeassistant.components.http.ban] ",
                .any,
                " from ", .client, " (", .client, "). Requested URL: '", .request, "'. (", .agentAndParenthesis,
            ]
        ],
        samples: [
            Sample(
                "2026-09-14 19:02:11.123 WARNING (MainThread) [homeassistant.components.http.ban] Login attempt or request with invalid authentication from ana-laptop.example.net (203.0.113.7). Requested URL: '/auth/login_flow.php'. (Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0)",
                becomes:
                    "2026-09-14 19:02:11.123 WARNING (MainThread) [homeassistant.components.http.ban] Login attempt or request with invalid authentication from 0.0.0.0 (203.0.0.0). Requested URL: '/{{r:auth}}/login_flow.php'. (Firefox/128)"
            )
        ]
    )
}
