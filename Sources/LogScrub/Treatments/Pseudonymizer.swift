/// Makes pseudonyms, and remembers those that it made last.
///
/// The message that is hashed begins with the letter of what the value is, and no letter stands for two kinds, but for those of one's own, whose names follow it;
/// the period is in the key. So equal messages under one key mean equal values of one kind in one period.
struct Pseudonymizer: ~Copyable {
    /// A period and what its key has become.
    private struct Working {
        let period: Period.Instance
        /// `nil` before the first value, or if there is no key.
        var hash: KeyedHash?
        var wasAskedFor = false
    }

    private let keys: any PeriodKeySource
    /// The letter of each kind, by its place; zero if it has none.
    private let letters = ContiguousArray((0..<CustomKinds.mostKinds).map { Kind($0).row.letter ?? 0 })
    private var current: Working
    /// Others that were current, the key of each made: in a month of files that are merged, days take turns. `current` is none of them.
    private var others = ContiguousArray<Working>()
    /// Which of them makes room next.
    private var oldest = 0
    /// A month of days, with the one at hand.
    private static let most = 32
    private var names = ValueCache<Pseudonym>(
        count: 32768, filler: Pseudonym(AddressPseudonym.letter, hash: 0), isPaired: true)
    private var addresses = ValueCache<AddressPseudonym.Written>(
        count: 16384, filler: .token(Pseudonym(AddressPseudonym.letter, hash: 0)))
    private let cipher: AddressCipher?
    private var ciphered = ValueCache<IPAddress>(count: 16384, filler: .v4(IPv4Address(rawValue: 0)))
    /// Made when the first tweak is wanted.
    private lazy var tweaks = TweakGenerator()
    private var name = NameText()
    /// The value, with its kind in front.
    private var message = ByteOutput(capacity: 256)
    /// Why there was no key, the last time that there was none. Values then have no pseudonyms.
    private(set) var failure: ScrubError?

    /// Begins with a period. Its key is asked for when the first value comes.
    init(keys: any PeriodKeySource, period: Period.Instance, cipher: AddressCipher? = nil) {
        self.keys = keys
        self.cipher = cipher
        current = Working(period: period)
    }

    /// Makes the pseudonyms of another period from now on.
    @inline(__always)
    mutating func begin(_ period: Period.Instance) {
        if period != current.period { change(to: period) }
    }

    /// What was made of values stays remembered: the period is part of what they are known by.
    @inline(never)
    private mutating func change(to period: Period.Instance) {
        if let index = others.firstIndex(where: { $0.period == period }) {
            (others[index], current) = (current, others[index])
            return
        }
        if others.count < Self.most - 1 {
            others.append(current)
        } else {
            others[oldest] = current
            oldest = (oldest + 1) % others.count
        }
        current = Working(period: period)
    }

    /// Writes the pseudonym of a value in the input.
    ///
    /// - Returns: `false` if values of its kind have none, or there is no key: then nothing has been written.
    /// - Complexity: some nanoseconds for a spelling that was seen lately, else one HMAC.
    /// - Precondition: Eight bytes can be read behind the value; checked.
    @inline(never)
    mutating func writePseudonym(
        of kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>, into output: inout ByteOutput
    ) -> Bool {
        guard let pseudonym = pseudonym(of: kind, bytes, range) else { return false }
        pseudonym.write(into: &output)
        return true
    }

    /// The pseudonym of a value in the input, or `nil`: as above.
    @inline(always)
    mutating func pseudonym(of kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Pseudonym? {
        let tag = names.tag(place(of: kind), bytes, range)
        if let pseudonym = names[tag] { return pseudonym }
        return makePseudonym(of: kind, bytes, range, tag)
    }

    @inline(never)
    private mutating func makePseudonym(
        of kind: Kind, _ bytes: Span<UInt8>, _ range: Range<Int>, _ tag: ValueCache<Pseudonym>.Tag
    ) -> Pseudonym? {
        let letter = letters[kind.index]
        guard letter != 0 else { return nil }
        message.removeAll()
        message.append(letter)
        // Kinds of one's own share a letter: their names tell them apart.
        if kind.customPlace != nil {
            for byte in kind.rawValue.utf8 { message.append(byte) }
            message.append(ASCII.null)
        }
        let start = message.count
        if !NameText.appendPlain(kind, bytes, range, to: &message) {
            message.truncate(to: start)
            name.normalize(kind, bytes, range)
            let text = name.bytes
            message.append(text.span, text.indices)
        }
        guard let hash = hashOfMessage() else { return nil }
        let pseudonym = Pseudonym(letter, hash: UInt64(truncatingIfNeeded: hash &>> 64))
        names[tag] = pseudonym
        return pseudonym
    }

    /// The pseudonym of an address, or `nil` if there is no key.
    ///
    /// - Parameter form: How it is written. One pseudonymizer is to be asked for one form only: it remembers what it has written.
    /// - Complexity: some nanoseconds for an address that was seen lately, else one HMAC.
    mutating func pseudonym(of address: IPAddress, as form: AddressPseudonym) -> AddressPseudonym.Written? {
        let subject = AddressPseudonym.subject(address)
        let tag = addresses.tag(place(of: .address), subject)
        if let pseudonym = addresses[tag] { return pseudonym }
        message.removeAll()
        AddressPseudonym.appendMessage(of: subject, to: &message)
        guard let hash = hashOfMessage() else { return nil }
        let pseudonym = form.written(subject, hash: hash)
        addresses[tag] = pseudonym
        return pseudonym
    }

    /// An address, encrypted; or `nil` if there is no cipher.
    ///
    /// - Complexity: some nanoseconds for an address that was seen lately, if it becomes the same each time; else as the method says.
    mutating func encrypted(_ address: IPAddress) -> EncryptedAddress? {
        guard let cipher else { return nil }
        guard cipher.method.givesAddress else { return cipher.encrypt(address, using: &tweaks) }
        // Crypto-PAn knows no mapped addresses: in logs they are the clients that they stand for.
        let subject = AddressPseudonym.subject(address)
        let tag = ciphered.tag(0, subject)
        if let result = ciphered[tag] { return .address(result) }
        let result = cipher.encrypt(subject, using: &tweaks)
        if case .address(let address) = result { ciphered[tag] = address }
        return result
    }

    /// The memory that is taken at most for what was made last, in bytes.
    var mostMemory: Int { names.mostMemory + addresses.mostMemory + (cipher == nil ? 0 : ciphered.mostMemory) }

    /// What a value is remembered by, beside its bytes: the kind and the period.
    @inline(__always)
    private func place(of kind: Kind) -> Int {
        periodPlace | kind.index
    }

    /// What anything is remembered by that holds pseudonyms of this period: its lowest eight bits are free.
    @inline(__always)
    var periodPlace: Int { Int(truncatingIfNeeded: current.period.ordinal &<< 8) }

    /// The first 128 bits of the message's HMAC.
    private mutating func hashOfMessage() -> UInt128? {
        if !current.wasAskedFor { askForKey() }
        return current.hash?.code(of: message)
    }

    private mutating func askForKey() {
        current.wasAskedFor = true
        do throws(ScrubError) {
            current.hash = KeyedHash(try keys.key(for: current.period))
        } catch {
            failure = error
        }
    }
}
