/// Where the working keys come from: each period has one.
public protocol PeriodKeySource: Sendable {
    /// The working key of a period: the same whenever it is asked for.
    ///
    /// - Throws: `ScrubError` if it cannot be had. Then values become placeholders.
    func key(for period: Period.Instance) throws(ScrubError) -> SecretKey
}

/// One key from which those of all periods are made: all hosts that have it agree, without asking each other.
///
/// Who has the master key can make the working key of any period, past ones included. So nothing is forgotten as long as it exists; a
/// `Keyring` forgets.
public struct MasterKey: PeriodKeySource, Equatable {
    /// What stands before the period's name when a working key is made. It keeps these keys apart from whatever else the master key may
    /// be used for.
    static let label = "LogScrub working key, version 1: "

    /// The key itself.
    public let secret: SecretKey

    /// Takes a key, or draws one that is in memory only.
    public init(_ secret: SecretKey = SecretKey()) { self.secret = secret }

    /// The working key of a period: HKDF with SHA-256 (RFC 5869) of the master key, without salt, with `LogScrub working key, version 1: ` and
    /// the period's name as info; 32 bytes.
    ///
    /// - Complexity: Four HMAC, some microseconds.
    public func key(for period: Period.Instance) throws(ScrubError) -> SecretKey {
        secret.derived(info: Array(MasterKey.label.utf8) + Array(period.name.utf8))
    }
}
