/// Which treatment each kind of finding gets, and what counts as one's own.
public struct Policy: Sendable {
    /// The level that the policy was made from.
    public let level: Level
    /// Networks whose addresses stay as they are, with their ports: the own servers.
    public var ownNetworks: [IPNetwork] = []
    /// Sites whose referrers are own referrers. Without any, every referrer is a third party's.
    public var ownSites: [Site] = []
    /// What the paths of requests name: rooms, unless said otherwise.
    public var paths = Paths.jitsi
    /// Parameters of queries that stay, beside Jitsi's own (`v`, `vnode`, `release`), where queries are reduced: if the value has nothing but letters,
    /// digits, dots, hyphens and underscores.
    public var queryKeys: [String] = []
    /// When records were written that say no time, before the first one that does, in seconds since 1970; now, unless said otherwise. Their pseudonyms
    /// are those of that time, and it tells the year of times that have none.
    public var startTime: Int64?
    /// The user's own patterns; what they find is treated as their kind says.
    public var redactions: [Pattern] = []

    /// How exactly times are written; as they are, unless said otherwise.
    public var timeResolution: TimeResolution?
    /// Sites whose records have another policy; the first one that a record's host belongs to.
    public var sitePolicies: [SitePolicy] = []
    /// Detectors of one's own; what they find is treated as its kind says.
    public var detectors: [any ValueDetector] = []
    /// Treatments of one's own: `treat(_:with:)`.
    var ownTreatments: [Kind: any ValueTreatment] = [:]
    /// Values that stay although their kind does not.
    public var keepList = KeepList()

    /// Where the keys of the pseudonyms come from: a random key, in memory only, that all copies of a policy share, unless said otherwise.
    public var keys: any PeriodKeySource = MasterKey()
    /// How long a value keeps its pseudonym.
    public var period: Period = .day
    /// How the pseudonym of an address is written.
    public var addressPseudonym = AddressPseudonym()
    /// What encrypts addresses whose treatment is `encrypt`. Without one they are replaced.
    public var addressCipher: AddressCipher?

    /// By the kind's place: those of the table, and those of one's own.
    private var treatments: [Treatment]

    /// Creates the policy of a level.
    public init(level: Level = .minimal) {
        self.level = level
        treatments = (0..<CustomKinds.mostKinds).map { Kind($0).row.treatment(at: level) }
    }

    /// The treatment of a kind of finding.
    ///
    /// A treatment that does not fit the kind (a port cannot be truncated, an address not reduced) is carried out as `replace`.
    public subscript(kind: Kind) -> Treatment {
        get { treatments[kind.index] }
        set {
            treatments[kind.index] = newValue
            ownTreatments[kind] = nil
        }
    }
}
