// How long something is kept. In German each span of time stands in the dative.

extension Sentence {
    static let oneDay = Sentence("1~day", "1~Tag")
    static let manyDays = Sentence("{count}~days", "{count}~Tagen")
    static let oneHour = Sentence("1~hour", "1~Stunde")
    static let manyHours = Sentence("{count}~hours", "{count}~Stunden")
    static let nothingSaid = Sentence(
        "The settings say nothing of how long the logs are kept. ^[to be completed]^",
        "Wie lange die Protokolle aufbewahrt werden, steht nicht in den Einstellungen. ^[zu ergänzen]^")

    // MARK: [[retain]]

    static let retained = Sentence("Rotated files {files}", "Rotierte Dateien {files}")
    static let asWritten = Sentence(
        "Up to an age of {age} they stay as they were written: in full, unless they went through the program when they were written or rotated.",
        "Bis zu einem Alter von {age} bleiben sie so, wie sie geschrieben wurden: ungekürzt, sofern sie nicht schon beim Schreiben oder Rotieren das Programm durchlaufen haben."
    )
    static let toLevel = Sentence(
        "From an age of {age} on they are brought to the level {level}:",
        "Ab einem Alter von {age} werden sie auf die Stufe {level} gebracht:")
    static let asAbove = Sentence("That is what is said above.", "Es gilt, was oben steht.")
    static let elseAsAbove = Sentence("For all else, what is said above holds.", "Im Übrigen gilt, was oben steht.")
    static let deleted = Sentence(
        "From an age of {age} on they are deleted.", "Ab einem Alter von {age} werden sie gelöscht.")
    static let neverDeleted = Sentence(
        "The settings do not say when they are deleted: without anything else they are kept for ever.",
        "Wann sie gelöscht werden, steht nicht in den Einstellungen: Ohne weitere Maßnahmen werden sie unbegrenzt aufbewahrt."
    )
    static let retainRuns = Sentence(
        "That is done when {command} runs, so the ages hold if it runs every day and reports no error. What has been taken out does not come back. The age counts from the date in the name of a file, or from its newest record: the oldest record in it is older by as long as the file was written to.",
        "Das geschieht, wenn {command} läuft; die Altersangaben gelten also, wenn es täglich läuft und keinen Fehler meldet. Was einmal entfernt ist, kommt nicht zurück. Das Alter zählt ab dem Datum im Dateinamen oder ab der neuesten Aufzeichnung: Die älteste Aufzeichnung darin ist um so viel älter, wie die Datei beschrieben wurde."
    )

    // MARK: logrotate

