internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// One run over the named files.
struct Run {
    let scrubber: Scrubber
    private(set) var statistics = Statistics()
    private(set) var exitCode = ExitCode.success
    private(set) var wasInterrupted = false

    init(scrubber: Scrubber) {
        self.scrubber = scrubber
    }

    /// Scrubs each file to standard output. A file that cannot be read is named, and the others are still done.
    mutating func scrub(_ files: [String]) {
        guard Terminal.isOpen(.standardOutput) else {
            fail(.ioError, "standard output is closed; redirect it to a file or a pipe")
            return
        }
        // A new descriptor would take the place of a closed standard input.
        if files.contains("-"), !Terminal.isOpen(.standardInput) {
            fail(.noInput, "standard input is closed; redirect a file or a pipe to it, or name a file")
            return
        }
        let wakeUp = Signals.descriptorForTermination()
        for file in files {
            guard scrub(file, wakeUp: wakeUp) else { return }
        }
    }

    /// Scrubs one file.
    ///
    /// - Returns: Whether it makes sense to go on.
    private mutating func scrub(_ name: String, wakeUp: FileDescriptor?) -> Bool {
        let isStandardInput = name == "-"
        let input: FileDescriptor
        do {
            input = isStandardInput ? .standardInput : try FileDescriptor.open(FilePath(name), .readOnly)
        } catch {
            let hint = error as? Errno == .noSuchFileOrDirectory ? Subcommand.hint(for: name) : ""
            fail(.noInput, "\(name): cannot be opened: \(error)\(hint)")
            return true
        }
        defer { if !isStandardInput { try? input.close() } }
        do throws(ScrubError) {
            switch try scrubber.scrub(input, into: .standardOutput, wakeUp: wakeUp, statistics: &statistics) {
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
            fail(.noInput, "\(isStandardInput ? "standard input" : name): \(error.message)")
            return true
        }
    }

    private mutating func fail(_ code: ExitCode, _ message: String) {
        StandardError.write("logscrub: \(message)\n")
        if exitCode == .success || code == .ioError { exitCode = code }
    }
}

extension ExitCode {
    /// `EX_NOINPUT` of sysexits.h: a file is missing or cannot be read.
    static let noInput = ExitCode(66)
    /// `EX_IOERR` of sysexits.h: the output cannot be written.
    static let ioError = ExitCode(74)
}
