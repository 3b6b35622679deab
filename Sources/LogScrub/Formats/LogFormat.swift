/// The grammar of one source's records.
public struct LogFormat: Sendable, Hashable {
    /// How the fields of a record are found. Several formats share one: they differ in the fields they have, not in how to find them.
    enum Grammar: Sendable, Hashable {
        case text, accessLog, nginxError, apacheError, json, java, prosody, request
        /// One of `RecordFormat.all`, by its place there.
        case listed(UInt8)
        /// A format of one's own.
        case own
    }

    /// The name, as `--format` takes it.
    public let name: String
    /// `nil` stands for recognition, record by record.
    let grammar: Grammar?
    /// The grammar of all records, whatever they look like; `nil` for recognition. What is data fits or does not: a record that does not is
    /// recognized, and may have a header.
    var forced: Grammar? {
        switch grammar {
        case .listed, .own: nil
        default: grammar
        }
    }
    /// What the records are wrapped in; `nil` stands for recognition, as long as there is no grammar.
    let envelope: Envelope?
    /// Formats of one's own, in the order in which they are tried.
    let own: [OwnFormat]

    /// A format whose records are those of another format. Those are recognized.
    enum Envelope: Sendable {
        case syslog, dockerCompose, dockerJSON, journalJSON, journalExport
    }

    private init(_ name: String, _ grammar: Grammar?, envelope: Envelope? = nil, own: [OwnFormat] = []) {
        self.name = name
        self.own = own
        self.grammar = grammar
        self.envelope = envelope
    }

    /// A format that is data.
    private init(_ format: RecordFormat) {
        let index = RecordFormat.all.firstIndex { $0.name == format.name }
        self.init(format.name, index.map { .listed(UInt8($0)) })
    }

    /// Recognized from the records, again and again: several sources may come in one stream.
    public static let auto = LogFormat("auto", nil)
    /// `$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"`: nginx's
    /// `combined` and Apache's. More fields may follow.
    public static let combined = LogFormat("combined", .accessLog)
    /// Apache's `common`: as `combined`, without referrer and user agent.
    public static let common = LogFormat("common", .accessLog)
    /// Apache's `vhost_combined` on Debian: the server's name and port come first.
    public static let vhostCombined = LogFormat("vhost-combined", .accessLog)
    /// The `jitsi_log` of Jitsi Meet's nginx template.
    public static let jitsi = LogFormat("jitsi", .accessLog)
    /// An access log of JSON objects, one on a line (nginx with `escape=json`).
    public static let nginxJSON = LogFormat("nginx-json", .json)
    /// nginx's error log.
    public static let nginxError = LogFormat("nginx-error", .nginxError)
    /// Apache's error log.
    public static let apacheError = LogFormat("apache-error", .apacheError)
    /// Prosody, to a file, the console, or syslog.
    public static let prosody = LogFormat("prosody", .prosody)
    /// The formatter that Jitsi Videobridge, Jicofo, Jigasi and Jibri share.
    public static let java = LogFormat("java", .java)
    /// Records behind a header of syslog: RFC 3164, RFC 5424, rsyslog's files, and `journalctl` in its `short` modes.
    public static let syslog = LogFormat("syslog", nil, envelope: .syslog)
    /// Docker's log files: a JSON object on each line, with the record in `log`.
    public static let dockerJSON = LogFormat("docker-json", nil, envelope: .dockerJSON)
    /// `docker compose logs`: the service's name stands before each record.
    public static let dockerCompose = LogFormat("docker-compose", nil, envelope: .dockerCompose)
    /// `journalctl -o json`, `json-pretty`, `json-seq` or `json-sse`.
    public static let journalJSON = LogFormat("journal-json", nil, envelope: .journalJSON)
    /// `journalctl -o export`, which `systemd-journal-remote` reads.
    public static let journalExport = LogFormat("journal-export", nil, envelope: .journalExport)
    /// Anything: all of it is free text.
    public static let text = LogFormat("text", .text)

    /// HAProxy's lines for HTTP, TCP and errors of connections.
    public static let haproxy = LogFormat(RecordFormat.haproxy)
    /// Pairs of a key and a value: `level=info client_ip=203.0.113.7 url.path=/room`.
    public static let logfmt = LogFormat(RecordFormat.logfmt)
    /// Labeled tab-separated values.
    public static let ltsv = LogFormat(RecordFormat.ltsv)

