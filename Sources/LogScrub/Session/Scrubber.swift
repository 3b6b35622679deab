/// Takes personal data out of log text.
///
/// A scrubber is a policy made ready for use. It is immutable and may be shared between tasks; making one costs some
/// microseconds, or the compilation of the patterns if there are any. For a stream, make a session: it remembers what the last
/// records looked like.
///
/// ```swift
/// let scrubber = Scrubber()
/// print(scrubber.scrub("client 203.0.113.7:51514 connected"))  // client 203.0.0.0:0 connected
/// ```
public struct Scrubber: Sendable {
    private let policy: CompiledPolicy
    private let format: LogFormat
    /// What scrubs texts that stand for themselves.
    private let pool: SessionPool

    /// Creates a scrubber.
    ///
    /// - Parameters:
    ///   - policy: Which treatment each kind of finding gets; the level `minimal` unless said otherwise.
    ///   - format: The format of the records; recognized record by record unless said otherwise. Addresses are found at any
    ///     position whatever the format: it only adds knowledge about fields, such as the referrer.
    public init(policy: Policy = Policy(), format: LogFormat = .auto) {
        self.policy = CompiledPolicy(policy)
        self.format = format
        pool = SessionPool(policy: self.policy, format: format)
    }

    /// Scrubs a text of any number of lines, which stands for itself: nothing of it is known to the next call.
    ///
    /// - Returns: The text itself, if nothing in it is to be changed.
    /// - Complexity: O(*n*); for a short text without findings some hundreds of nanoseconds, and nothing is allocated.
    public func scrub(_ text: String) -> String {
        var text = text
        // Safe: lent for the call, and the output is lent too.
        return text.withUTF8 { bytes -> String? in
            guard bytes.count <= SessionPool.longest else {
                var output = ContiguousArray<UInt8>()
                unsafe scrub(bytes.span, into: &output)
                return String(decoding: output, as: UTF8.self)
            }
            let place = pool.take()
            defer { pool.give(back: place) }
            return place.use { session in
                guard unsafe session.scrubWhole(bytes.span) else { return nil }
                return unsafe session.engine.output.withBytes { unsafe String(decoding: $0, as: UTF8.self) }
            }
        } ?? text
    }

    /// Scrubs bytes and appends the result to `output`.
    ///
    /// - Parameters:
    ///   - bytes: Any number of records; neither valid UTF-8 nor a final line end is needed.
    ///   - output: The array to append to. Reuse it, and nothing is allocated for it after a while.
    public func scrub(_ bytes: Span<UInt8>, into output: inout ContiguousArray<UInt8>) {
        guard bytes.count <= SessionPool.longest else {
            var session = ScrubSession(policy: policy, format: format)
            session.process(bytes, into: &output)
            _ = session.finish(into: &output)
            return
        }
        let place = pool.take()
        defer { pool.give(back: place) }
        place.use { session in
            if session.scrubWhole(bytes) {
                session.engine.output.append(to: &output)
            } else {
                output.append(contentsOf: session.input[session.passed..<session.filled])
            }
        }
    }

    /// What `scrub` would change, in order, without changing it.
    ///
    /// Addresses that the policy keeps (loopback, own networks) are not reported.
    ///
    /// - Returns: The findings; ranges are offsets in the text's UTF-8.
    public func findings(in text: String) -> [Finding] {
        findings(in: ContiguousArray(text.utf8).span)
    }

    /// What `scrub` would change, in order, without changing it.
    public func findings(in bytes: Span<UInt8>) -> [Finding] {
        var session = ScrubSession(policy: policy, format: format, expected: bytes.count)
        session.engine.audience = .caller
        var output = ContiguousArray<UInt8>()
        session.process(bytes, into: &output)
        session.finishObserving(into: &output)
        return session.engine.observed.map(\.finding)
    }

    /// Begins a stream that somebody looks at, if one does.
    func makeSession(for witness: (any Witness)?) -> ScrubSession {
        var session = ScrubSession(policy: policy, format: format)
        witness?.begin(policy)
        if witness != nil { session.engine.audience = .caller }
        session.witness = witness
        return session
    }

    /// Begins a stream.
    public func makeSession() -> ScrubSession {
        ScrubSession(policy: policy, format: format)
    }
}
