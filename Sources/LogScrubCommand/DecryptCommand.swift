internal import ArgumentParser
internal import LogScrub

#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// `logscrub decrypt`: the way back from what a method of encryption has made.
struct DecryptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt",
        abstract: "Decrypts addresses that were encrypted with a key.",
        usage: "logscrub decrypt --key-file <file> --method <name> <value> ...",
        discussion: """
            One line for each value: the address that it was. With another key, or another method, the result is another address: \
            no method can tell. Pseudonyms of the method hmac cannot be decrypted.

            EXAMPLE
              logscrub decrypt --key-file k --method ipcrypt-deterministic bde9:6789:d353:824c:d7c6:f58a:6bd2:26eb

            EXIT STATUS
              0  all values were decrypted
              64 an option or argument is wrong, or a value is none that the method makes
              66 the key file is missing
              78 the key must not be used as it is
            """)

    @Option(
        name: .customLong("key-file"),
        help: ArgumentHelp("The file with the key.", valueName: "file"), completion: .file())
    var keyFile: String

    @Option(
        help: ArgumentHelp("The method by which the values were encrypted.", valueName: "name"),
        completion: .list(EncryptionMethod.allCases.map(\.rawValue)),
        transform: { text in
            if text == PseudonymMethod.hmac.rawValue {
                throw ValidationError("what hmac has made cannot be decrypted; compare it with logscrub pseudonym")
            }
            return try usage { () throws(ScrubError) in try EncryptionMethod(named: text) }
        })
    var method: EncryptionMethod

    @Argument(help: ArgumentHelp("The values.", valueName: "value"))
    var values: [String]

    func run() throws {
        let cipher = try reported { () throws(ScrubError) in
            try AddressCipher(method, key: try KeyFile.read(FilePath(keyFile), for: PseudonymMethod(method)))
        }
        let lines = try usage { () throws(ScrubError) in
            var lines = ""
            for value in values { lines += try cipher.decrypt(value).description + "\n" }
            return lines
        }
        print(lines, terminator: "")
    }
}
