internal import ArgumentParser
internal import LogScrub

/// What the program was called with.
enum Arguments {
    /// The arguments, as texts from which `FileName.path` gets the bytes back. `CommandLine.arguments` would put another character in the place of
    /// what is no UTF-8, and with it another file.
    static var given: [String] {
        var arguments: [String] = []
        for index in 0..<Int(CommandLine.argc) {
            // Safe: the system has put so many strings there, each with a NUL at its end, and nobody changes them.
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { break }
            var bytes: [UInt8] = []
            while unsafe argument[bytes.count] != 0 { unsafe bytes.append(UInt8(bitPattern: argument[bytes.count])) }
            arguments.append(FileName.text(bytes))
        }
        return arguments
    }
}

extension ParsableCommand {
    /// Runs the command as `main` does, but that messages which repeat an argument show what a terminal would obey as `\x1b`.
    static func runPrintably(_ arguments: [String]) {
        if arguments.allSatisfy({ FileName.printable($0) == $0 }) { return main(arguments) }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = exitCode(for: error)
            let message = FileName.printable(fullMessage(for: error), keepingLines: true)
            // The commands report their own errors and throw a bare status.
            if code == .success || error is ExitCode { exit(withError: error) }
            StandardError.write(message + "\n")
            exit(withError: code)
        }
    }
}
