import LogScrub

/// Measures what one message costs that is scrubbed by itself, as a log handler does it: `swift run -c release Messages`.
///
/// A line for each message: nanoseconds, the median of eleven rounds. The clock is the machine's, so compare within one run.
@main
enum Messages {
    private static let texts = [
        ("clean, 40 bytes", "Connection pool has 12 idle connections."),
        (
            "clean, 100 bytes",
            "Request finished after 12 ms with status 200, 4711 bytes were sent and nothing was left in the queue"
        ),
        (
            "clean, a date first",
            "2026-08-25 10:11:12 worker 7 started, 3 of 4 jobs are done and the last one is on its way to the end"
        ),
        (
            "an address",
            "client 203.0.113.7:51514 connected over TLS 1.3 after 12 ms, 4711 bytes were sent and nothing is left"
        ),
        (
            "a room",
            "conference teamsync@conference.meet.example.org was created by the focus, and nobody has joined it yet"
        ),
        (
            "a JSON object",
            #"{"level":"info","msg":"request","status":200,"duration_ms":12,"path":"/about","remote":"203.0.113.7"}"#
        ),
    ]

    static func main() {
        let scrubber = Scrubber()
        for (name, text) in texts {
            let rounds = (0..<11).map { _ in round(scrubber, text) }.sorted()
            print("\(name): \(rounds[rounds.count / 2]) ns")
        }
    }

    private static func round(_ scrubber: Scrubber, _ text: String) -> Int {
        let count = 20_000
        var length = 0
        let time = ContinuousClock().measure {
            for _ in 0..<count { length += scrubber.scrub(text).utf8.count }
        }
        precondition(length > 0)
        return Int(time / .nanoseconds(1)) / count
    }
}
