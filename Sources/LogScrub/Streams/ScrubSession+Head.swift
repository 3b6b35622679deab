#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// The beginning of a stream, which says what it is.
extension ScrubSession {
    /// How long a record that is complete waits for more bytes to tell what the stream is.
    private static let patience = Duration.seconds(1)

    /// Reads as much of the beginning as is needed to say what it is. It stays to be scrubbed.
    ///
    /// - Parameter name: What the file is called.
    mutating func readHead(
        of source: FileDescriptor, named name: String, _ events: StreamEvents
    ) throws(ScrubError) -> Content {
        let clock = ContinuousClock()
        var end: ContinuousClock.Instant?
        while true {
            if let content = content(isWhole: isAtEnd || events.output.isEnding, named: name) { return content }
            if end == nil, input.span.firstIndex(of: ASCII.lineFeed, in: 0..<filled) != nil {
                end = clock.now.advanced(by: Self.patience)
            }
            if let end, end <= clock.now, let content = content(isWhole: true, named: name) { return content }
            let left = end.map { Swift.max(.zero, clock.now.duration(to: $0)) }
            let time = [left, events.output.rawCopy?.timeUntilChange].compactMap { $0 }.min()
            switch SystemCalls.waitForInput(source, orWakeUp: events.wakeUp, orFor: time) {
            case .wokenUp: events.output.wokenUp(events.onWakeUp())
            case .timedOut: events.output.expireRawCopy()
            case .ready:
                guard let count = try fill(from: source) else { continue }
                if count == 0 { isAtEnd = true } else { received(count) }
            }
        }
    }

    private func content(isWhole: Bool, named name: String) -> Content? {
        let head = input.span.extracting(0..<filled)
        let content = Content.recognize(head, isWhole: isWhole)
        guard content == .text else { return content }
        return Content.foreign(named: name, head) ?? .text
    }

    /// Takes out what has been read, which is not to be scrubbed as it is.
    mutating func takeHead() -> [UInt8] {
        let head = (0..<filled).map { input[$0] }
        engine.bytesIn -= filled
        filled = 0
        return head
    }
}