    /// A format of one's own, as nginx's configuration says it: `$remote_addr [$time_iso8601] "$request" $status`. Records that are not of it, and those in
    /// other envelopes, are recognized.
    ///
    /// What a variable holds is known by its name (`$http_cookie`, `$arg_room`, `$ssl_client_s_dn`); what nobody knows is searched as free text.
    ///
    /// - Parameters:
    ///   - text: The strings of `log_format`, put together, or all of the directive. Source: nginx, `ngx_http_log_module`.
    ///   - fields: What variables hold besides: `["http_x_customer": .user]`.
    /// - Throws: `ScrubError` with the code `format`.
    public init(nginx text: String, fields: [String: Kind] = [:]) throws(ScrubError) {
        self.init(own: try NginxLogFormat.parse(text, fields: Self.fields(fields)))
    }

    /// A format of one's own, as Apache's configuration says it: `%h %l %u %t "%r" %>s %b "%{Referer}i"`.
    ///
    /// - Parameters:
    ///   - text: The string of `LogFormat`, or all of the directive. Source: Apache 2.4, `mod_log_config`.
    ///   - fields: What directives hold besides: `["{X-Customer}i": .user]`.
    /// - Throws: `ScrubError` with the code `format`.
    public init(apache text: String, fields: [String: Kind] = [:]) throws(ScrubError) {
        self.init(own: try ApacheLogFormat.parse(text, fields: Self.fields(fields)))
    }

    /// A format of one's own, as HAProxy's configuration says it: `%ci:%cp [%tr] %ft %b/%s %ST %B %{+Q}r`.
    ///
    /// - Parameters:
    ///   - text: The string of `log-format`, or all of the directive. Source: HAProxy's configuration manual, section 8.2.6.
    ///   - fields: What variables hold besides: `["[capture.req.hdr(0)]": .user]`.
    /// - Throws: `ScrubError` with the code `format`.
    public init(haproxy text: String, fields: [String: Kind] = [:]) throws(ScrubError) {
        self.init(own: try HAProxyLogFormat.parse(text, fields: Self.fields(fields)))
    }

    private init(own format: OwnFormat) { self.init("own", .own, own: [format]) }

    private static func fields(_ kinds: [String: Kind]) throws(ScrubError) -> [String: OwnField] {
        var fields: [String: OwnField] = [:]
        for (name, kind) in kinds { fields[name] = try LoggedVariable.field(of: kind) }
        return fields
    }

    /// Formats of one's own, of which each record is the first that fits; what fits none is recognized.
    public init(firstOf formats: [LogFormat]) {
        self.init("own", .own, own: formats.flatMap(\.own))
    }

    /// All formats, in the order in which help lists them.
    public static let all: [LogFormat] =
        [
            auto, combined, common, vhostCombined, jitsi, nginxJSON, nginxError, apacheError, prosody, java,
            syslog, dockerJSON, dockerCompose, journalJSON, journalExport, text,
        ] + RecordFormat.all.map { LogFormat($0) }

    /// The place of its records' grammar among all of them; `nil` if it says what stands around records.
    var recordIndex: Int? { envelope == nil ? grammar?.index : nil }

    /// A record of this format, for people; empty if any may be.
    package var example: String {
        if case .listed(let index) = grammar { return RecordFormat.all[Int(index)].samples.first?.record ?? "" }
        return Self.examples[name] ?? ""
    }

    private static let examples: [String: String] = {
        let request = #"203.0.113.7 - - [14/Sep/2026:19:02:11 +0000] "GET /TeamSync HTTP/2.0" 200 512"#
        return [
            "combined": request + #" "https://portal.example.net/" "curl/8.5.0""#, "common": request,
            "vhost-combined": "meet.example.org:443 " + request + #" "-" "curl/8.5.0""#,
            "jitsi": request + #" "" "curl/8.5.0""#,
            "nginx-json": #"{"remote_addr":"203.0.113.7","request":"GET /TeamSync HTTP/2.0","status":"200"}"#,
            "nginx-error":
                #"2026/09/14 19:02:11 [error] 812#812: *42 open() "/srv/x" failed, client: 203.0.113.7, server: meet.example.org"#,
            "apache-error":
                "[Mon Sep 14 19:02:11.123456 2026] [core:error] [pid 8] [client 203.0.113.7:51514] AH00126: …",
            "prosody": "Sep 14 19:02:11 mod_bosh\tinfo\tNew BOSH session, assigned it sid '910ad0ce-…'",
            "java": "JVB 2026-09-14 19:02:11.013 INFO: [42] [confId=1f2e3d conf_name=teamsync@…] Conference.x#1: …",
            "syslog": "Sep 14 19:02:11 meet sshd[812]: Accepted publickey for ana from 203.0.113.7 port 51514 ssh2",
            "docker-json": #"{"log":"…\n","stream":"stdout","time":"2026-09-14T19:02:11.655Z"}"#,
            "docker-compose": "web-1  | …", "journal-json": #"{"MESSAGE":"…","_SYSTEMD_UNIT":"prosody.service",…}"#,
            "journal-export": "__CURSOR=…, a line for each field, an empty line behind each entry",
        ]
    }()

