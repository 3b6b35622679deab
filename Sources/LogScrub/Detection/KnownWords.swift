/// Words that decide what a text means.
enum KnownWords {
    /// The first label of a component that holds rooms.
    static let roomLabels = WordSet(
        "conference", "muc", "lobby", "breakout", "visitors", "rooms", "internal-muc", ignoresCase: true)
    /// The first label of a domain with users.
    static let userLabels = WordSet(
        "meet", "auth", "guest", "internal", "xmpp", "jitsi", "focus", "jabber", "chat", "recorder", "hidden",
        "speakerstats", "guests", "jigasi", "jibri", "anonymous", "video", "localhost", "visitor", ignoresCase: true)
    /// The first label of a domain whose users are programs.
    static let serviceLabels = WordSet("auth", "internal", "internal-muc", "recorder", "hidden", ignoresCase: true)
    /// The rooms in which bridges, gateways and recorders meet.
    static let breweries = WordSet(
        "jvbbrewery", "jigasibrewery", "jibribrewery", "jibri-sip-brewery", "jibrisipbrewery", "transcriberbrewery",
        ignoresCase: true)
    /// Words of `sshd` that are no users; `root` is nobody in particular.
    static let loginWords = WordSet("from", "root", "user", "invalid", "port", ignoresCase: true)
    /// What is said of a token.
    static let tokenStates = WordSet("true", "false", "valid", "invalid", "expired", ignoresCase: true)
    /// The values of switches.
    static let booleans = WordSet("true", "false", ignoresCase: true)
    /// What stands behind `user=` and names nobody: `user=phone` is a parameter of SIP.
    static let nobodies = WordSet("true", "false", "root", "phone", "ip", "none", ignoresCase: true)
    /// The last word of the key of a table that speaks of a person: `jitsi_meet_context_user`.
    static let people = WordSet(
        "user", "users", "participant", "participants", "occupant", "occupants", "moderator", "caller", "callee",
        "identity", "person", "owner", "creator", "sender", "guest", "actor", ignoresCase: true)
    /// Who provides Traefik's routers: `jitsi@docker`.
    static let providers = WordSet(
        "docker", "file", "internal", "kubernetes", "kubernetescrd", "consul", "redis", "http", "swarm", "rest", "ecs",
        "nomad")
    /// What the names of systemd's units end with: `getty@tty1.service`.
    static let unitSuffixes = WordSet(
        "service", "slice", "socket", "timer", "mount", "target", "scope", "device", "path", "automount", "swap")
}
