// Headings, exceptions, what people have to complete, and the sources.

extension Sentence {
    // MARK: Titles and headings

    static let noticeTitle = Sentence("Server logs", "Server-Protokolle (Logfiles)")
    static let recordTitle = Sentence(
        "Entry for the record of processing activities: server logs",
        "Eintrag für das Verzeichnis von Verarbeitungstätigkeiten: Server-Protokolle (Logfiles)")
    static let storedHeading = Sentence(
        "What is stored, and in which form", "Welche Daten in welcher Form gespeichert werden")
    static let neverHeading = Sentence("What is never stored", "Welche Daten nie gespeichert werden")
    static let exceptionsHeading = Sentence("What is exempt from that", "Welche Ausnahmen gelten")
    static let othersHeading = Sentence("What other rules there are", "Welche abweichenden Regeln gelten")
    static let keysHeading = Sentence(
        "Who can resolve pseudonyms", "Wer Pseudonyme auflösen kann")
    static let durationHeading = Sentence("How long it is stored", "Wie lange die Daten gespeichert werden")
    static let limitsHeading = Sentence("What this text does not say", "Was dieser Text nicht aussagt")
    static let sourcesHeading = Sentence("Legal sources", "Rechtsquellen")

    // MARK: Introductions

    static let noticeIntroduction = Sentence(
        "When somebody uses our services, the servers write logs. The program logscrub treats the personal data in them by the following rules.",
        "Wenn Sie unsere Dienste nutzen, schreiben die Server Protokolle (Logfiles). Das Programm logscrub behandelt die personenbezogenen Daten darin nach den folgenden Regeln."
    )
    static let recordIntroduction = Sentence(
        "Entry under Art.~30(1) GDPR, made by logscrub {version} from its settings. Passages in brackets are to be completed.",
        "Eintrag nach Art.~30~Abs.~1 DSGVO, erstellt von logscrub {version} aus dessen Einstellungen. Angaben in eckigen Klammern sind zu ergänzen."
    )
    static let policyFile = Sentence(
        "The settings stand in the policy file {file}; options of the command line may have been added.",
        "Die Einstellungen stehen in der Richtliniendatei {file}; Optionen der Befehlszeile können hinzukommen.")
    static let noPolicyFile = Sentence(
        "There is no policy file: what is built in holds, and what options of the command line say.",
        "Es gibt keine Richtliniendatei: Es gilt, was eingebaut ist, und was Optionen der Befehlszeile sagen.")
    static let level = Sentence("The policy is based on the level {level}.", "Grundlage ist die Stufe {level}.")

    // MARK: Art. 30(1)

    static let controllerHeading = Sentence(
        "Controller and data protection officer (Art.~30(1)(a) GDPR)",
        "Verantwortliche Stelle und Datenschutzbeauftragte (Art.~30~Abs.~1~lit.~a~DSGVO)")
    static let controller = Sentence(
        "^[name and contact details of the controller and, if there is one, of the data protection officer]^",
        "^[Name und Kontaktdaten der verantwortlichen Stelle und, falls vorhanden, der oder des Datenschutzbeauftragten]^"
    )
    static let purposesHeading = Sentence(
        "Purposes (Art.~30(1)(b) GDPR)", "Zwecke der Verarbeitung (Art.~30~Abs.~1~lit.~b~DSGVO)")
    static let purposes = Sentence(
        "^[purposes for which the logs are kept]^", "^[Zwecke, für die die Protokolle aufbewahrt werden]^")
    static let categoriesHeading = Sentence(
        "Categories of data subjects and of personal data (Art.~30(1)(c) GDPR)",
        "Kategorien betroffener Personen und personenbezogener Daten (Art.~30~Abs.~1~lit.~c~DSGVO)")
    static let subjects = Sentence(
        "Data subjects are persons who use the services or are named in the logs. ^[Complete, if there are others.]^",
        "Betroffen sind Personen, die die Dienste nutzen oder in den Protokollen genannt werden. ^[Gegebenenfalls ergänzen.]^"
    )
    static let recipientsHeading = Sentence(
        "Recipients (Art.~30(1)(d) GDPR)", "Empfänger (Art.~30~Abs.~1~lit.~d~DSGVO)")
    static let recipients = Sentence(
        "^[categories of recipients, such as a hosting provider]^",
        "^[Kategorien von Empfängern, etwa ein Hosting-Dienstleister]^")
    static let transfersHeading = Sentence(
        "Transfers to third countries (Art.~30(1)(e) GDPR)",
        "Übermittlungen in Drittländer (Art.~30~Abs.~1~lit.~e~DSGVO)")
    static let transfers = Sentence(
        "^[transfers and their safeguards, or: none]^", "^[Übermittlungen und deren Garantien, oder: keine]^")
    static let limitsOfTimeHeading = Sentence(
        "Time limits for erasure (Art.~30(1)(f) GDPR)", "Löschfristen (Art.~30~Abs.~1~lit.~f~DSGVO)")
    static let measuresHeading = Sentence(
        "Technical and organizational measures (Art.~30(1)(g) and Art.~32(1) GDPR)",
        "Technische und organisatorische Maßnahmen (Art.~30~Abs.~1~lit.~g, Art.~32~Abs.~1 DSGVO)")
    static let furtherMeasures = Sentence(
        "^[further measures, such as who may read the logs]^",
        "^[weitere Maßnahmen, etwa wer die Protokolle lesen darf]^")

    // MARK: Exceptions