    /// Finds a format by its name.
    ///
    /// - Throws: `ScrubError` with the code `format`, naming the nearest format there is.
    public init(named name: String) throws(ScrubError) {
        guard let format = Self.all.first(where: { $0.name == name }) else {
            throw ScrubError(.format, Suggestion.unknown("format", among: Self.all.map(\.name), given: name))
        }
        self = format
    }
}

extension LogFormat.Grammar: CaseIterable {
    /// All of them, in the order of their counters.
    static var allCases: [Self] {
        [.text, .accessLog, .nginxError, .apacheError, .json, .java, .prosody, .request]
            + RecordFormat.all.indices.map { .listed(UInt8($0)) } + [.own]
    }

    /// That of a format that is data.
    static func listed(_ format: RecordFormat) -> Self {
        .listed(UInt8(RecordFormat.all.firstIndex { $0.name == format.name } ?? 0))
    }

    /// That of records in the columns that a line before has named.
    static let columns = listed(.w3c)

    /// Whether it is that of the rows of a table.
    var isOfRows: Bool {
        guard case .listed(let index) = self else { return false }
        return RecordFormat.rowIndices.contains(Int(index))
    }

    /// The place among all of them.
    @inline(__always)
    var index: Int {
        switch self {
        case .text: 0
        case .accessLog: 1
        case .nginxError: 2
        case .apacheError: 3
        case .json: 4
        case .java: 5
        case .prosody: 6
        case .request: 7
        case .listed(let index): 8 &+ Int(index)
        case .own: 8 &+ RecordFormat.all.count
        }
    }

    /// The name used in statistics.
    var name: String {
        switch self {
        case .text: "text"
        case .accessLog: "access"
        case .nginxError: "nginx-error"
        case .apacheError: "apache-error"
        case .json: "json"
        case .java: "java"
        case .prosody: "prosody"
        case .request: "request"
        case .listed(let index): RecordFormat.all[Int(index)].name
        case .own: "own"
        }
    }

    /// Whether a record can hold a finding that has no address in it, a referrer for example. Such records are looked at one by
    /// one; those of the other grammars only where a candidate is.
    @inline(__always)
    var hasFields: Bool {
        switch self {
        case .accessLog, .nginxError, .apacheError, .json, .request, .listed, .own: true
        case .text, .java, .prosody: false
        }
    }

    /// Whether the record before leaves no doubt: of an access log, which is tried first, only an object of JSON is something else. Any other
    /// grammar must not keep a record from one that is stronger.
    @inline(__always)
    func isKnownAtOnce(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        self == .accessLog && bytes[record.lowerBound] != ASCII.leftBrace
    }

    /// Marks the fields of a record.
    ///
    /// - Returns: Whether the record is of this grammar; if not, nothing is marked.
    @inline(__always)
    func mark(_ bytes: Span<UInt8>, _ record: Range<Int>, into marks: inout FieldMarks) -> Bool {
        switch self {
        case .accessLog: AccessLog.mark(bytes, record, into: &marks)
        case .nginxError: NginxErrorLog.mark(bytes, record, into: &marks)
        case .apacheError: ApacheErrorLog.mark(bytes, record, into: &marks)
        case .json: JSONLog.mark(bytes, record, into: &marks)
        case .java: JavaLog.recognizes(bytes, record)
        case .prosody: ProsodyLog.recognizes(bytes, record)
        case .request: RequestText.mark(bytes, record, into: &marks)
        case .listed(let index): RecordFormat.all[Int(index)].mark(bytes, record, into: &marks)
        case .text, .own: true
        }
    }

