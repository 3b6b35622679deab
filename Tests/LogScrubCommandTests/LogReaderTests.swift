import Foundation
import LogScrub
import Testing

/// Programs that administrators read logs with, on scrubbed logs: they understand as much of them as of the originals.
@Suite("Readers of logs", .timeLimit(.minutes(20)))
struct LogReaderTests {
    /// A program that a test needs: where it is not installed, the test says so and is skipped.
    private static func needs(_ name: String) -> some TestTrait {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return .enabled(
            if: folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") },
            "\(name) is not installed; `make test` installs it")
    }

    @Test(
        "GoAccess refuses no request, and counts the same at the same times with the same status",
        needs("goaccess"), needs("jq"), arguments: [ReadableLog.combined, .jitsi, .login], Level.allCases)
    func goAccess(log: ReadableLog, level: Level) async throws {
        let outcome = try await Command.shell(
            """
            set -euo pipefail
            export HOME="$PWD"
            for log in raw clean; do
                goaccess $log --no-global-config --log-format=COMBINED --no-progress --hour-spec=min \\
                    --invalid-requests=$log.refused -o $log.json >/dev/null
                jq -c '[.general | .total_requests, .valid_requests, .failed_requests],
                    [.status_codes.data[] | .items[]? | [.data, .hits.count]],
                    [.visit_time.data[] | [.data, .hits.count]]' $log.json
                cat $log.refused >&2
            done
            """, in: try await log.folder(level))
        try #require(outcome.status == .success, "\(outcome.errors)\(outcome.text)")
        let lines = outcome.text.split(separator: "\n").map(String.init)
        try #require(lines.count == 6, "\(outcome.text)")
        #expect(lines[0] == "[\(log.lineCount),\(log.lineCount),0]", "\(outcome.errors)")
        #expect(Array(lines[..<3]) == Array(lines[3...]), "\(outcome.errors)")
    }

    @Test(
        "jq reads every line of JSON, with the same keys in the same order and values of the same types",
        needs("jq"), arguments: ReadableLog.json, Level.allCases)
    func jq(log: ReadableLog, level: Level) async throws {
        // A list of numbers is a message in bytes, as journalctl writes it.
        let outcome = try await Command.shell(
            #"""
            set -euo pipefail
            shape='def shape:
                if type == "object" then to_entries | map([.key, (.value | shape)])
                elif type == "array" and (first | type) == "number" then "bytes"
                elif type == "array" then map(shape)
                elif type == "string" then "string"
                else . end;
                shape'
            for log in raw clean; do
                while IFS= read -r line; do jq -c "$shape" <<<"$line"; done <$log >$log.shape
            done
            cmp raw.shape clean.shape
            wc -l <clean.shape
            jq -r '.. | strings' clean
            """#, in: try await log.folder(level))
        try #require(outcome.status == .success, "\(outcome.errors)\(outcome.text)")
        let lines = outcome.text.withoutPseudonyms.split(separator: "\n")
        #expect(lines.first.flatMap { Int($0.drop { $0 == " " }) } == log.lineCount)
        for secret in ["203.0.113.7", "teamsync", "lena", "Rosa", "eyJ", "7334", "lms.example.net/"] {
            #expect(!lines.dropFirst().contains { $0.contains(secret) }, "\(secret)")
        }
    }

    @Test(
        "lnav recognizes the same format, and reads the same from its columns",
        needs("lnav"),
        arguments: [
            (ReadableLog.combined, "access_log", "log_line, log_time, log_level, sc_status, sc_bytes, cs_version"),
            (.jitsi, "access_log", "log_line, log_time, log_level, sc_status, sc_bytes, cs_version"),
            (.login, "access_log", "log_line, log_time, log_level, cs_method, sc_status, sc_bytes, cs_version"),
            (.syslog, "syslog_log", "log_line, log_time, log_level, log_hostname, log_procname, log_pid"),
            (.journal, "journald_json_log", "log_line, log_time, log_level, SYSLOG_IDENTIFIER, _PID, _SYSTEMD_UNIT"),
        ], Level.allCases)
    func lnav(_ log: (log: ReadableLog, format: String, columns: String), level: Level) async throws {
        let outcome = try await Command.shell(
            """
            set -euo pipefail
            export HOME="$PWD/home" TMPDIR="$PWD" TERM=dumb TZ=UTC
            unset XDG_CONFIG_HOME
            mkdir home
            touch --reference=raw clean
            for log in raw clean; do
                lnav -n -c ';SELECT log_format, count(*) FROM all_logs GROUP BY 1' -c ':write-csv-to -' $log >$log.format
                lnav -n -c ';SELECT \(log.columns) FROM \(log.format)' -c ':write-csv-to -' $log >$log.columns
            done
            cat clean.format
            diff raw.format clean.format
            diff raw.columns clean.columns
            wc -l <clean.columns
            """, in: try await log.log.folder(level))
        #expect(outcome.status == .success, "\(outcome.errors)")
        let lines = outcome.text.split(separator: "\n").map(String.init)
        #expect(lines.first == "log_format,count(*)" && lines.dropFirst().first?.hasPrefix("\(log.format),") == true)
        #expect(lines.last.flatMap { Int($0) } ?? 0 > 2, "\(outcome.text)")
    }

    @Test("The name of who logs in by SSH is gone from the journal, whatever it is read with")
    func sshLogins() async throws {
        let message = "Accepted publickey for rosa from 203.0.113.5 port 50312 ssh2: ED25519 SHA256:abc"
        let short = try await Command.run([], input: "Sep 14 19:02:11 meet sshd[77]: \(message)\n")
        #expect(!short.text.withoutPseudonyms.contains("rosa"))
        let json = #"{"_PID":"77","SYSLOG_IDENTIFIER":"sshd","_HOSTNAME":"meet","MESSAGE":"\#(message)"}"#
        let outcome = try await Command.run([], input: json + "\n")
        #expect(!outcome.text.withoutPseudonyms.contains("rosa"))
    }
}
