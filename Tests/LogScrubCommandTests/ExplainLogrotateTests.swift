import Foundation
import SystemPackage
import Testing

/// What `logscrub explain` says of logrotate is what logrotate does.
@Suite(
    "What explain says of logrotate", .timeLimit(.minutes(20)),
    .enabled(if: Tools.has("logrotate"), "logrotate is not installed; `make test` installs it"))
struct ExplainLogrotateTests {
    /// The sentences of each log, by its name without the folder.
    private static func sections(_ text: String) -> [String: String] {
        var sections: [String: String] = [:]
        for part in text.components(separatedBy: "\n\nLog ").dropFirst() {
            let whole = ExplainText.unwrapped(part.components(separatedBy: "\n\nWhat this text")[0])
            guard let end = whole.range(of: ", by logrotate") else { continue }
            let name = whole[..<end.lowerBound].split(separator: "/").last.map(String.init) ?? ""
            sections[name] = String(whole[end.upperBound...])
        }
        return sections
    }

    @Test("Configurations of all sorts are read as logrotate itself reads them")
    func reading() async throws {
        let seed = UInt64.random(in: 0...0xffff_ffff)
        var random = SeededNumbers(seed: seed)
        func directives(_ count: Int) -> String {
            (0..<count).map { _ in
                let number = random.number(40)
                let all = [
                    "hourly", "daily", "weekly", "weekly 3", "monthly", "yearly", "size \(number)k", "size=\(number)M",
                    "rotate \(number)", "rotate = \(number)", "rotate -1", "rotate 0", "ifempty", "notifempty",
                    "minsize \(number)k", "maxsize \(number)M", "minage \(number)", "mail x@example.org", "nomail",
                    "missingok",
                    "# size 7M", "create 0640 root adm", "compress", "su root root", "dateext", "sharedscripts",
                    "postrotate\n  /bin/true { daily }\n  size 1M\nendscript",
                ]
                return "  \(all[random.number(all.count)])\n"
            }.joined()
        }
        for _ in 0..<12 {
            let folder = try TemporaryFolder()
            var files: [String: String] = [:]
            for (file, logs) in [
                ("d/b", ["1", "2"]), ("d/a", ["3"]), ("d/x.dpkg-old", ["4"]), ("one", ["5"]), ("top", ["6", "7"]),
            ] {
                files[file] =
                    directives(random.number(2))
                    + logs.map { log in
                        let quoted = random.number(2) == 0 ? "\"$PWD/log \(log)\"" : "$PWD/log\\ \(log)"
                        let opening = [" {\n", "\n{\n", " { daily\n"][random.number(3)]
                        return quoted + opening + directives(1 + random.number(6)) + "}\n"
                    }.joined()
            }
            files["top"] =
                directives(2) + "include $PWD/d\n" + directives(1) + "include $PWD/one\n" + (files["top"] ?? "")
            try FileManager.default.createDirectory(
                atPath: folder.path.appending("d").string, withIntermediateDirectories: true)
            for (name, text) in files { try folder.file(name, text.replacing("$PWD", with: folder.path.string)) }
            let outcome = try await Command.shell(
                """
                PATH=$PATH:/usr/sbin; chmod 755 .; chmod 644 top one d/*
                logrotate -d -s "$PWD/state" top 2>&1 | grep -A 2 '^rotating pattern'; echo %%%%%
                "$LOGSCRUB" explain --no-config --logrotate top
                """, in: folder)
            let parts = outcome.text.components(separatedBy: "%%%%%\n")
            try #require(parts.count == 2, "seed \(seed): \(outcome.errors)")
            let told = Self.sections(parts[1])
            var expected: [String: [String]] = [:]
            for text in parts[0].components(separatedBy: "rotating pattern: ").dropFirst() {
                guard let match = text.firstMatch(of: /log\\? ([0-9])"?\s+(.*)\n/) else { continue }
                expected["log \(match.1)"] = Self.sentences(String(match.2), text)
            }
            let configuration = files.map { "\($0.key):\n\($0.value)" }.joined()
            #expect(Set(told.keys) == Set(expected.keys), "seed \(seed): \(configuration)\(parts[0])")
            for (log, sentences) in expected {
                let all = ["notifempty", "minsize", "maxsize", "minage", "mail", "rotate"]
                for sentence in sentences {
                    #expect(
                        told[log]?.contains(sentence) == true,
                        "seed \(seed): \(log): \(sentence)\n\(told)\n\(configuration)\(parts[0])")
                }
                for word in all where !sentences.contains(where: { $0.contains("(\(word)") }) {
                    #expect(
                        told[log]?.contains("(\(word)") == false,
                        "seed \(seed): \(log): \(word)\n\(told)\n\(configuration)\(parts[0])")
                }
            }
        }
    }

    /// What must be said of a log of which logrotate says this.
    private static func sentences(_ head: String, _ text: String) -> [String] {
        func size(_ bytes: Substring) -> String {
            let count = Int(bytes) ?? 0
            for (unit, shift) in [("GiB", 30), ("MiB", 20), ("KiB", 10)]
            where count > 0 && count.isMultiple(of: 1 << shift) {
                return "\(count >> shift)\u{a0}\(unit)"
            }
            return "\(count)\u{a0}B"
        }
        var sentences: [String] = []
        if head.hasPrefix("hourly") { sentences.append("begun every hour") }
        if head.hasPrefix("after 1 days") { sentences.append("begun every day") }
        if head.hasPrefix("weekly") { sentences.append("begun every week") }
        if head.hasPrefix("monthly") { sentences.append("begun every month") }
        if head.hasPrefix("yearly") { sentences.append("begun every year") }
        if let match = head.prefixMatch(of: /([0-9]+) bytes/) {
            sentences.append("larger than \(size(match.1)) (size)")
        }
        if let match = head.firstMatch(of: /\(([0-9]+) rotations\)/) { sentences.append("(rotate \(match.1))") }
        if head.contains("(no old logs will be kept)") { sentences.append("(rotate 0)") }
        if !head.contains("(") { sentences.append("(rotate -1)") }
        if text.contains("empty log files are not rotated") { sentences.append("(notifempty)") }
        if let match = text.firstMatch(of: /only log files >= ([0-9]+) bytes/) {
            sentences.append("not larger than \(size(match.1)), no new file is begun (minsize)")
        }
        if head.prefixMatch(of: /[0-9]+ bytes/) == nil,
            let match = text.firstMatch(of: /, log files >= ([0-9]+) are rotated earlier/)
        {
            sentences.append("larger than \(size(match.1)) (maxsize)")
        }
        if let match = text.firstMatch(of: /older than ([0-9]+) days/) {
            sentences.append("within \(match.1)\u{a0}day\(match.1 == "1" ? "" : "s"), no new file is begun (minage)")
        }
        if text.contains("old logs mailed to") { sentences.append("(mail)") }
        return sentences
    }

    /// Days that a log goes through, and the age of its oldest record on each.
    private static func life(_ directives: String, days: Int, quietAfter: Int) async throws -> (
        ages: [Int], text: String
    ) {
        let folder = try TemporaryFolder()
        try folder.file("conf", "\(folder.path)/a.log {\ncreate 0600\n\(directives)\n}\n")
        let outcome = try await Command.shell(
            #"""
            PATH=$PATH:/usr/sbin; chmod 755 .; chmod 644 conf; touch a.log
            rotate() { logrotate -s "$PWD/state" conf 2>>errors; }
            rotate
            for day in $(seq 1 \#(days)); do
                if [ $day -le \#(quietAfter) ]; then echo "day $day" >>a.log; fi
                # A day goes by: all that is there is a day older.
                for file in a.log*; do touch -d "$(date -d "@$(( $(stat -c %Y $file) - 86400 ))" '+%F %T')" $file; done
                perl -pi -e 'BEGIN { use POSIX qw(mktime strftime) }
                    s{ (\d+)-(\d+)-(\d+)-(\d+):(\d+):(\d+)$}{strftime(" %Y-%m-%d-%H:%M:%S", localtime(mktime($6, $5, $4, $3, $2 - 1, $1 - 1900) - 86400))}e' state
                rotate
                oldest=$(cat a.log* | sed 's/day //' | sort -n | head -n 1); echo "$((day - ${oldest:-$day} + 1))"
            done
            cat errors >&2
            echo %%%%%; "$LOGSCRUB" explain --no-config --logrotate conf
            """#, in: folder)
        let parts = outcome.text.components(separatedBy: "%%%%%\n")
        try #require(parts.count == 2 && outcome.errors.isEmpty, "\(outcome.errors)")
        return (parts[0].split(separator: "\n").compactMap { Int($0) }, ExplainText.unwrapped(parts[1]))
    }

    @Test(
        "A limit in days that is told is kept, day after day, also when nothing is written any more",
        arguments: [
            "daily\nrotate 100\nmaxage 3", "daily\nrotate -1\nmaxage 2", "daily\nrotate 0",
            "weekly\nrotate 50\nmaxage 4",
            "daily\nrotate 100\nmaxage 3\ncopytruncate",
            "daily\nrotate 3\nmaxage 30",
        ])
    func bound(_ directives: String) async throws {
        for quiet in [60, 9] {
            let (ages, text) = try await Self.life(directives, days: 40, quietAfter: quiet)
            let bound = try #require(text.firstMatch(of: /no record gets older than ([0-9]+)\u{a0}days/), "\(text)")
            #expect(ages.count == 40 && (ages.max() ?? 99) <= Int(bound.1) ?? 0, "\(directives): \(ages)")
        }
    }

    @Test(
        "Where no limit is told, records stay for ever once little is written",
        arguments: [
            "daily\nrotate 5\nnotifempty", "daily\nrotate 5\nmaxage 3\nnotifempty", "daily\nrotate 5\nminsize 10k",
            "size 10k\nrotate 5\nmaxage 3", "rotate 3", "daily\nrotate 5\nmaxage 3\ncopy", "daily\nrotate -1",
            "daily\nrotate 5\nmaxage 3\nminsize 1k",
        ])
    func noBound(_ directives: String) async throws {
        let (ages, text) = try await Self.life(directives, days: 25, quietAfter: 3)
        #expect(text.contains("no limit in days."), "\(text)")
        #expect((ages.last ?? 0) > 22, "\(directives.replacing("\n", with: ", ")): \(ages)")
        let isForEver = ["stay for ever", "is never deleted", "Nothing deletes the older files"].contains {
            text.contains($0)
        }
        #expect(isForEver, "\(text)")
    }

    @Test("The age that is told where files are counted is reached, and not passed while a file is begun each day")
    func usual() async throws {
        let (ages, text) = try await Self.life("daily\nrotate 5", days: 20, quietAfter: 20)
        #expect(text.contains("the oldest record has an age of about 6\u{a0}days") && text.contains("no limit in days"))
        #expect(ages.max() == 6 || ages.max() == 5, "\(ages)")
    }

    @Test(
        "Debian's own files for nginx, Prosody and rsyslog are told as they are",
        StockSystem.needs("logrotate", "nginx", "prosody", "rsyslogd"))
    func stock() async throws {
        let outcome = try await StockSystem.run(
            "logscrub explain --no-config --logrotate /etc/logrotate.conf /var/log/nginx/access.log /var/log/prosody/prosody.log /var/log/syslog /var/log/x"
        )
        let told = Self.sections(outcome.text)
        #expect(
            told.mapValues { $0.components(separatedBy: " - No record")[0] } == [
                "access.log":
                    " - A new file is begun every day. - If nothing has been written, no new file is begun (notifempty). - Of older files the newest 14 are kept (rotate 14). - What that guarantees: no limit in days. Files are counted, and not days. If a new file is begun each time, the oldest record has an age of about 15\u{a0}days. If no new file is begun any more, the log and all older files stay for ever.",
                "prosody.log":
                    " - A new file is begun every week. - Of older files the newest 52 are kept (rotate 52). - What that guarantees: no limit in days. Files are counted, and not days. If a new file is begun each time, the oldest record has an age of about 371\u{a0}days.",
                "syslog":
                    " - A new file is begun every week. - If nothing has been written, no new file is begun (notifempty). - Of older files the newest 4 are kept (rotate 4). - What that guarantees: no limit in days. Files are counted, and not days. If a new file is begun each time, the oldest record has an age of about 35\u{a0}days. If no new file is begun any more, the log and all older files stay for ever.",
                "x": " - logrotate has no rule for this log: it grows, and nothing is deleted.",
            ], "\(outcome.text)\(outcome.errors)")
    }

    @Test("The files that come with this program guarantee a limit in days")
    func examples() async throws {
        let sources = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("Sources/LogScrubCommand/Examples/logrotate")
        let outcome = try await Command.shell(
            """
            for name in nginx prosody rsyslog jicofo jitsi-videobridge coturn; do
                "$LOGSCRUB" explain --no-config --logrotate '\(sources)'/$name | tr '\\n ' '  ' | tr -s ' ' | grep -o 'no record gets older than [0-9]*'
            done
            """, in: try TemporaryFolder())
        #expect(outcome.text == String(repeating: "no record gets older than 19\n", count: 6))
    }
}

/// Numbers from a seed.
private struct SeededNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed | 1 }

    mutating func number(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % count
    }
}
