internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run over the named files.
struct Run {
    let scrubbers: FileScrubbers
    private(set) var statistics = Statistics()
    private(set) var exitCode = ExitCode.success
    private(set) var wasInterrupted = false

    private let takesAllForText: Bool

    init(scrubbers: FileScrubbers, takesAllForText: Bool) {
        self.scrubbers = scrubbers
        self.takesAllForText = takesAllForText
    }

    /// Scrubs each file into the output. A file that cannot be read is named, and the others are still done.
    mutating func scrub(_ files: [String], into options: OutputOptions) throws {
        guard hasStandardFiles(for: files, options) else { return }
        // Before anything is made that has to be removed, or moved away.
        let wakeUp = Signals.descriptorForWakeUps(options.signals)
        let output = try reported { () throws(ScrubError) in try options.open() }
        defer { output.rawCopy?.remove() }
        for file in files {
            guard scrub(file, into: output, wakeUp: wakeUp) else { return }
        }
    }

    /// Scrubs one file.
    ///
    /// - Returns: Whether it makes sense to go on.
    private mutating func scrub(_ name: String, into output: StreamOutput, wakeUp: FileDescriptor?) -> Bool {
        guard var input = open(name) else { return true }
        let shown = InputFiles.printable(name)
        defer { if name != "-" { try? input.descriptor.close() } }
        input.isTakenForText = takesAllForText
        do throws(ScrubError) {
            let end = try scrubbers.scrubber(for: name).scrub(
                input, into: output, wakeUp: wakeUp, onWakeUp: { Signals.wakeUp(from: wakeUp) }, statistics: &statistics
            )
            switch end {
            case .endOfInput:
                return true
            case .interrupted:
                wasInterrupted = true
                return false
            case .outputClosed:
                return false
            }
        } catch {
            if error.code == .output {
                fail(.ioError, error.message)
                return false
            }
            fail(error, shown)
            return true
        }
    }

    // MARK: The rehearsal

    /// Does all but the writing, so that what goes wrong is what would, and tells what would be changed.
    mutating func rehearse(_ files: [String], into options: OutputOptions) throws {
        guard hasStandardFiles(for: files, options) else { return }
        let wakeUp = Signals.descriptorForWakeUps()
        try reported { () throws(ScrubError) in try options.rehearse() }
        var foretold: [DryRunReport.File] = []
        for file in files {
            guard rehearse(file, into: options, &foretold, wakeUp) else { break }
        }
        print(DryRunReport.text(foretold), terminator: "")
    }

    /// - Returns: Whether to go on.
    private mutating func rehearse(
        _ name: String, into options: OutputOptions, _ foretold: inout [DryRunReport.File], _ wakeUp: FileDescriptor?
    ) -> Bool {
        let shown = InputFiles.printable(name)
        if name != "-", StreamInput.isNamedPipe(FileName.path(name)) {
            fail(
                .noInput,
                "\(shown): is a pipe, and a dry run would take from it what it does not write: redirect it, < PIPE, if that is what you want"
            )
            return true
        }
        guard var input = open(name) else { return true }
        defer { if name != "-" { try? input.descriptor.close() } }
        input.isTakenForText = takesAllForText
        do throws(ScrubError) {
            if let output = options.output, input.isFile(FileName.path(output)) {
                throw ConfigurationFile.unreadable("is also the output; write to another file")
            }
            let note = name == "-" ? WaitingNote(input) : nil
            defer { note?.end() }
            let found = try scrubbers.scrubber(for: name).examine(input, wakeUp: wakeUp, statistics: &statistics)
            guard let examination = found else {
                wasInterrupted = true
                return false
            }
            foretold.append(DryRunReport.File(name: shown, examination: examination))
        } catch {
            fail(error, shown)
        }
        return true
    }

    // MARK: What both do

    /// Whether standard input and output are there, if they are needed.
    private mutating func hasStandardFiles(for files: [String], _ options: OutputOptions) -> Bool {
        guard options.output != nil || Terminal.isOpen(.standardOutput) else {
            fail(.ioError, "standard output is closed; redirect it to a file or a pipe")
            return false
        }
        // A new descriptor would take the place of a closed standard input.
        if files.contains("-"), !Terminal.isOpen(.standardInput) {
            fail(.noInput, "standard input is closed; redirect a file or a pipe to it, or name a file")
            return false
        }
        return true
    }

    /// Opens an input, or says why it cannot be opened.
    private mutating func open(_ name: String) -> StreamInput? {
        if name == "-" { return StreamInput(.standardInput) }
        do throws(Errno) {
            return try StreamInput(opening: FileName.path(name))
        } catch {
            let hint = error == .noSuchFileOrDirectory ? Subcommand.hint(for: name) : ""
            fail(.noInput, "\(FileName.printable(name)): cannot be opened: \(error)\(hint)")
            return nil
        }
    }

    /// Says what went wrong with an input.
    private mutating func fail(_ error: ScrubError, _ shown: String) {
        if error.code == .key {
            fail(.configuration, "\(error.message); values without a key became placeholders")
        } else {
            fail(ExitCode(for: error), "\(shown): \(error.message)")
        }
    }

    private mutating func fail(_ code: ExitCode, _ message: String) {
        StandardError.write("logscrub: \(message)\n")
        exitCode.add(code)
    }
}

extension ExitCode {
    /// Ends the command with this status. Success is no error: the parser would make a text of help for it.
    func throwUnlessSuccess() throws {
        if !isSuccess { throw self }
    }

    /// `EX_NOINPUT` of sysexits.h: a file is missing or cannot be read.
    static let noInput = ExitCode(66)
    /// `EX_IOERR` of sysexits.h: the output cannot be written.
    static let ioError = ExitCode(74)
}
