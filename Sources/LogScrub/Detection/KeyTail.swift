/// What the last words of a key say, whatever stands before them and in whatever style it is written: `JICOFO_AUTH_PASSWORD`,
/// `turn-password`, `lobbyPassword`, `request_Authorization`, `user_agent.original`, `muc#roomconfig_roomsecret`.
///
/// A key is read from its last letter to the front; hyphens, underscores and dots between its words count for nothing. Where a word
/// begins (behind one of those, or at a capital) what was read so far is looked up, and the longest match counts.
enum KeyTail {
    /// Words that mean something at the end of a key only as whole words: `chat_room`, not `mushroom`.
    static let words: [(KeyMeaning, [StaticString])] = [
        (
            .room,
            ["room", "room-name", "conference-name", "meeting-name", "tenant", "raum", "raumname", "konferenzname"]
        ),
        (
            .user,
            [
                "benutzer", "nutzer", "benutzerkennung", "benutzer-id", "nutzer-id", "anwender", "anwender-id",
                "anwender-name", "anwenderkennung", "usr", "usr-id", "usr-name", "users", "logins",
                "user-names", "user-uuid", "user-guid",
            ]
        ),
        (.session, ["session-id"]),
        (
            .displayName,
            [
                "nick", "nickname", "display-name", "full-name", "given-name", "family-name", "first-name", "last-name",
                "real-name", "sender-name", "caller-name", "participant-name", "vorname", "nachname", "familienname",
                "surname", "forename",
                "zuname", "anzeigename", "spitzname", "klarname", "teilnehmername",
            ]
        ),
        (
            .email,
            [
                "email", "email-address", "mail-address", "email-adresse", "mailadresse",
            ]
        ),
        // Those of things.
        (
            .name,
            [
                "runuser", "superuser",
                "activity-display-name", "application-display-name", "app-display-name", "device-display-name",
                "group-display-name", "operation-display-name", "policy-display-name", "property-display-name",
                "resource-display-name", "role-display-name", "service-display-name",
            ]
        ),
        (.avatar, ["avatar", "avatar-url", "avatar-id"]),
        (.userAgent, ["user-agent", "user-agent-header", "user-agent-original", "user-agent-string"]),
        (.statsID, ["stats-id"]),
        (.machineID, ["machine-uid", "machine-id", "device-id"]),
        (
            .secret,
            [
                "pw", "pass", "psk", "otp", "totp", "pin-code", "user-pin", "sip-pin", "room-pin", "conference-pin",
                "meeting-pin", "lobby-pin", "private-key", "access-key", "secret-key", "encryption-key", "signing-key",
                "session-key", "account-key", "chap-response", "chap2-response", "stream-key", "auth-key", "shared-key",
                "credentials", "zugangscode", "geheimnis",
                "geheimzahl", "schlüssel", "schluessel",
            ]
        ),
        (.referrer, ["referer", "referrer"]),
        (.header, ["cookie", "cookies", "cookie-header", "authorization", "authorization-header"]),
        (
            .port,
            [
                "remote-port", "client-port", "source-port", "peer-port", "rem-port", "foreign-port",
                "downstream-port",
            ]
        ),
        (
            .phone,
            [
                "phone", "phone-number", "telephone", "telephone-number", "mobile", "mobile-number", "fax",
                "fax-number", "msisdn", "caller-number", "callee-number", "dialed-number", "telefon", "telefonnummer",
                "telefonnr", "mobil", "mobilnummer", "mobiltelefon", "handy", "handynummer", "rufnummer", "faxnummer",
                "durchwahl", "tel-nr", "handy-nr", "mobil-nr", "fax-nr", "telefon-privat", "telefon-mobil",
                "telefon-dienstlich", "telefon-geschäftlich", "telefon-geschaeftlich", "handy-privat", "mobil-privat",
                "phone-home", "phone-work", "phone-mobile", "festnetz", "festnetznummer",
            ]
        ),
    ]

    /// What means the same glued to any word: `dbpassword`, `PGUSER`, `authtoken`.
    static let syllables: [(KeyMeaning, [StaticString])] = [
        (
            .user,
            [
                "user", "username", "user-id", "user-ids", "login-name", "login-id", "benutzername", "benutzerkonto",
                "nutzername", "anmeldename",
            ]
        ),
        (
            .secret,
            [
                "password", "passwd", "pwd", "passwort", "kennwort", "passphrase", "passcode", "secret", "api-key",
                "password-hash", "password-digest", "bindpw", "sessid", "jsessionid", "password-confirmation",
                "password-confirm",
                "password-repeat", "password-again", "password-retype", "password-verify", "password-new",
                "password-old", "passwort-neu", "passwort-alt", "passwort-wiederholung", "passwort-wiederholen",
                "passwort-bestätigung", "passwort-bestaetigung", "kennwort-neu", "kennwort-alt",
            ]
        ),
        (.token, ["token", "token-header"]),
        (.port, ["src-port"]),
    ]

    static let table = TailTable(words: words, syllables: syllables)
}
