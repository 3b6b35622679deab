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
        guard options.output != nil || Terminal.isOpen(.standardOutput) else {
            fail(.ioError, "standard output is closed; redirect it to a file or a pipe")
            return
        }
        // A new descriptor would take the place of a closed standard input.
        if files.contains("-"), !Terminal.isOpen(.standardInput) {
            fail(.noInput, "standard input is closed; redirect a file or a pipe to it, or name a file")
            return
        }
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
        let isStandardInput = name == "-"
        let shown = isStandardInput ? "standard input" : FileName.printable(name)
        var input: StreamInput
        do throws(Errno) {
            input = isStandardInput ? StreamInput(.standardInput) : try StreamInput(opening: FileName.path(name))
        } catch {
            let hint = error == .noSuchFileOrDirectory ? Subcommand.hint(for: name) : ""
            fail(.noInput, "\(shown): cannot be opened: \(error)\(hint)")
            return true
        }
        defer { if !isStandardInput { try? input.descriptor.close() } }
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
            if error.code == .key {
                fail(.configuration, "\(error.message); values without a key became placeholders")
                return true
            }
            fail(ExitCode(for: error), "\(shown): \(error.message)")
            return true
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
