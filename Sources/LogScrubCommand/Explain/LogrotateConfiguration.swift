internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// What a configuration of logrotate says, and the files that it includes.
///
/// Source: logrotate 3.21, `config.c`: what is said outside of sections holds for all that follow, also in other files; `include` takes a file, or those of a
/// folder in the order of their names; a log that comes twice has the rules of the first place.
struct LogrotateConfiguration {
    /// Some logs, and what is done to them.
    struct Section {
        /// Paths, or patterns of paths.
        let logs: [String]
        let settings: LogrotateSettings
    }

    private(set) var sections: [Section] = []
    private var common = LogrotateSettings()
    private var depth = 0
    /// Patterns of names that are passed over in folders.
    private var taboo = [
        "*,v", "*.bak", "*.cfsaved", "*.disabled", "*.dpkg-bak", "*.dpkg-del", "*.dpkg-dist", "*.dpkg-new",
        "*.dpkg-old", "*.dpkg-tmp", "*.orig", "*.rhn-cfg-tmp-*", "*.rpmnew", "*.rpmorig", "*.rpmsave", "*.swp",
        "*.ucf-dist", "*.ucf-new", "*.ucf-old", "*~",
    ]

    /// logrotate itself stops there.
    private static let deepest = 16

    /// - Throws: `ScrubError` with the code `input` if a file cannot be read.
    init(reading name: String) throws(ScrubError) { try read(FileName.path(name)) }

    private mutating func read(_ path: FilePath) throws(ScrubError) {
        guard depth < Self.deepest else {
            throw ConfigurationFile.error("\(FileName.printable(path)): too many files include one another")
        }
        depth += 1
        defer { depth -= 1 }
        guard let files = ConfigurationFile.files(in: path) else { return try readFile(path) }
        for file in files where file.removingLastComponent() == path {
            let name = "/\(file.lastComponent?.string ?? "")"
            if taboo.contains(where: { FileName.matches(FilePath(name), pattern: "/" + $0) }) { continue }
            try readFile(file)
        }
    }

    // MARK: Lines

    /// A section that has been begun.
    private struct Begun {
        let logs: [String]
        var settings: LogrotateSettings
        /// logrotate passes over a section in which something is wrong.
        var isWrong = false
    }

    private mutating func readFile(_ path: FilePath) throws(ScrubError) {
        let text = try ConfigurationFile.text(of: path, mustBeTrusted: false)
        var names = ""
        var section: Begun?
        var isScript = false
        for line in text.split(whereSeparator: \.isNewline) {
            var rest = line.drop { $0 == " " || $0 == "\t" }
            if isScript {
                isScript = rest.prefix(while: \.isLetter) != "endscript"
                continue
            }
            guard let first = rest.first, first != "#" else { continue }
            if section == nil, !names.isEmpty || "/\"'~\\".contains(first) {
                guard let brace = Self.brace(in: rest) else {
                    names += rest + " "
                    continue
                }
                names += rest[..<brace]
                section = Begun(logs: Self.words(in: names), settings: common)
                names = ""
                rest = rest[brace...].dropFirst()
            }
            while let directive = Self.directive(&rest) {
                if directive == "}" {
                    if let section { add(section) }
                    section = nil
                } else if Self.scripts.contains(directive) {
                    isScript = true
                    break
                } else if directive == "include", section == nil {
                    try read(FileName.path(Self.value(&rest)))
                } else if var inner = section {
                    if !take(directive, &rest, into: &inner.settings) { inner.isWrong = true }
                    section = inner
                } else {
                    var settings = common
                    _ = take(directive, &rest, into: &settings)
                    common = settings
                }
            }
        }
    }

    private mutating func add(_ section: Begun) {
        if !section.isWrong { sections.append(Section(logs: section.logs, settings: section.settings)) }
    }

    private static let scripts: Set<Substring> = [
        "prerotate", "postrotate", "firstaction", "lastaction", "preremove",
    ]

