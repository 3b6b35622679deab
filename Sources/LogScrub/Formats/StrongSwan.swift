extension RecordFormat {
    /// strongSwan's `charon`: who has come over which address, and under which name.
    ///
    /// Source: strongSwan, `src/libcharon/sa/ike_sa.c` and the plugins `eap_*`.
    static let strongSwan = RecordFormat(
        name: "strongswan",
        glance: { bytes, record in
            bytes.has("[IKE] ", at: record.lowerBound &+ 2, before: record.upperBound)
                || bytes.has("[CFG] ", at: record.lowerBound &+ 2, before: record.upperBound)
                || bytes.has("[NET] ", at: record.lowerBound &+ 2, before: record.upperBound)
        },
        lines: [
            [
                .numbers, "[IKE] ", .any, " between ", .addressAndIdentity, "...", .addressAndIdentity,
                .rest,
            ],
            [
                .numbers, "[CFG] looking for peer configs matching ", .addressAndIdentity, "...", .addressAndIdentity,
                .rest,
            ],
            [.numbers, "[IKE] ", .any, " of '", .user, "' with ", .rest],
            [.numbers, "[IKE] ", .any, "uthentication of '", .user, "' failed", .rest],
            [.numbers, "[IKE] ", .any, " EAP identity '", .user, "'", .rest],
            [.numbers, "[IKE] assigning virtual IP ", .word, " to peer '", .user, "'", .rest],
            [.numbers, "[IKE] ", .any, " MSK established for '", .user, "'", .rest],
            [.numbers, "[IKE] ", .any, " peer '", .user, "'", .rest],
            [.numbers, "[CFG] ", .any, " leases by '", .user, "'", .rest],
            [.numbers, "[CFG] ", .any, " lease to '", .user, "'", .rest],
            [.numbers, "[CFG] lease ", .any, " by '", .user, "' ", .rest],
            [
                .numbers, "[NET] ", .any, " from ", .client, "[", .port, "] to ", .client, "[", .port, "]", .rest,
            ],
        ],
        samples: [
            Sample(
                "09[IKE] <rw|1> IKE_SA rw[1] established between 192.0.2.1[vpn.example.org]...203.0.113.7[ana.holm]",
                becomes:
                    "09[IKE] <rw|1> IKE_SA rw[1] established between 192.0.0.0[vpn.example.org]...203.0.0.0[{{u:ana.holm}}]"
            ),
            Sample(
                "05[NET] received packet: from 203.0.113.7[61916] to 192.0.2.1[4500] (460 bytes)",
                becomes: "05[NET] received packet: from 203.0.0.0[0] to 192.0.0.0[4500] (460 bytes)"),
            Sample(
                "09[CFG] looking for peer configs matching 192.0.2.1[%any]...203.0.113.7[ana.holm]",
                becomes: "09[CFG] looking for peer configs matching 192.0.0.0[%any]...203.0.0.0[{{u:ana.holm}}]"),
            Sample(
                "09[CFG] lease 10.3.0.1 by 'ana.holm' went offline",
                becomes: "09[CFG] lease 10.3.0.0 by '{{u:ana.holm}}' went offline"),
            Sample(
                "13[IKE] authentication of 'ana@vpn.example.org' with EAP successful",
                becomes: "13[IKE] authentication of '{{u:ana@vpn.example.org}}' with EAP successful"),
            Sample(
                "06[IKE] <rw|6> XAuth authentication of 'ana.holm' failed",
                becomes: "06[IKE] <rw|6> XAuth authentication of '{{u:ana.holm}}' failed"),
            Sample(
                "07[IKE] received EAP identity 'ana.holm'", becomes: "07[IKE] received EAP identity '{{u:ana.holm}}'"),
            Sample(
                "13[IKE] assigning virtual IP 10.0.0.5 to peer 'ana.holm'",
                becomes: "13[IKE] assigning virtual IP 10.0.0.0 to peer '{{u:ana.holm}}'"),
        ]
    )

    /// The same messages as `charon-systemd` gives them to the journal: which thread and part of the program has written them stands in fields of their
    /// own.
    static let strongSwanMessages = RecordFormat(
        name: "strongswan-message",
        tags: ["charon-systemd", "charon"],
        firsts: "Aa",
        needsTag: true,
        lines: [
            [
                "IKE_SA ", .any, " established between ", .addressAndIdentity, "...", .addressAndIdentity, .rest,
            ],
            ["deleting IKE_SA ", .any, " between ", .addressAndIdentity, "...", .addressAndIdentity, .rest],
            ["looking for peer configs matching ", .addressAndIdentity, "...", .addressAndIdentity, .rest],
            ["authentication of '", .user, "' with ", .rest],
            ["XAuth authentication of '", .user, "' ", .rest],
            ["received EAP identity '", .user, "'", .rest],
            ["assigning virtual IP ", .word, " to peer '", .user, "'", .rest],
            ["assigning new lease to '", .user, "'", .rest],
            ["reassigning ", .any, " lease to '", .user, "'", .rest],
            ["lease ", .any, " by '", .user, "' ", .rest],
            ["received packet: from ", .client, "[", .port, "] to ", .client, "[", .port, "]", .rest],
            ["sending packet: from ", .client, "[", .port, "] to ", .client, "[", .port, "]", .rest],
        ],
        samples: [
            Sample(
                "IKE_SA rw[1] established between 192.0.2.1[vpn.example.org]...203.0.113.7[ana.holm]",
                becomes:
                    "IKE_SA rw[1] established between 192.0.0.0[vpn.example.org]...203.0.0.0[{{u:ana.holm}}]"),
            Sample("received EAP identity 'ana.holm'", becomes: "received EAP identity '{{u:ana.holm}}'"),
            Sample(
                "received packet: from 203.0.113.7[61916] to 192.0.2.1[4500] (460 bytes)",
                becomes: "received packet: from 203.0.0.0[0] to 192.0.0.0[4500] (460 bytes)"),
        ]
    )
}
