internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// `logscrub key`: makes and destroys keys.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Makes and destroys the keys of pseudonyms.",
        usage: "logscrub key new <file> | logscrub key expire --keyring <folder> --keep <count>",
        subcommands: [New.self, Expire.self]
    )

    /// `logscrub key new`.
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "new",
            abstract: "Makes a file with a new random key.",
            usage: "logscrub key new [--length <bytes> | --method <name>] [--force] <file>",
            discussion: """
                The file holds the key in hexadecimal digits, and only its owner can read it (mode 0600). It is there as a whole or \
                not at all. One that is there already stays.

                EXIT STATUS
                  0  the file is made
                  64 an option or argument is wrong
                  73 the file is there already, or cannot be made
                  74 the file cannot be written
                """)

        @Option(help: ArgumentHelp("How long the key is: 16 or 32 bytes.", valueName: "bytes"))
        var length: Int?

        @Option(
            help: ArgumentHelp("What the key is for, which says how long it is.", valueName: "name"),
            completion: .list(PseudonymMethod.allCases.map(\.rawValue)),
            transform: { text in try usage { () throws(ScrubError) in try PseudonymMethod(named: text) } })
        var method: PseudonymMethod?

        @Flag(help: "Replace a file that is there. What was made with its key cannot be made or resolved again.")
        var force = false

        @Argument(help: ArgumentHelp("The file to make.", valueName: "file"), completion: .file())
        var file: String

        func validate() throws {
            if let length {
                guard [16, 32].contains(length) else {
                    throw ValidationError("--length is 16 or 32 bytes, not \(length)")
                }
                if let method, method.keyLength != length {
                    throw ValidationError("\(method.rawValue) needs a key of \(method.keyLength) bytes, not \(length)")
                }
            }
            if file.isEmpty { throw ValidationError("the name of the file is empty") }
        }

        func run() throws {
            try reported { () throws(ScrubError) in
                try KeyFile.create(
                    FileName.path(file), length: length ?? method?.keyLength ?? PseudonymMethod.hmac.keyLength,
                    replacing: force)
            }
        }
    }

    /// `logscrub key expire`.
    struct Expire: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "expire",
            abstract: "Destroys all keys of a keyring but the newest.",
            usage: "logscrub key expire --keyring <folder> --keep <count>",
            discussion: """
                Each key is overwritten, brought to the disk and removed; the names of the periods are printed. What was made with a \
                destroyed key cannot be resolved any more. File systems with a journal of data or with snapshots, copy-on-write file \
                systems (Btrfs, ZFS) and flash memory may keep what was overwritten, and backups do: keep the keyring out of backups, \
                and on an encrypted disk or in memory.

                EXAMPLES
                  Keep a month: logscrub key expire --keyring /var/lib/logscrub/keys --keep 31

                EXIT STATUS
                  0  the keys are destroyed
                  64 an option or argument is wrong
                  66 the keyring is missing
                  74 a key could not be destroyed
                  78 others than its owner may enter the keyring
                """)

        @Option(help: ArgumentHelp("The folder with the keys.", valueName: "folder"), completion: .directory)
        var keyring: String

        @Option(help: ArgumentHelp("How many keys stay: those whose periods end last.", valueName: "count"))
        var keep: Int

        func validate() throws {
            if keep < 0 { throw ValidationError("--keep is a number from 0 on") }
        }

        func run() throws {
            let destroyed = try reported { () throws(ScrubError) in
                try Keyring(FileName.path(keyring), creating: false).expire(keeping: keep)
            }
            for name in destroyed { print("destroyed the key of \(name)") }
        }
    }
}
