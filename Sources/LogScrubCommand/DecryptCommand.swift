internal import ArgumentParser
internal import LogScrub

/// `logscrub decrypt`: the way back from what a method of encryption has made.
struct DecryptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt",
        abstract: "Decrypts addresses that were encrypted with a key.",
        usage: "logscrub decrypt [--key-file <file> | --key-fd <number>] [--method <name>] <value> ...",
        discussion: """
            One line for each value: the address that it was. With another key, or another method, the result is another address: \
            no method can tell. Pseudonyms of the method hmac cannot be decrypted. What no option says (the key, the method) the policy \
            file says, as for the filter.

            METHODS, and what each gives away to who has the log but not the key
              ipcrypt-nd             nothing: equal addresses differ each time (48 digits)
              ipcrypt-ndx            nothing, for more lines than 2^32 (64 digits)
              ipcrypt-deterministic  which addresses are equal; IPv4 becomes IPv6
              ipcrypt-pfx            that, and which are of one network
              cryptopan              the same; for data of other tools
            Who recognizes some addresses of a network learns of the others where networks are seen. \
            None shows the order of addresses, none hides how many lines there are and when they were written, and none notices \
            that a value was changed. As long as somebody has the key, all of it is personal data.
            Sources: draft-denis-ipcrypt; Xu, Fan, Ammar, Moon 2002 (Crypto-PAn); RFC 6235, section 4.1.4; Article 29 Working \
            Party, WP 216; EDPB Guidelines 01/2025 on pseudonymisation.

            EXAMPLE
              logscrub decrypt --key-file k --method ipcrypt-deterministic bde9:6789:d353:824c:d7c6:f58a:6bd2:26eb

            EXIT STATUS
              0  all values were decrypted
              64 an option or argument is wrong, or a value is none that the method makes
              66 the key file is missing, or the descriptor not open
              78 the key must not be used as it is
            """)

    @OptionGroup
    var key: KeyFileOptions

    @OptionGroup
    var configuration: ConfigurationOptions

    @Option(
        name: .customLong("method"),
        help: ArgumentHelp("The method by which the values were encrypted.", valueName: "name"),
        completion: .list(EncryptionMethod.allCases.map(\.rawValue)),
        transform: { text in
            if text == PseudonymMethod.hmac.rawValue {
                throw ValidationError("what hmac has made cannot be decrypted; compare it with logscrub pseudonym")
            }
            return try usage { () throws(ScrubError) in try EncryptionMethod(named: text) }
        })
    var givenMethod: EncryptionMethod?

    @Argument(help: ArgumentHelp("The values.", valueName: "value"))
    var values: [String]

    func run() throws {
        let said = try reported { () throws(ScrubError) in try configuration.read() }
        var key = key
        if !key.isGiven { key.file = said.keyFile }
        if !key.isGiven { throw ValidationError("give the key: --key-file or --key-fd") }
        guard let method = givenMethod ?? said.method?.encryption else {
            throw ValidationError("give the method by which the values were encrypted: --method ipcrypt-pfx")
        }
        let made: AddressCipher? = try reported { () throws(ScrubError) in
            guard let key = try key.read(for: PseudonymMethod(method)) else { return nil }
            return try AddressCipher(method, key: key)
        }
        guard let cipher = made else { return }
        let lines = try usage { () throws(ScrubError) in
            var lines = ""
            for value in values { lines += try cipher.decrypt(value).description + "\n" }
            return lines
        }
        print(lines, terminator: "")
    }
}
