internal import LogScrub

// What becomes of each kind of finding, in sentences. All names of kinds are plural, so that every sentence fits every one.

extension Sentence {
    /// What the values of a kind are called.
    static func name(of kind: Kind) -> Sentence { names[kind.rawValue] ?? ownKind }

    /// By the kinds' names in the table of kinds.
    private static let names: [String: Sentence] = [
        "address": Sentence("IP addresses", "IP-Adressen"),
        "port": Sentence("Port numbers beside IP addresses", "Portnummern neben IP-Adressen"),
        "referrer": Sentence(
            "Addresses of referring pages on other sites (referrers)",
            "Adressen verweisender Seiten auf fremden Websites (Referrer)"),
        "own-referrer": Sentence(
            "Addresses of referring pages on our own sites (own referrers)",
            "Adressen verweisender Seiten auf eigenen Websites (eigene Referrer)"),
        "host-name": Sentence("Host names of visiting computers", "Hostnamen zugreifender Rechner"),
        "pattern": Sentence(
            "Passages that search rules of our own find", "Textstellen, die eigene Suchregeln finden,"),
        "query": Sentence(
            "Parameters of web addresses (what stands behind a question mark or a #)",
            "Parameter von Webadressen (alles hinter einem Fragezeichen oder einer Raute)"),
        "room": Sentence("Names of meeting rooms", "Namen von Konferenzräumen"),
        "user": Sentence("User names and logins", "Anmeldenamen und Kontonamen"),
        "resource": Sentence(
            "Nicknames in rooms and identifiers of connections",
            "Spitznamen in Räumen und Kennungen von Verbindungen"),
        "session": Sentence("Session identifiers", "Sitzungskennungen"),
        "token": Sentence("Access tokens (JSON Web Tokens)", "Zugangstoken (JSON Web Tokens)"),
        "secret": Sentence("Passwords, access keys and cookies", "Passwörter, Zugangsschlüssel und Cookies"),
        "fingerprint": Sentence(
            "Checksums of certificates and keys (fingerprints)",
            "Prüfsummen von Zertifikaten und Schlüsseln (Fingerprints)"),
        "stats-id": Sentence(
            "Identifiers by which statistics know a browser again",
            "Kennungen, an denen Statistiken einen Browser wiedererkennen,"),
        "machine-id": Sentence("Identifiers of devices", "Gerätekennungen"),
        "display-name": Sentence("Display names of participants", "Anzeigenamen von Teilnehmenden"),
        "email": Sentence("E-mail addresses", "E-Mail-Adressen"),
        "avatar": Sentence("References to profile pictures", "Verweise auf Profilbilder"),
        "phone": Sentence("Telephone numbers", "Telefonnummern"),
        "sip": Sentence(
            "User names in SIP addresses (internet telephony)", "Namen in SIP-Adressen (Internettelefonie)"),
        "message": Sentence("Contents of messages", "Inhalte von Nachrichten"),
        "user-agent": Sentence(
            "Details of browsers and apps (user agents)", "Angaben zu Browsern und Apps (User-Agents)"),
        "mac": Sentence(
            "Hardware addresses of devices (MAC addresses)", "Hardware-Adressen von Geräten (MAC-Adressen)"),
    ]

    private static let ownKind = Sentence(
        "Values of our own kind “{kind}”", "Angaben der selbst festgelegten Art „{kind}“")

    // MARK: Any kind

    static let kept = Sentence("{values} are stored unchanged.", "{values} werden unverändert gespeichert.")
    /// For what may have values of other kinds in it.
    static let keptAround = Sentence(
        "{values} are stored; for other data in them holds what is said here of it.",
        "{values} werden gespeichert; für andere Angaben darin gilt, was hier dazu steht.")
    static let dropped = Sentence("{values} are not stored.", "{values} werden nicht gespeichert.")
    static let replaced = Sentence(
        "{values} are not stored; {placeholder} stands in their place.",
        "{values} werden nicht gespeichert; an ihrer Stelle steht {placeholder}.")
    static let pseudonymized = Sentence(
        "{values} are replaced by pseudonyms, such as {example}.",
        "{values} werden durch Pseudonyme wie {example} ersetzt.")

