internal import Synchronization

/// Sessions that wait for the next text that stands for itself: to make one costs more than to scrub a short text.
///
/// A session that has been used is as a new one: of it only the memory is kept (`WorkingMemory`).
final class SessionPool: Sendable {
    /// A session that nobody uses.
    ///
    /// Unchecked, as it is handed from one to the next: who takes it out of the pool has the only reference.
    final class Place: @unchecked Sendable {
        private var session: ScrubSession

        fileprivate init(_ session: consuming ScrubSession) { self.session = session }

        /// Lets `body` scrub a text.
        @inline(__always)
        func use<Result>(_ body: (inout ScrubSession) -> Result) -> Result { body(&session) }

        /// Makes the session as a new one, if it is worth keeping: it had a key whenever it needed one.
        fileprivate func renew() -> Bool {
            guard session.engine.keyFailure == nil else { return false }
            session.startOver()
            return true
        }
    }

    private let policy: CompiledPolicy
    private let format: LogFormat
    private let idle = Mutex<ContiguousArray<Place>>([])

    /// So many wait at most: as many as texts are scrubbed at once by tasks on the cores of a common machine.
    private static let most = 16
    /// Longer texts have a session of their own, in bytes: what waits takes little memory.
    static let longest = 64 * 1024

    init(policy: CompiledPolicy, format: LogFormat) {
        self.policy = policy
        self.format = format
    }

    /// A session that is as a new one.
    func take() -> Place {
        if let place = idle.withLock({ $0.popLast() }) { return place }
        return Place(ScrubSession(policy: policy, format: format, expected: 0))
    }

    /// Puts a session back. One that has had no key is not kept: the next one asks again.
    func give(back place: Place) {
        guard place.renew() else { return }
        idle.withLock { if $0.count < Self.most { $0.append(place) } }
    }
}
