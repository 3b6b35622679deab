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
    /// Words of `sshd` and PAM that are no users; `root` is nobody in particular.
    static let loginWords = WordSet(
        "from", "root", "user", "invalid", "illegal", "port", "connection", "playing", "authenticating", "child",
        "sftp",
        "key", "keys", "service", "more", "unknown", "host", "uid", "session", "request", "version", "login", "su",
        "NOUSER", "local", "penalty", "environment", "aborted", "detached", "[preauth]", "SSH2.",
        "authentication", "auth", "account", "accounts", "name", "names", "password", "passwords", "id",
        ignoresCase: true)
    /// What stands before `for` where it speaks of nobody: `Thank you for playing`, `checking getaddrinfo for host`,
    /// `bad ownership or modes for directory`.
    static let noLoginBefore = WordSet(
        "you", "getaddrinfo", "request", "checking", "waiting", "listening", "modes", "permissions", "limit")
    /// Behind these, `for` may stand before the name of who has tried it.
    static let loginNouns = WordSet(
        "login", "logins", "logon", "log-in", "signin", "sign-in", "password", "passwd", "passphrase", "authentication",
        "auth", "attempt", "attempts", "credentials", "authenticated", "publickey", ignoresCase: true)
    /// Apache's (`LogLevel`).
    /// What `user` is said of that is no account: `user agent`, `user request`.
    static let userNouns = WordSet(
        "agent", "agents", "interface", "space", "request", "requests", "session", "sessions", "input", "account",
        "accounts", "data", "limit", "quota", "group", "groups", "role", "roles", "access", "login", "logins",
        "security",
        "traffic", "maintenance", "reasons",
        ignoresCase: true)
    static let logLevels = WordSet(
        "emerg", "alert", "crit", "error", "warn", "notice", "info", "debug", "trace1", "trace2", "trace3", "trace4",
        "trace5", "trace6", "trace7", "trace8")
    /// What is said of a token.
    static let tokenStates = WordSet("true", "false", "valid", "invalid", "expired", ignoresCase: true)
    /// The values of switches.
    static let booleans = WordSet("true", "false", ignoresCase: true)
    /// What stands behind `user=` and names nobody: `user=phone` is a parameter of SIP. A bracket that closes nothing is not part of a value.
    static let nobodies = WordSet(
        "(unavailable)", "(unavailable", "unauthenticated", "(redacted)", "(redacted", "S-1-5-18", "S-1-5-19",
        "S-1-5-20", "[undef]", "[filtered]", "[redacted]", "[removed]", "[hidden]", "[masked]",
        "???",
        "anonymous", "---", "true", "false", "root", "phone", "ip", "none", "-", "--", "n/a", "na", "null", "nil",
        "(null)", "(null",
        "(none)", "(none", "undef", "[unknown]", "?", "0", "(unknown)", "(unknown", "unknown", "undefined", "(empty)",
        "(empty", "unset", "yes", "no", "(unknown user)", "28756E6B6E6F776E207573657229",
        #"NT AUTHORITY\SYSTEM"#, #"NT AUTHORITY\\SYSTEM"#, #"NT AUTHORITY\LOCAL SERVICE"#,
        #"NT AUTHORITY\\LOCAL SERVICE"#,
        #"NT AUTHORITY\NETWORK SERVICE"#, #"NT AUTHORITY\\NETWORK SERVICE"#, #"NT AUTHORITY\ANONYMOUS LOGON"#,
        #"NT AUTHORITY\\ANONYMOUS LOGON"#, "LOCAL SERVICE", "NETWORK SERVICE", "ANONYMOUS LOGON", #"N\A"#, #"N\\A"#,
        "system:anonymous", "system:unauthenticated",
        ignoresCase: true)
    /// The accounts of the system on Debian and of the servers that this program knows: those of no person. `root` is among the words for nobody.
    static let systemAccounts = WordSet(
        "daemon", "bin", "sys", "sync", "man", "lp", "mail", "news", "uucp", "proxy", "www-data", "backup",
        "list", "nobody", "_apt", "systemd-network", "systemd-resolve", "systemd-timesync",
        "systemd-coredump", "systemd-oom", "messagebus", "sshd", "postfix", "postdrop", "dovecot", "dovenull", "vmail",
        "opendkim", "opendmarc", "Debian-exim", "nginx", "apache", "httpd", "mysql", "mariadb", "postgres", "redis",
        "mongodb", "prosody", "jvb", "jicofo", "jibri", "jigasi", "jitsi", "turnserver", "coturn", "haproxy",
        "etherpad",
        "matrix-synapse", "gdm", "lightdm", "polkitd", "rtkit", "avahi", "syslog", "dnsmasq",
        "ntp", "_chrony", "chrony", "rpc", "bind", "unbound", "clamav", "amavis",
        "debian-spamd", "fail2ban", "grafana", "prometheus", "docker", "adm", "SYSTEM", "buildd", "ftp", "postmaster",
        "hostmaster", "webmaster", "abuse", "MAILER-DAEMON")
    /// What programs say of a user, a room, a password: no name of any.
    static let states = WordSet(
        "enabled", "disabled", "found", "required", "optional", "missing", "invalid", "valid", "expired", "failed",
        "failure",
        "success", "successful", "ok", "denied", "granted", "accepted", "rejected", "refused", "allowed", "forbidden",
        "blocked", "locked", "unlocked", "changed", "unchanged", "created", "deleted", "removed", "added", "updated",
        "started", "stopped", "ended", "closed", "opened", "inactive", "connected", "disconnected", "joined", "left",
        "online", "offline", "available", "unavailable", "pending", "timeout", "conflict", "error", "permission",
        "incorrect", "correct", "unauthorized", "unset", "absent", "default", "automatic", "present", "expires",
        "authenticated", "registered", "destroyed", "terminated", "finished", "exists", "kicked", "banned",
        "erforderlich", "angemeldet", "abgemeldet", "gesperrt", "unbekannt", "beendet", "abgelaufen", "falsch",
        ignoresCase: true)
    /// What a sentence says was done to a token or a password, or what it is like. Passwords may be called so: this is asked behind a colon
    /// and a blank alone.
    static let deeds = WordSet(
        "refreshed", "renewed", "issued", "revoked", "generated", "verified", "validated", "received", "sent", "reset",
        "rotated", "cleared", "stored", "saved", "loaded", "found", "matched", "mismatch", "mismatched", "wrong",
        "ignored", "skipped", "supplied", "provided", "needed", "used", "unused", "hidden", "masked", "redacted",
        "encrypted", "hashed", "successfully", "bad", "set", "unchecked", "checked", "configured", "authentication",
        "ungültig", "gültig", "fehlt", "geändert", "abgelehnt", "erneuert", "zurückgesetzt", "gesetzt", "fehlerhaft",
        ignoresCase: true)
    /// Types of programming languages, which stand behind the names of what has them: `password: string`.
    static let types = WordSet(
        "string", "str", "number", "boolean", "bool", "int", "integer", "object", "any", "void", "bytes", "char",
        "varchar", "text", "never", "String?", "string[]", "Optional[str]", "SecretStr", ignoresCase: true)
    /// Keys of credentials that are keys of other things as well, in the order of `PersonalDetector.DoubtfulKey`.
    static let doubtfulKeys = WordSet(
        "pw", "auth", "session", "pin", "schlüssel", "schluessel", "resume", ignoresCase: true)
    /// How somebody may prove who he is: the value of `auth`.
    static let authMethods = WordSet(
        "none", "plain", "login", "basic", "bearer", "digest", "negotiate", "ntlm", "gssapi", "krb5", "kerberos",
        "spnego", "oauth", "oauth2", "xoauth2", "oauthbearer", "oidc", "saml", "saml2", "ldap", "ldaps", "pam", "jwt",
        "token", "tokens", "cookie", "session", "password", "simple", "vpn", "delegation", "proxy", "publickey",
        "certificate", "cert", "mtls", "tls", "ssl",
        "external", "anonymous", "md5", "cram-md5", "digest-md5", "scram", "scram-sha-1", "scram-sha-256",
        "scram-sha-512", "scram-sha-1-plus", "scram-sha-256-plus", "sha1", "sha256", "sha512", "hmac-sha1",
        "hmac-sha256", "chap", "mschap", "mschapv2", "eap", "peap", "radius", "trust", "peer", "ident", "open", "psk",
        "internal", "on", "off", "yes", "user", "server", "client", ignoresCase: true)
    /// With which names of functions begin that deal with a password: `check_ntlm_password`.
    static let verbs = WordSet(
        "check", "verify", "validate", "get", "fetch", "load", "read", "parse", "compare", "test", "is", "has", "needs",
        "requires", "hash", "encode", "decode", "encrypt", "decrypt", "lookup", "find", "refresh", "renew",
        ignoresCase: true)
    /// Behind which a name stands: `user testuser:`.
    static let beforeNames = WordSet(
        "user", "users", "account", "for", "member", "named", "benutzer", "nutzer", "anwender", ignoresCase: true)
    /// Words that go on with a sentence, and name nobody.
    static let functionWords = WordSet(
        "a", "an", "the", "to", "of", "or", "and", "for", "is", "was", "with", "in", "on", "as", "at", "by", "from",
        "not", "no", "if", "has", "have", "had", "must", "can", "cannot", "could", "does", "did", "already", "too",
        "when", "while", "unable", "be", "been", "are", "were", "that", "this", "its", "should", "would", "without",
        "yes", "nicht", "kein", "keine", "und", "oder", "ist", "wurde", "bereits",
        ignoresCase: true)
    /// The schemes of `Authorization` (RFC 9110, section 11.4).
    static let schemes = WordSet("basic", "bearer", "digest", "negotiate", "ntlm", "token", ignoresCase: true)
    static let units = WordSet(
        "%", "s", "ms", "us", "ns", "sec", "secs", "min", "kb", "mb", "gb", "kib", "mib", "gib", ignoresCase: true)
    /// What stands in angle brackets where a value belongs, besides keys.
    static let templates = WordSet(
        "none", "null", "unknown", "name", "value", "id", "string", "host", "hostname", "domain", "redacted", "hidden",
        "masked", "empty", "accountid", "account", "auth.info", "your-name", "account-id", "nil", "anonymous",
        ignoresCase: true)
    /// The architectures of Debian, which stand behind the name of a package: `passwd:amd64`.
    static let architectures = WordSet(
        "amd64", "i386", "arm64", "armhf", "armel", "riscv64", "ppc64el", "s390x", "mips64el")
    /// The endings of files that are no domains of the highest level: `logo@2x.png`, `7.113.0.203.log`.
    static let fileEndings = WordSet(
        "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "css", "js", "mjs", "json", "xml", "html", "htm", "php",
        "asp", "aspx", "jsp", "cgi", "woff", "woff2", "ttf", "map", "txt", "log", "pdf", "go", "rb", "java", "jar",
        "war",
        "ts", "tsx", "cpp", "hpp", "lua", "yml", "yaml", "conf", "cfg", "ini", "env", "sql", "bak", "old", "gz", "xz",
        "bz2", "zst", "tar", "tgz", "deb", "rpm", "whl", "pcap", "pem", "crt", "key", "csv", "mp3", "mp4", "wav",
        "webm",
        "dll", "exe", "tmp", "pid", "sock", "swp", "md5", "asc", "sig", ignoresCase: true)
    /// The last word of the key of a table that speaks of a person: `jitsi_meet_context_user`.
    static let people = WordSet(
        "user", "users", "participant", "participants", "occupant", "occupants", "moderator", "caller", "callee",
        "identity", "person", "owner", "creator", "sender", "guest", "actor", ignoresCase: true)
    /// The first part of the names that Erlang's programs give to their nodes.
    static let nodes = WordSet("rabbit", "rabbitmq", "ejabberd", "couchdb", "emqx", "nonode", "vernemq", "riak")
    /// Who provides Traefik's routers: `jitsi@docker`.
    static let providers = WordSet(
        "docker", "file", "internal", "kubernetes", "kubernetescrd", "consul", "redis", "http", "swarm", "rest", "ecs",
        "nomad")
    /// Who makes up names of algorithms and extensions for SSH: `aes128-gcm@openssh.com`.
    static let algorithmDomains = WordSet(
        "openssh.com", "libssh.org", "lysator.liu.se", "tinyssh.org", "ssh.com", "putty.projects.tartarus.org",
        "matt.ucc.asn.au", "libassh.org", "cyberduck.io", "winscp.net", "bitvise.com", "amazon.com", "globus.org",
        ignoresCase: true)
    /// What stands behind the name of a package for its newest version.
    static let releaseTags = WordSet("latest", "next", "canary", "nightly", "stable", "head", ignoresCase: true)
    /// What stands for any user and any host where somebody explains how to write one.
    static let userTemplates = WordSet("user", "username", "name", "login", "you", "root", ignoresCase: true)
    static let hostTemplates = WordSet("host", "hostname", "domain", "server", "remote", "machine", ignoresCase: true)
    /// The words behind which a host name holds an address in the usual order.
    static let orderedNames = WordSet("ip", "ip4", "ipv4", "dhcp", "host", "ec2", "vpn", "nat", ignoresCase: true)
    /// Domains of one label that hosts have, and files do not.
    static let localDomains = WordSet(
        "local", "localdomain", "lan", "home", "intern", "internal", "rev", "static", "dyn", "dynamic", "clients",
        "corp",
        ignoresCase: true)
    /// What the names of systemd's units end with: `getty@tty1.service`.
    static let unitSuffixes = WordSet(
        "service", "slice", "socket", "timer", "mount", "target", "scope", "device", "path", "automount", "swap")
}
