// Keys and periods of pseudonyms.

extension Sentence {
    static let noPseudonyms = Sentence(
        "No pseudonyms are made, so there is no key.",
        "Es werden keine Pseudonyme gebildet; einen Schlüssel gibt es daher nicht.")
    static let made = Sentence(
        "Pseudonyms are computed with a secret key. Equal values get equal pseudonyms.",
        "Pseudonyme werden mit einem geheimen Schlüssel berechnet. Gleiche Angaben erhalten gleiche Pseudonyme.")

    // MARK: Periods

    /// By the periods' names.
    static let periods: [String: Sentence] = [
        "day": Sentence(
            "A value keeps its pseudonym for one day (UTC), and has another one on the next.",
            "Eine Angabe behält ihr Pseudonym einen Tag lang (UTC); am nächsten Tag erhält sie ein anderes."),
        "week": Sentence(
            "A value keeps its pseudonym for one week (from Monday, UTC), and has another one in the next.",
            "Eine Angabe behält ihr Pseudonym eine Woche lang (ab Montag, UTC); in der nächsten erhält sie ein anderes."
        ),
        "month": Sentence(
            "A value keeps its pseudonym for one calendar month (UTC), and has another one in the next.",
            "Eine Angabe behält ihr Pseudonym einen Kalendermonat lang (UTC); im nächsten erhält sie ein anderes."),
        "none": Sentence(
            "A value keeps its pseudonym for as long as the key is the same; the program does not change it.",
            "Eine Angabe behält ihr Pseudonym, solange der Schlüssel derselbe ist; das Programm wechselt ihn nicht."),
    ]

    // MARK: Where the key is

    static let randomKey = Sentence(
        "The key is drawn at random for each run of the program, is only in memory, and is gone when the run ends. So nobody holds it afterwards, and another run makes other pseudonyms.",
        "Der Schlüssel wird für jeden Programmlauf zufällig erzeugt, liegt nur im Arbeitsspeicher und besteht nach dem Ende des Laufs nicht mehr. Danach hat ihn niemand, und ein anderer Lauf bildet andere Pseudonyme."
    )
    static let keyFile = Sentence(
        "The key is kept in a file on the server.", "Der Schlüssel wird in einer Datei auf dem Server aufbewahrt.")
    static let namedKeyFile = Sentence("The file is {file}.", "Die Datei ist {file}.")
    static let keyDescriptor = Sentence(
        "Another program hands the key over when logscrub starts; where it is kept is not said in the settings. ^[to be completed]^",
        "Den Schlüssel übergibt ein anderes Programm beim Start von logscrub; wo er aufbewahrt wird, steht nicht in den Einstellungen. ^[zu ergänzen]^"
    )
    static let whoHasKey = Sentence(
        "Whoever has the key can find out which pseudonym a value has, and so attribute pseudonyms to persons, also for past periods.",
        "Wer den Schlüssel hat, kann ermitteln, welches Pseudonym zu einer Angabe gehört, und Pseudonyme so Personen zuordnen, auch für zurückliegende Zeiträume."
    )
    static let whoHasCipherKey = Sentence(
        "Whoever has the key can compute the full IP address from an encrypted one.",
        "Wer den Schlüssel hat, kann aus einer verschlüsselten IP-Adresse die vollständige berechnen.")
    static let keyring = Sentence(
        "For each period there is a random key of its own, kept in a folder on the server.",
        "Für jeden Zeitraum gibt es einen eigenen, zufällig erzeugten Schlüssel, der in einem Ordner auf dem Server aufbewahrt wird."
    )
    static let namedKeyring = Sentence("The folder is {folder}.", "Der Ordner ist {folder}.")
    static let keyringEnd = Sentence(
        "Whoever has a key can attribute the pseudonyms of its period to persons. When a key has been destroyed ({command}), nobody can any more; when that happens is not said in the settings. ^[to be completed]^",
        "Wer einen Schlüssel hat, kann die Pseudonyme seines Zeitraums Personen zuordnen. Ist ein Schlüssel vernichtet ({command}), kann das niemand mehr; wann das geschieht, steht nicht in den Einstellungen. ^[zu ergänzen]^"
    )
    static let owner = Sentence(
        "On the system, the account {user} can read it.", "Im System kann ihn das Konto {user} lesen.")
    static let ownerAndGroup = Sentence(
        "On the system, the account {user} and the group {group} can read it.",
        "Im System können ihn das Konto {user} und die Gruppe {group} lesen.")
    static let ownerUnknown = Sentence(
        "Which accounts of the system can read it could not be found out here.",
        "Welche Konten des Systems ihn lesen können, ließ sich hier nicht feststellen.")
    static let holders = Sentence(
        "^[To be completed: which persons hold the key, and who else has administrator rights.]^",
        "^[Zu ergänzen: welche Personen den Schlüssel haben und wer sonst über Administrationsrechte verfügt.]^")
    static let personalData = Sentence(
        "Pseudonymized data is personal data for whoever can attribute it to persons (Art.~4(1) and (5) GDPR).",
        "Pseudonymisierte Daten sind personenbezogen für alle, die sie Personen zuordnen können (Art.~4 Nr.~1 und 5 DSGVO)."
    )
}
