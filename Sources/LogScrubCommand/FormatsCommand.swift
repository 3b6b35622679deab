internal import ArgumentParser
internal import LogScrub

/// `logscrub formats`: the built-in formats, and those that a server's configuration has.
struct FormatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "Lists the formats of records, or prints those of a server's configuration for the policy file.",
        usage: "logscrub formats [--from <file>]",
        discussion: """
            Each line is a name that --format takes, and a record of that format. No record has to be ordered: what it is is recognized.

            With --from, the formats that an nginx.conf defines are printed as entries of the policy file, with the files that use them, \
            and its servers as sites of your own; what it includes is read, too. Whoever prints them into the policy file has their fields treated as what they are.

            EXAMPLES
              All of them:         logscrub formats
              Those of nginx:      logscrub formats --from /etc/nginx/nginx.conf >> /etc/logscrub/config.toml
              One, at once:        logscrub --log-format 'nginx:$remote_addr "$request" $status' access.log

            EXIT STATUS
              0  they were printed
              64 an option is wrong
              66 the file is missing or cannot be read
            """)

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("The configuration of an nginx: nginx.conf.", valueName: "file"),
        completion: .file(extensions: ["conf"]))
    var from: String?

    func run() throws {
        guard let from else {
            let width = (LogFormat.all.map(\.name.count).max() ?? 0) + 2
            for format in LogFormat.all {
                let padding = String(repeating: " ", count: width - format.name.count)
                print(format.example.isEmpty ? format.name : "\(format.name)\(padding)\(format.example)")
            }
            return
        }
        let configuration = try reported { () throws(ScrubError) in try NginxConfiguration(reading: from) }
        let formats = configuration.formats
        if formats.isEmpty {
            print("# \(FileName.printable(from)) defines no format: nginx writes combined, which is built in.")
        }
        // What says most of its records comes first: of two formats that a record may be of, it is the one.
        for format in formats.sorted(by: { $0.text.utf8.count > $1.text.utf8.count }) {
            let uses = format.uses.isEmpty ? "nothing uses it" : format.uses.joined(separator: ", ")
            // A path may hold a line end, which would end the comment.
            print("# \(FileName.printable(uses))")
            print("[[format]]")
            let isBuiltIn = LogFormat.all.contains { $0.name == format.name }
            print("name = \(TOMLText.quoted(isBuiltIn ? "own-\(format.name)" : format.name))")
            print("nginx = \(TOMLText.quoted(format.text))\n")
        }
        // The narrower ones first: of two that a host belongs to, the first counts.
        for host in configuration.hosts.sorted(by: { $0.description.utf8.count > $1.description.utf8.count }) {
            print("[[site]]\nhost = \(TOMLText.basic(host.description))")
            print("# paths = \"keep\"                # unless Jitsi Meet answers there\n")
        }
    }
}

/// Texts as TOML 1.0 writes them.
enum TOMLText {
    /// A text in quotes: literal, if it can be.
    static func quoted(_ text: String) -> String {
        !text.contains("'") && FileName.printable(text) == text ? "'\(text)'" : basic(text)
    }

    /// A text in double quotes.
    static func basic(_ text: String) -> String {
        let escaped = text.map { character -> String in
            switch character {
            case "\"", "\\": "\\\(character)"
            case "\t": "\\t"
            case "\n": "\\n"
            case "\r": "\\r"
            default: String(character)
            }
        }
        return "\"\(FileName.printable(escaped.joined()))\""
    }
}
