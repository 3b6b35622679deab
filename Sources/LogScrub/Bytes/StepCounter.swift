#if DEBUG
    import Synchronization

    /// Counts steps of the search, so that a test can say whether the work is linear without a clock. Only debug builds have it.
    ///
    /// A step is a load of several bytes, or a question about one: all that takes long is made of these.
    final class StepCounter: Sendable {
        /// How many counters there are; mostly none, so that nobody looks for one.
        private static let counters = Atomic<Int>(0)
        /// The counter of this task: tests run side by side.
        @TaskLocal private static var current: StepCounter?

        private let steps = Atomic<Int>(0)

        @inline(__always)
        static func step() {
            if counters.load(ordering: .relaxed) > 0 { current?.steps.add(1, ordering: .relaxed) }
        }

        /// How many steps something takes.
        static func steps(of work: () -> Void) -> Int {
            let counter = StepCounter()
            counters.add(1, ordering: .relaxed)
            $current.withValue(counter, operation: work)
            counters.subtract(1, ordering: .relaxed)
            return counter.steps.load(ordering: .relaxed)
        }
    }
#endif