    /// Whether a line begins as the records of logs do: with a time, an address, a bracket, or the name of a Jitsi component.
    static func looksLikeRecord(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        guard let first = record.first.map({ bytes[$0] }) else { return false }
        let start = record.lowerBound
        // What stands for an address may begin a record, and so may what a pattern took; what stands for another value goes on.
        if Pseudonym.end(bytes, from: start, to: record.upperBound) != nil {
            return first == Kind.address.row.letter
        }
        if Placeholder.end(bytes, from: start, to: record.upperBound) != nil {
            return bytes.has("[redacted]", at: start, before: record.upperBound)
        }
        if first == ASCII.colon || first == ASCII.leftBracket || first == ASCII.leftBrace { return true }
        // Its digits may be replaced by others, after which it would look like a time, or not any more.
        if MACAddress.begins(bytes, start, to: record.upperBound) { return false }
        if first.isDigit {
            // A time, a date, an address, seconds since 1970; `12 people` are none of it.
            let digits = bytes.endOfDigits(from: start, before: record.upperBound)
            if digits &- start >= 9 { return true }
            switch digits < record.upperBound ? bytes[digits] : ASCII.space {
            // coturn counts the seconds: `12: : session …`, `12: (900): INFO: …`.
            case ASCII.colon where bytes[digits &+ 1] == ASCII.space: return true
            case ASCII.dot, ASCII.colon, ASCII.hyphen, ASCII.slash: return bytes[digits &+ 1].isHexDigit
            default: break
            }
        }
        if isLevel(bytes, record) { return true }
        // `Tue 2026-08-25 10:11:12 UTC [s=…`
        if record.count > 8, bytes[start &+ 3] == ASCII.space, bytes[start &+ 8] == ASCII.hyphen,
            bytes.endOfDigits(from: start &+ 4, before: start &+ 8) == start &+ 8
        {
            return true
        }
        if first == ASCII.lessThan { return bytes[record.lowerBound &+ 1].isDigit }
        if first.isHexDigit {
            let end = bytes.endOfRun(from: start, to: record.upperBound) {
                $0.hexDigits.union($0.mask(of: ASCII.colon)).union($0.mask(of: ASCII.dot))
            }
            if IPv6Text.parse(bytes, start..<end) != nil { return true }
        }
        for start: StaticString in [
            "JVB ", "Jicofo ", "Jigasi ", "Jibri ", "Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ", "Jul ", "Aug ",
            "Sep ", "Oct ", "Nov ",
            "Dec ",
        ] where bytes.has(start, at: record.lowerBound, before: record.upperBound) {
            return true
        }
        return false
    }

    /// Whether a line begins with a level in capitals, or with a key of logfmt that says when or how.
    private static func isLevel(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Bool {
        let end = bytes.endOfRun(from: record.lowerBound, to: record.upperBound) { $0.wordBytes }
        if end < record.upperBound, bytes[end] == ASCII.equals {
            return logfmtKeys.contains(bytes, record.lowerBound..<end)
        }
        return levels.contains(bytes, record.lowerBound..<end)
    }

    private static let levels = WordSet(
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "SEVERE", "FATAL", "CRITICAL", "ALERT", "EMERG",
        "FINE", "FINER", "FINEST", "CONFIG")
    private static let logfmtKeys = WordSet("level", "lvl", "ts", "time", "timestamp", "msg", "severity", "at")

    /// The grammar of a record, by trying them one after the other.
    ///
    /// - Parameter hasTag: Whether the record stands behind the tag of a program that some format knows, or where each text is looked at.
    @inline(never)
    static func recognize(
        _ bytes: Span<UInt8>, _ record: Range<Int>, hasTag: Bool, into marks: inout FieldMarks
    ) -> Self {
        // A head that is known to the byte says whose record it is, whatever the message looks like. Records of such a stream are taken apart
        // by it (`RecordScrubber.scrubPlain`): the first one, and one behind others, must be read in the same way.
        if ProsodyLog.search(bytes, from: record.lowerBound, to: record.upperBound) != nil { return .prosody }
        if JavaRecord.hasHead(bytes, record) { return .java }
        let hints = RecordHints(bytes, record)
        // What an object of JSON holds are its members, whatever stands in them.
        if let brace = hints.brace, brace == record.lowerBound {
            JSONLog.mark(bytes, record, from: brace, into: &marks)
            return .json
        }
        if let first = record.first, bytes[first] == ASCII.leftBracket, JSONDocument(bytes, record).isOn,
            JSONFields.mark(bytes, record, JSONFields.Hints(bytes, record), into: &marks) != nil
        {
            return .json
        }
        if let index = RecordFormat.recognize(bytes, record, hasDate: hints.date, hasTag: hasTag, into: &marks) {
            return .listed(UInt8(index))
        }
        if hints.date, AccessLog.mark(bytes, record, into: &marks) { return .accessLog }
        if hints.level, NginxErrorLog.mark(bytes, record, into: &marks) { return .nginxError }
        if hints.client, ApacheErrorLog.mark(bytes, record, into: &marks) { return .apacheError }
        if let brace = hints.brace {
            JSONLog.mark(bytes, record, from: brace, into: &marks)
            if !marks.isEmpty { return .json }
        }
        if JavaLog.recognizes(bytes, record, colon: hints.colon) { return .java }
        if ProsodyLog.recognizes(bytes, record, tab: hints.tab, bracket: hints.bracket) { return .prosody }
        if hints.request, RequestText.mark(bytes, record, into: &marks) { return .request }
        return hints.brace == nil ? .text : .json
    }
}