    static let nobody = Sentence(
        "Addresses that belong to no visitor are stored unchanged: {examples}, as well as masks of networks.",
        "Adressen, die zu keiner Person gehören, werden unverändert gespeichert: {examples} sowie Netzmasken.")
    static let systemAccounts = Sentence(
        "Names of accounts of the server itself ({examples}, for instance) and signs for nobody are stored unchanged.",
        "Namen von Konten des Servers selbst (etwa {examples}) und Zeichen dafür, dass niemand angemeldet ist, werden unverändert gespeichert."
    )
    static let ownNetworks = Sentence(
        "The IP addresses of our own servers and networks are stored unchanged, with their port numbers.",
        "Die IP-Adressen eigener Server und Netze werden unverändert gespeichert, mit ihren Portnummern.")
    static let namedNetworks = Sentence("These are: {networks}.", "Das sind: {networks}.")
    static let keptAddresses = Sentence(
        "IP addresses that we have chosen are stored unchanged (entries: {count}).",
        "Von uns ausgewählte IP-Adressen werden unverändert gespeichert (Einträge: {count}).")
    static let keptUsers = Sentence(
        "User names that we have chosen are stored unchanged (entries: {count}).",
        "Von uns ausgewählte Anmeldenamen werden unverändert gespeichert (Einträge: {count}).")
    static let keptRooms = Sentence(
        "Names of meeting rooms that we have chosen are stored unchanged (entries: {count}).",
        "Von uns ausgewählte Namen von Konferenzräumen werden unverändert gespeichert (Einträge: {count}).")
    static let keptWords = Sentence(
        "Passages that rules of our own name are stored unchanged, whatever stands in them (rules: {count}).",
        "Textstellen, die eigene Regeln benennen, werden unverändert gespeichert, was immer in ihnen steht (Regeln: {count})."
    )
    static let namedValues = Sentence("The entries are: {values}.", "Die Einträge sind: {values}.")

    // MARK: Other rules

    static let site = Sentence(
        "For records that say they are of the site {site}, this is different:",
        "Für Aufzeichnungen, die sich der Website {site} zuordnen, gilt abweichend:")
    static let source = Sentence(
        "For the files {files}, this is different:", "Für die Dateien {files} gilt abweichend:")

    // MARK: What is not said

    static let lawfulness = Sentence(
        "This text describes how the program is set. It does not say whether the processing is lawful; that has to be assessed by people.",
        "Dieser Text beschreibt, wie das Programm eingestellt ist. Ob die Verarbeitung rechtmäßig ist, sagt er nicht; das ist gesondert zu prüfen."
    )
    static let toAdd = Sentence(
        "^[To be added: controller, purposes, legal basis, recipients, and the rights of data subjects (Art.~13 GDPR).]^",
        "^[Zu ergänzen: verantwortliche Stelle, Zwecke, Rechtsgrundlage, Empfänger und Rechte der betroffenen Personen (Art.~13 DSGVO).]^"
    )
    static let otherPlaces = Sentence(
        "It holds for logs that go through the program. What is in others, in logs not yet treated, in the journal of the system and in backups is not described here.",
        "Er gilt für Protokolle, die das Programm durchlaufen. Andere und noch nicht behandelte Protokolle, das Systemjournal und Sicherungskopien sind hier nicht beschrieben."
    )

    // MARK: Sources

    static let sourcesStatus = Sentence(
        "With the status that was known when this version of the program was made; to be checked before use.",
        "Mit dem Stand, der bei Erstellung dieser Programmversion bekannt war; vor der Verwendung zu prüfen.")
    static let regulation = Sentence(
        "Regulation (EU) 2016/679 (General Data Protection Regulation, GDPR) of 27~April 2016, OJ L~119, 4.5.2016, p.~1. Status: in force, applies since 25~May 2018.",
        "Verordnung (EU) 2016/679 (Datenschutz-Grundverordnung, DSGVO) vom 27.~April 2016, ABl. L~119 vom 4.5.2016, S.~1. Stand: in Kraft, gilt seit dem 25.~Mai 2018."
    )
    static let breyer = Sentence(
        "Court of Justice of the European Union, judgment of 19~October 2016, C-582/14 (Breyer), ECLI:EU:C:2016:779, on IP addresses as personal data. Status: final.",
        "Gerichtshof der Europäischen Union (EuGH), Urteil vom 19.~Oktober 2016, C-582/14 (Breyer), ECLI:EU:C:2016:779, zu IP-Adressen als personenbezogenen Daten. Stand: rechtskräftig."
    )
    static let boardVersusResolution = Sentence(
        "Court of Justice of the European Union, judgment of 4~September 2025, C-413/23~P (EDPS v SRB), ECLI:EU:C:2025:645, on pseudonymized data. Status: final as to this appeal; the case was referred back to the General Court.",
        "Gerichtshof der Europäischen Union (EuGH), Urteil vom 4.~September 2025, C-413/23~P (EDSB/SRB), ECLI:EU:C:2025:645, zu pseudonymisierten Daten. Stand: Rechtsmittel entschieden, Sache an das Gericht zurückverwiesen."
    )
    static let guidelines = Sentence(
        "European Data Protection Board, Guidelines 01/2025 on Pseudonymisation of 16~January 2025. Status: version for public consultation, not binding; a final version was not known.",
        "Europäischer Datenschutzausschuss (EDSA), Leitlinien 01/2025 zur Pseudonymisierung vom 16.~Januar 2025. Stand: Fassung für die öffentliche Konsultation, nicht bindend; eine endgültige Fassung war nicht bekannt."
    )
    static let opinion = Sentence(
        "Article 29 Working Party, Opinion 05/2014 on Anonymisation Techniques (WP~216) of 10~April 2014. Status: opinion on the law before the GDPR, not binding.",
        "Artikel-29-Datenschutzgruppe, Stellungnahme 5/2014 zu Anonymisierungstechniken (WP~216) vom 10.~April 2014. Stand: Stellungnahme zum Recht vor der DSGVO, nicht bindend."
    )
}
