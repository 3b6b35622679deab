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

    /// Creates a scrubber.
    ///
    /// - Parameters:
    ///   - policy: Which treatment each kind of finding gets; the level `minimal` unless said otherwise.
    ///   - format: The format of the records; recognized record by record unless said otherwise. Addresses are found at any
    ///     position whatever the format: it only adds knowledge about fields, such as the referrer.
    public init(policy: Policy = Policy(), format: LogFormat = .auto) {
        self.policy = CompiledPolicy(policy)
        self.format = format
    }

    /// Scrubs a text of any number of lines.
    ///
    /// - Complexity: O(*n*). Bytes are copied in and out of a session; for much text, use the form with spans, or a session.
    public func scrub(_ text: String) -> String {
        var output = ContiguousArray<UInt8>()
        scrub(ContiguousArray(text.utf8).span, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Scrubs bytes and appends the result to `output`.
    ///
    /// - Parameters:
    ///   - bytes: Any number of records; neither valid UTF-8 nor a final line end is needed.
    ///   - output: The array to append to. Reuse it, and nothing is allocated for it after a while.
    public func scrub(_ bytes: Span<UInt8>, into output: inout ContiguousArray<UInt8>) {
        var session = ScrubSession(policy: policy, format: format, expected: bytes.count)
        session.process(bytes, into: &output)
        _ = session.finish(into: &output)
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
        session.engine.isObserving = true
        var output = ContiguousArray<UInt8>()
        session.process(bytes, into: &output)
        session.finishObserving(into: &output)
        return Array(session.engine.observed)
    }

    /// Begins a stream.
    public func makeSession() -> ScrubSession {
        ScrubSession(policy: policy, format: format)
    }
}