    // MARK: Addresses

    static let replacedButBesideIPv4 = Sentence(
        "{values} are not stored, but beside IPv4 addresses; {placeholder} stands in their place.",
        "{values} werden nicht gespeichert, außer neben IPv4-Adressen; an ihrer Stelle steht {placeholder}.")
    static let replacedButBesideIPv6 = Sentence(
        "{values} are not stored, but beside IPv6 addresses; {placeholder} stands in their place.",
        "{values} werden nicht gespeichert, außer neben IPv6-Adressen; an ihrer Stelle steht {placeholder}.")

    static let truncated = Sentence(
        "{values} are cut to their first {ipv4}~bits (IPv4) or {ipv6}~bits (IPv6), and the rest becomes zero: {before4} is stored as {after4}, {before6} as {after6}.",
        "{values} werden auf die ersten {ipv4}~Bit (IPv4) beziehungsweise {ipv6}~Bit (IPv6) gekürzt, der Rest wird durch Nullen ersetzt: Aus {before4} wird {after4}, aus {before6} wird {after6}."
    )
    static let wholeIPv4 = Sentence(
        "So IPv4 addresses are stored in full.", "IPv4-Adressen werden also vollständig gespeichert.")
    static let wholeIPv6 = Sentence(
        "So IPv6 addresses are stored in full.", "IPv6-Adressen werden also vollständig gespeichert.")
    static let noIPv4 = Sentence("So nothing is left of IPv4 addresses.", "Von IPv4-Adressen bleibt also nichts übrig.")
    static let noIPv6 = Sentence("So nothing is left of IPv6 addresses.", "Von IPv6-Adressen bleibt also nichts übrig.")
    static let replacedByEither = Sentence(
        "{values} are not stored; {first} or {second} stands in their place.",
        "{values} werden nicht gespeichert; an ihrer Stelle steht {first} oder {second}.")
    static let pseudonymizedAddress = Sentence(
        "{values} are replaced by pseudonyms.", "{values} werden durch Pseudonyme ersetzt.")
    static let formIPv6 = Sentence(
        "A pseudonym looks like an IPv6 address and begins with `fdb6:49ce:204`.",
        "Ein Pseudonym hat die Form einer IPv6-Adresse und beginnt mit `fdb6:49ce:204`.")
    static let formIPv4 = Sentence(
        "A pseudonym looks like an IPv4 address; its first number is from 240 to 255.",
        "Ein Pseudonym hat die Form einer IPv4-Adresse; die erste Zahl liegt zwischen 240 und 255.")
    static let formToken = Sentence("A pseudonym is a word such as `a-…`.", "Ein Pseudonym ist ein Wort wie `a-…`.")
    static let shownBits = Sentence(
        "The pseudonym shows the first {ipv4}~bits of an IPv4 address and the first {ipv6}~bits of an IPv6 address.",
        "Im Pseudonym bleiben die ersten {ipv4}~Bit einer IPv4-Adresse und die ersten {ipv6}~Bit einer IPv6-Adresse sichtbar."
    )
    static let encrypted = Sentence(
        "{values} are encrypted (method {method}).", "{values} werden verschlüsselt (Verfahren {method}).")
    static let showsEquals = Sentence(
        "Equal addresses look equal when they are encrypted.",
        "Gleiche Adressen sehen auch verschlüsselt gleich aus.")
    static let showsNetworks = Sentence(
        "Equal addresses look equal when they are encrypted, and addresses of one network can be told as such.",
        "Gleiche Adressen sehen auch verschlüsselt gleich aus, und Adressen desselben Netzes bleiben als solche erkennbar."
    )
    static let showsNothing = Sentence(
        "Equal addresses look different each time when they are encrypted.",
        "Gleiche Adressen sehen verschlüsselt jedes Mal anders aus.")

    // MARK: What is reduced

