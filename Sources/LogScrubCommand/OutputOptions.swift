internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The options that say where the records go.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Append to this file instead of standard output. SIGHUP opens it anew, when logrotate has moved it.",
            valueName: "file"),
        completion: .file())
    var output: String?

    @Option(
        name: .customLong("tee-raw"),
        help: ArgumentHelp(
            "Keep what is read, unscrubbed, in this file for a short time: for fail2ban. Its folder must be in memory (/run) and be the user's alone (mode 700).",
            valueName: "file"),
        completion: .file())
    var rawCopy: String?

    @Option(
        name: .customLong("tee-ttl"),
        help: ArgumentHelp(
            "How long a byte stays there at most, such as 90s, 10m or 1h; a day at most.", valueName: "time"),
        transform: { try duration($0) })
    var timeToLive: Duration = .seconds(600)

    func validate() throws {
        guard let output, rawCopy == output else { return }
        throw ValidationError("--output and --tee-raw are two files")
    }

    /// Whether the records go anywhere but to standard output.
    var isGiven: Bool { output != nil || rawCopy != nil }

    /// The signals that these options are about.
    var signals: Signals.Caught {
        var signals: Signals.Caught = output == nil ? .inTime : [.inTime, .reopening]
        if rawCopy != nil { signals.insert(.everyEnd) }
        return signals
    }

    /// Finds out whether `open` would do what it is asked for, and makes nothing.
    func rehearse() throws(ScrubError) {
        if let output { try StreamOutput.rehearse(appendingTo: FileName.path(output)) }
        if let rawCopy { try RawCopy.rehearse(FileName.path(rawCopy)) }
    }

    /// Opens what was asked for.
    func open() throws(ScrubError) -> StreamOutput {
        let target =
            try output.map { (path) throws(ScrubError) in try StreamOutput(appendingTo: FileName.path(path)) }
            ?? StreamOutput(.standardOutput)
        if let rawCopy {
            let copy = try RawCopy(FileName.path(rawCopy), timeToLive: timeToLive)
            Signals.removeAtTimeout(copy.paths)
            target.rawCopy = copy
        }
        target.onProblem = { StandardError.write("logscrub: \($0.message)\n") }
        return target
    }
}

private func duration(_ text: String) throws -> Duration {
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
        let number = Int(text.dropLast()), number > 0, number <= 86_400 / unit
    else {
        throw ValidationError("a time is a number with s, m, h or d behind it, from 1s to 1d")
    }
    return .seconds(number * unit)
}