    /// The bracket that begins a section, outside of quotes.
    private static func brace(in text: Substring) -> Substring.Index? {
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if quote == nil, character == "{" { return index }
            if character == quote { quote = nil } else if quote == nil, "\"'".contains(character) { quote = character }
        }
        return nil
    }

    /// The words of a text, as a shell has them.
    private static func words(in text: String) -> [String] {
        var words: [String] = []
        var (word, quote): (String?, Character?) = (nil, nil)
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if "\"'".contains(character) {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let whole = word { words.append(whole) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    // MARK: Directives

    private static func directive(_ rest: inout Substring) -> Substring? {
        rest = rest.drop { $0.isWhitespace || $0 == "=" }
        guard let first = rest.first, first != "#" else { return nil }
        let word = first == "}" ? rest.prefix(1) : rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != "}" }
        rest = rest.dropFirst(max(1, word.count))
        return word
    }

    /// All that is left of a line, without an equals sign before it and quotes around it.
    private static func value(_ rest: inout Substring) -> String {
        var value = rest.drop { $0.isWhitespace || $0 == "=" }
        rest = rest[rest.endIndex...]
        while value.last?.isWhitespace == true { value.removeLast() }
        if let first = value.first, "\"'".contains(first), value.count > 1, value.last == first {
            value = value.dropFirst().dropLast()
        }
        return String(value)
    }

    /// A number, with a unit if it is one of bytes.
    private static func number(_ text: String, isSize: Bool = false) -> Int? {
        guard isSize, let unit = text.last, let shift = ["k": 10, "M": 20, "G": 30][unit] else { return Int(text) }
        let (bytes, overflows) = (Int(text.dropLast()) ?? -1).multipliedReportingOverflow(by: 1 << shift)
        return overflows || bytes < 0 ? nil : bytes
    }

    /// - Returns: `false` if logrotate does not understand it.
    private mutating func take(
        _ directive: Substring, _ rest: inout Substring, into settings: inout LogrotateSettings
    ) -> Bool {
        func given(_ path: WritableKeyPath<LogrotateSettings, Int>, isSize: Bool = false) -> Bool {
            guard let number = Self.number(Self.value(&rest), isSize: isSize) else { return false }
            settings[keyPath: path] = number
            return true
        }
        switch directive {
        case "hourly": settings.interval = .hourly
        case "daily": settings.interval = .daily
        case "monthly": settings.interval = .monthly
        case "yearly": settings.interval = .yearly
        case "weekly":
            settings.interval = .weekly
            let day = Self.value(&rest)
            return day.isEmpty || (Int(day).map { (0...7).contains($0) } ?? false)
        case "size":
            guard let size = Self.number(Self.value(&rest), isSize: true) else { return false }
            settings.interval = .size(size)
        case "rotate": return given(\.count)
        case "maxage": return given(\.maximumAge)
        case "minage": return given(\.minimumAge)
        case "minsize": return given(\.minimumSize, isSize: true)
        case "maxsize": return given(\.maximumSize, isSize: true)
        case "ifempty": settings.rotatesEmpty = true
        case "notifempty": settings.rotatesEmpty = false
        case "copy": settings.copies = true
        case "nocopy": settings.copies = false
        case "copytruncate": settings.truncates = true
        case "nocopytruncate", "renamecopy": settings.truncates = false
        case "mail": settings.isMailed = !Self.value(&rest).isEmpty
        case "nomail": settings.isMailed = false
        case "ignoreduplicates": settings.ignoresDuplicates = true
        case "olddir": settings.folder = Self.value(&rest)
        case "noolddir": settings.folder = nil
        case "extension": settings.suffix = Self.value(&rest)
        case "tabooext", "taboopat": takeTaboo(Self.value(&rest), isSuffix: directive == "tabooext")
        case _ where Self.withValues.contains(directive): _ = Self.value(&rest)
        default: break
        }
        return true
    }

    /// Directives with values that say nothing of how long records are kept.
    private static let withValues: Set<Substring> = [
        "addextension", "compresscmd", "compressext", "compressoptions", "create", "createolddir", "dateformat",
        "error",
        "errors", "include", "shredcycles", "start", "su", "uncompresscmd",
    ]

    private mutating func takeTaboo(_ value: String, isSuffix: Bool) {
        var words = value.split { $0.isWhitespace || $0 == "," }
        if words.first == "+" { words.removeFirst() } else { taboo = [] }
        taboo += words.map { isSuffix ? "*\($0)" : String($0) }
    }
}
