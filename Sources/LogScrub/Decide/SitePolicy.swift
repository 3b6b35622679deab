/// Another policy for the records of some sites: a website beside Jitsi, whose paths are pages, or whose visitors are counted by network.
///
/// A record says which site it is of where its format has a place for that: by the server's name before an access log's client (`vhost-combined`), by `server:` in an error
/// log of nginx, or by a key of its own in JSON, logfmt or LTSV (`host`, `http_host`, `server_name`, `vhost`, `authority`, …). One that says none is treated by the
/// policy around it. A visitor has a say in that only where the server writes the header `Host` there.
public struct SitePolicy: Sendable {
    /// The sites.
    public var sites: [Site]
    /// What becomes of their records. Its treatments and paths count; keys, period, rules, own networks and own sites are those of the policy around it.
    public var policy: Policy

    /// Creates the policy of some sites.
    public init(sites: [Site], policy: Policy) {
        self.sites = sites
        self.policy = policy
    }
}