    static let rotated = Sentence("Log {files}, by logrotate", "Protokoll {files}, durch logrotate")
    static let notRotated = Sentence(
        "logrotate has no rule for this log: it grows, and nothing is deleted.",
        "logrotate hat für dieses Protokoll keine Regel: Es wächst, und nichts wird gelöscht.")
    /// By the names of the directives.
    static let intervals: [String: Sentence] = [
        "hourly": Sentence(
            "A new file is begun every hour, or as often as logrotate runs.",
            "Stündlich wird eine neue Datei begonnen, oder so oft, wie logrotate läuft."),
        "daily": Sentence("A new file is begun every day.", "Täglich wird eine neue Datei begonnen."),
        "weekly": Sentence("A new file is begun every week.", "Wöchentlich wird eine neue Datei begonnen."),
        "monthly": Sentence("A new file is begun every month.", "Monatlich wird eine neue Datei begonnen."),
        "yearly": Sentence("A new file is begun every year.", "Jährlich wird eine neue Datei begonnen."),
        "size": Sentence(
            "A new file is begun when the log is larger than {size} ({directive}), whenever that is.",
            "Eine neue Datei wird begonnen, wenn das Protokoll größer als {size} ist ({directive}), wann immer das ist."
        ),
    ]
    static let maximumSize = Sentence(
        "That happens earlier if the log is larger than {size} ({directive}).",
        "Das geschieht früher, wenn das Protokoll größer als {size} ist ({directive}).")
    static let notEmpty = Sentence(
        "If nothing has been written, no new file is begun ({directive}).",
        "Wurde nichts geschrieben, wird keine neue Datei begonnen ({directive}).")
    static let minimumSize = Sentence(
        "While the log is not larger than {size}, no new file is begun ({directive}).",
        "Solange das Protokoll nicht größer als {size} ist, wird keine neue Datei begonnen ({directive}).")
    static let minimumAge = Sentence(
        "While something was written within {age}, no new file is begun ({directive}).",
        "Wurde innerhalb von {age} etwas geschrieben, wird keine neue Datei begonnen ({directive}).")
    static let copied = Sentence(
        "The log itself is only copied and never emptied ({directive}): its records stay.",
        "Das Protokoll selbst wird nur kopiert und nie geleert ({directive}): Seine Aufzeichnungen bleiben.")
    static let count = Sentence(
        "Of older files the newest {count} are kept ({directive}).",
        "Von älteren Dateien werden die neuesten {count} aufbewahrt ({directive}).")
    static let oneFile = Sentence(
        "Of older files the newest one is kept ({directive}).",
        "Von älteren Dateien wird die neueste aufbewahrt ({directive}).")
    static let noCount = Sentence(
        "Older files are not kept ({directive}).", "Ältere Dateien werden nicht aufbewahrt ({directive}).")
    static let anyCount = Sentence(
        "Older files are kept whatever their number ({directive}).",
        "Ältere Dateien werden unabhängig von ihrer Zahl aufbewahrt ({directive}).")
    static let maximumAge = Sentence(
        "When a new file is begun, older ones are deleted to which nothing has been written for more than {age} ({directive}).",
        "Wenn eine neue Datei begonnen wird, werden ältere gelöscht, in die seit mehr als {age} nichts geschrieben wurde ({directive})."
    )
    static let mailed = Sentence(
        "Before they are deleted, files are sent by e-mail ({directive}); what becomes of them there is not described here.",
        "Bevor Dateien gelöscht werden, werden sie per E-Mail versandt ({directive}); was dort mit ihnen geschieht, ist hier nicht beschrieben."
    )

    // MARK: What that guarantees

    static let bound = Sentence(
        "What that guarantees: no record gets older than {age}, if logrotate runs every day without errors and the log is there.",
        "Was das garantiert: Jede Aufzeichnung ist spätestens nach {age} gelöscht, wenn logrotate täglich fehlerfrei läuft und das Protokoll vorhanden ist."
    )
    static let noBound = Sentence(
        "What that guarantees: no limit in days.", "Was das garantiert: keine Höchstdauer in Tagen.")
    static let countsFiles = Sentence("Files are counted, and not days.", "Gezählt werden Dateien, nicht Tage.")
    static let usualAge = Sentence(
        "If a new file is begun each time, the oldest record has an age of about {age}.",
        "Wird jedes Mal eine neue Datei begonnen, hat die älteste Aufzeichnung ein Alter von etwa {age}.")
    static let logStays = Sentence(
        "What is in the log itself is never deleted.", "Was im Protokoll selbst steht, wird nie gelöscht.")
    static let maybeForEver = Sentence(
        "If no new file is begun any more, the log and all older files stay for ever.",
        "Wird keine neue Datei mehr begonnen, bleiben das Protokoll und alle älteren Dateien für immer.")
    static let nothingDeletes = Sentence(
        "Nothing deletes the older files.", "Nichts löscht die älteren Dateien.")

    // MARK: What is there

    static let oldest = Sentence(
        "The oldest record found on the disk has an age of {age} ({date} UTC, in {file}).",
        "Die älteste Aufzeichnung, die auf der Festplatte gefunden wurde, hat ein Alter von {age} ({date} UTC, in {file})."
    )
    static let noRecord = Sentence(
        "No record with a time was found on the disk.",
        "Auf der Festplatte wurde keine Aufzeichnung mit einer Zeitangabe gefunden.")
    static let unreadable = Sentence(
        "These files could not be read here: {files}. Older records may be in them.",
        "Diese Dateien ließen sich hier nicht lesen: {files}. Darin können ältere Aufzeichnungen stehen.")
}
