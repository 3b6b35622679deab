/// Random numbers for tweaks: AES-128 in counter mode, with a random key of its own that is gone with it (the generator of NIST
/// SP 800-90A, section 10.2, for one request).
///
/// The system's generator is a system call for every eight bytes, which takes longer than the encryption.
struct TweakGenerator: RandomNumberGenerator, Sendable {
    private let cipher: AES128
    private var counter: UInt128 = 0
    /// The second half of the last block, if it is still to be given out.
    private var rest: UInt64?

    init() {
        var generator = SystemRandomNumberGenerator()
        cipher = AES128(key: (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }[...])
    }

    /// - Complexity: one AES with its key schedule for every other number.
    mutating func next() -> UInt64 {
        if let rest {
            self.rest = nil
            return rest
        }
        let block = cipher.encrypt(counter)
        counter &+= 1
        rest = UInt64(truncatingIfNeeded: block)
        return UInt64(truncatingIfNeeded: block &>> 64)
    }
}