    /// By the kinds' names.
    static let reduced: [String: Sentence] = [
        "referrer": Sentence(
            "Of addresses of referring pages on other sites (referrers) only the site is stored: {after}.",
            "Von Adressen verweisender Seiten auf fremden Websites (Referrer) wird nur die Website gespeichert: {after}."
        ),
        "own-referrer": Sentence(
            "Addresses of referring pages on our own sites (own referrers) are stored without parameters; what is said here of rooms and paths holds in them, too.",
            "Adressen verweisender Seiten auf eigenen Websites (eigene Referrer) werden ohne Parameter gespeichert; für Räume und Pfade darin gilt, was hier dazu steht."
        ),
        "query": Sentence(
            "Of the parameters of web addresses (what stands behind a question mark or a #) only {keys} are stored. {rooms}",
            "Von den Parametern von Webadressen (alles hinter einem Fragezeichen oder einer Raute) werden nur {keys} gespeichert. {rooms}"
        ),
        "user-agent": Sentence(
            "Of details of browsers and apps (user agents) only the product and the first number of its version are stored, such as {after}; {other} stands for unknown ones.",
            "Von Angaben zu Browsern und Apps (User-Agents) werden nur das Produkt und die erste Zahl der Version gespeichert, etwa {after}; für unbekannte steht {other}."
        ),
        "mac": Sentence(
            "Of hardware addresses of devices (MAC addresses) only the half that tells the manufacturer is stored: {before} becomes {after}.",
            "Von Hardware-Adressen von Geräten (MAC-Adressen) wird nur die Hälfte gespeichert, die den Hersteller bezeichnet: Aus {before} wird {after}."
        ),
    ]
    static let roomParameters = Sentence(
        "The parameters {keys}, which name rooms, are treated as names of meeting rooms.",
        "Die Parameter {keys}, die Räume bezeichnen, werden wie Namen von Konferenzräumen behandelt.")

    // MARK: Paths and times

    static let pathsAreRooms = Sentence(
        "The paths of requested web addresses are read as names of meeting rooms and treated as such; names of files stay.",
        "Die Pfade aufgerufener Webadressen werden als Namen von Konferenzräumen gelesen und so behandelt; Dateinamen bleiben erhalten."
    )
    static let pathsStay = Sentence(
        "The paths of requested web addresses, that is, which pages were opened, are stored; personal data that is recognized in them is treated as said here.",
        "Die Pfade aufgerufener Webadressen, also die aufgerufenen Seiten, werden gespeichert; erkannte personenbezogene Daten darin werden behandelt wie hier beschrieben."
    )
    static let exactTimes = Sentence(
        "The time of an event is stored as exactly as the log has it.",
        "Der Zeitpunkt eines Ereignisses wird so genau gespeichert, wie er im Protokoll steht.")
    static let hours = Sentence(
        "Of the time of an event the date and the hour are stored; minutes and seconds become zero.",
        "Vom Zeitpunkt eines Ereignisses werden Datum und Stunde gespeichert; Minuten und Sekunden werden durch Nullen ersetzt."
    )
    static let days = Sentence(
        "Of the time of an event the date is stored; hours, minutes and seconds become zero.",
        "Vom Zeitpunkt eines Ereignisses wird das Datum gespeichert; Stunden, Minuten und Sekunden werden durch Nullen ersetzt."
    )
    static let ownSecrets = Sentence(
        "What stands behind names that we have chosen is treated like passwords (names: {count}).",
        "Was hinter von uns ausgewählten Bezeichnungen steht, wird wie Passwörter behandelt (Bezeichnungen: {count}).")
    static let ownRules = Sentence(
        "Search rules of our own find further values, which are treated like others of their kind (rules: {count}).",
        "Eigene Suchregeln finden weitere Angaben, die wie andere ihrer Art behandelt werden (Regeln: {count}).")
    static let allElse = Sentence(
        "All else that stands in the logs is stored unchanged, such as the kind of a request, its result and its size. So is personal data that the program does not recognize.",
        "Alle übrigen Angaben in den Protokollen werden unverändert gespeichert, zum Beispiel Art, Ergebnis und Größe eines Abrufs. Das gilt auch für personenbezogene Daten, die das Programm nicht erkennt."
    )
    static let withheld = Sentence(
        "A record that the program cannot examine is not stored; a note with its length stands in its place.",
        "Eine Aufzeichnung, die das Programm nicht prüfen kann, wird nicht gespeichert; an ihrer Stelle steht ein Hinweis mit ihrer Länge."
    )
}
