internal import ArgumentParser
internal import LogScrub

/// The options that say what becomes of addresses.
struct AddressOptions: ParsableArguments {
    @Option(
        name: .customLong("ipv4-prefix"),
        help: ArgumentHelp(
            "Bits of an IPv4 address to keep, 0 to 32; with pseudonyms, bits to show beside them, 0 to 24.",
            valueName: "bits"),
        transform: { try prefixLength($0, longest: 32) })
    var ipv4Prefix: Int?

    @Option(
        name: .customLong("ipv6-prefix"),
        help: ArgumentHelp(
            "Bits of an IPv6 address to keep, 0 to 128; with pseudonyms, bits to show beside them, 0 to 48.",
            valueName: "bits"),
        transform: { try prefixLength($0, longest: 128) })
    var ipv6Prefix: Int?

    @Option(
        name: .customLong("method"),
        help: ArgumentHelp(
            "How pseudonyms of addresses are made: hmac, which nobody undoes, or a method that logscrub decrypt undoes with the key.",
            valueName: "name"),
        completion: .list(PseudonymMethod.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try PseudonymMethod(named: text) } })
    var givenMethod: PseudonymMethod?

    /// The method, if none is given that of the default.
    var method: PseudonymMethod { givenMethod ?? .hmac }

    @Option(
        name: .customLong("pseudonym-form"),
        help: ArgumentHelp(
            "What pseudonyms of addresses look like: ipv6 (in fdb6:49ce:2040::/44), ipv4 (in 240.0.0.0/4) or token (a word).",
            valueName: "name"),
        completion: .list(AddressPseudonym.Form.allCases.map(\.rawValue)),
        transform: { text in try usage { () throws(ScrubError) in try AddressPseudonym.Form(named: text) } })
    var form: AddressPseudonym.Form?

    func validate() throws {
        try usage { () throws(ScrubError) in
            try method.requireFit(form: form, hasPrefix: ipv4Prefix != nil || ipv6Prefix != nil)
        }
    }
}

/// Reads a number of bits, with or without the slash before it.
func prefixLength(_ text: String, longest: Int) throws -> Int {
    guard let bits = Int(text.hasPrefix("/") ? String(text.dropFirst()) : text), (0...longest).contains(bits) else {
        throw ValidationError("a prefix length is a number from 0 to \(longest)")
    }
    return bits
}
