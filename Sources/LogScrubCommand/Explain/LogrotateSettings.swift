/// What logrotate does to a log, as far as it says how long records are kept.
///
/// Source: logrotate 3.21, logrotate(8), `config.c` and `logrotate.c`.
struct LogrotateSettings: Equatable {
    /// When a new file is begun.
    enum Interval: Equatable {
        case hourly, daily, weekly, monthly, yearly
        /// When the log is larger than so many bytes.
        case size(Int)

        var name: String {
            switch self {
            case .hourly: "hourly"
            case .daily: "daily"
            case .weekly: "weekly"
            case .monthly: "monthly"
            case .yearly: "yearly"
            case .size: "size"
            }
        }

        /// The most days from one rotation to the next one, where logrotate runs once a day; `nil` if that depends on the log.
        var days: Int? {
            switch self {
            case .hourly, .daily: 1
            case .weekly: 7
            case .monthly: 31
            case .yearly: 366
            case .size: nil
            }
        }
    }

    // What holds where nothing is said.
    var interval = Interval.size(1 << 20)
    /// How many rotated files stay; -1 for all.
    var count = 0
    /// Days; 0 for any number.
    var maximumAge = 0
    var rotatesEmpty = true
    /// Days; 0 for none.
    var minimumAge = 0
    /// Bytes; 0 for any number.
    var minimumSize = 0
    var maximumSize = 0
    var copies = false
    var truncates = false
    var isMailed = false
    var ignoresDuplicates = false
    /// The folder of rotated files, if it is another one.
    var folder: String?
    /// What comes behind the number of a rotated file.
    var suffix: String?

    /// Whether the log is only copied, so that its records stay in it.
    var keepsLog: Bool { copies && !truncates }

    /// Whether a new file is begun after some days, whatever is written.
    var mustRotate: Bool {
        interval.days != nil && rotatesEmpty && minimumAge == 0 && minimumSize == 0
    }

    /// The days that no record gets older than; `nil` if nothing guarantees that.
    ///
    /// Files are deleted at a rotation if whole days beyond `maxage` have passed since they were written to last, which was at the latest when they were
    /// rotated. So the oldest record waits one interval for its rotation, then `maxage` and one more day, then at most one interval for the
    /// rotation that deletes it; and one day more, as logrotate looks at dates and not at hours.
    var bound: Int? {
        guard mustRotate, !keepsLog, let days = interval.days else { return nil }
        if count == 0 { return days + 1 }
        return maximumAge > 0 ? maximumAge + 2 + 2 * days : nil
    }

    /// The age in days of the oldest record if a new file is begun each time; `nil` if nobody can say.
    var usualAge: Int? {
        guard !keepsLog, count >= 0, let days = interval.days else { return nil }
        return (count + 1) * days
    }
}
