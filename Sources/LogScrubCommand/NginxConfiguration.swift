internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The formats of logs in an nginx.conf and what it includes.
///
/// Source: nginx, `ngx_conf_file.c` (words, quotes, comments, `include` with patterns, relative to the folder of the first file).
struct NginxConfiguration {
    struct Format {
        let name: String
        /// The strings of the directive, put together.
        let text: String
        /// What is written in it: paths of logs.
        var uses: [String] = []
    }

    private(set) var formats: [Format] = []
    /// The names of servers, each once.
    private(set) var hosts: [Site] = []
    private let root: FilePath
    private var depth = 0
    /// What has been read: a file that is included twice says nothing new.
    private var done: Set<String> = []
    /// Which logs are written in which format.
    private var logs: [(format: String, path: String)] = []

    /// Nobody includes more files than these in one another.
    private static let deepest = 16

    /// - Throws: `ScrubError` with the code `input` if the first file cannot be read.
    init(reading name: String) throws(ScrubError) {
        root = FileName.path(name).removingLastComponent()
        try read(FileName.path(name))
        for (format, path) in logs {
            guard let index = formats.firstIndex(where: { $0.name == format }) else { continue }
            if !formats[index].uses.contains(path) { formats[index].uses.append(path) }
        }
    }

    private mutating func read(_ path: FilePath) throws(ScrubError) {
        guard depth < Self.deepest, done.insert(path.string).inserted else { return }
        depth += 1
        defer { depth -= 1 }
        var directive: [String] = []
        for token in NginxToken.tokens(of: try ConfigurationFile.text(of: path, mustBeTrusted: false)) {
            switch token {
            case .word(let word): directive.append(word)
            case .open, .close: directive = []
            case .end:
                try take(directive)
                directive = []
            }
        }
    }

    /// Takes a server's name: `meet.example.org`, `.example.org`, `*.example.org`. Expressions, wildcards elsewhere and `_` name no host.
    private mutating func take(host name: String) {
        guard name != "_", let site = try? Site(name.hasPrefix("*.") ? String(name.dropFirst()) : name) else { return }
        if !hosts.contains(site) { hosts.append(site) }
    }

    private mutating func take(_ words: [String]) throws(ScrubError) {
        switch words.first {
        case "log_format" where words.count > 2:
            let strings = words[2].hasPrefix("escape=") ? words.dropFirst(3) : words.dropFirst(2)
            if !formats.contains(where: { $0.name == words[1] }) {
                formats.append(Format(name: words[1], text: NginxToken.joined(Array(strings))))
            }
        case "server_name":
            for word in words.dropFirst() { take(host: word) }
        case "access_log" where words.count > 2:
            logs.append((words[2], words[1]))
        case "include" where words.count == 2:
            for path in ConfigurationFile.paths(matching: root.pushing(FileName.path(words[1]))) {
                // A file that is gone by now says nothing.
                try? read(path)
            }
        default: break
        }
    }
}
