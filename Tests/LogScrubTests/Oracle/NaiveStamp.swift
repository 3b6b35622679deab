/// A time as logs write it, and the moment that it stands for, found in the slowest way.
struct NaiveStamp {
    enum Form: CaseIterable {
        case access, iso, slashes, yearless, asctime, full, java, comma
    }

    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    /// Minutes ahead of UTC, where it says so.
    var ahead: Int?

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// A time of a few hours that come again and again, so that remembering them pays.
    init(random: inout SeededGenerator) {
        let date = random.pick([
            (2026, 8, 25), (2026, 10, 25), (2026, 3, 29), (2025, 12, 31), (2026, 1, 1), (2024, 2, 29),
        ])
        (year, month, day) = date
        hour = random.pick([0, 1, 2, 3, 23])
        minute = random.number(0...59)
        second = random.number(0...59)
        ahead = random.onceIn(2) ? nil : random.pick([0, 120, -210, 345, 840, -720])
    }

    /// What a form says of the zone; access logs always say it.
    func ahead(_ form: Form) -> Int? {
        switch form {
        case .access: ahead ?? 0
        case .iso, .full: ahead
        case .slashes, .yearless, .asctime, .java, .comma: nil
        }
    }

    func text(_ form: Form) -> String {
        let date = "\(year)-\(Self.two(month))-\(Self.two(day))"
        let time = "\(Self.two(hour)):\(Self.two(minute)):\(Self.two(second))"
        let name = Self.months[month - 1]
        let padded = day < 10 ? " \(day)" : "\(day)"
        return switch form {
        case .access: "[\(Self.two(day))/\(name)/\(year):\(time)\(Self.zone(ahead(form), " ", colon: ""))]"
        case .iso: "\(date)T\(time).123456\(Self.zone(ahead, "", colon: ":"))"
        case .slashes: "\(date.split(separator: "-").joined(separator: "/")) \(time) [error]"
        case .yearless: "\(name) \(padded) \(time) meet"
        case .asctime: "[Tue \(name) \(padded) \(time).123456 \(year)]"
        case .full: "Tue \(date) \(time)\(ahead == 0 ? " UTC" : Self.zone(ahead, " ", colon: "")) meet"
        case .java: "Jicofo \(date) \(time).123 INFO: [1]"
        case .comma: "\(date) \(time),123 fail2ban"
        }
    }

    private static func zone(_ ahead: Int?, _ blank: String, colon: String) -> String {
        guard let ahead else { return "" }
        let hours = two(abs(ahead) / 60)
        return "\(blank)\(ahead < 0 ? "-" : "+")\(hours)\(colon)\(two(abs(ahead) % 60))"
    }

    // MARK: The moment

    /// Seconds since 1970, as if the clock on the wall showed UTC: counted year by year.
    func wall(in year: Int) -> Int64? {
        func days(in year: Int) -> Int { year % 400 == 0 || year % 4 == 0 && year % 100 != 0 ? 366 : 365 }
        let lengths = [31, days(in: year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let before = (1970..<year).reduce(0) { $0 + days(in: $1) } + lengths[..<(month - 1)].reduce(0, +) + day - 1
        return Int64(((before * 24 + hour) * 60 + minute) * 60 + second)
    }

    /// The first moment at which the clock shows it; if it never does, what it would have shown without the change.
    private static func moment(_ wall: Int64, _ zone: TestZone) -> Int64 {
        let offsets = Set([zone.offset(at: wall - 86_400), zone.offset(at: wall + 86_400)])
        let moments = offsets.map { wall - $0 }.filter { $0 + zone.offset(at: $0) == wall }
        return moments.min() ?? wall - zone.offset(at: wall - 86_400)
    }

    func moment(_ form: Form, _ zone: TestZone, reference: Int64) -> Int64 {
        if form == .yearless {
            // The last year in which the hour has begun a day after the reference.
            var moment: Int64 = 0
            for year in 1971...2040 {
                guard let wall = wall(in: year) else { continue }
                let hour = wall - Int64(minute * 60 + second)
                if Self.moment(hour, zone) - 86_400 <= reference { moment = Self.moment(wall, zone) }
            }
            return moment
        }
        guard let wall = wall(in: year) else { return 0 }
        if let ahead = ahead(form) { return wall - Int64(ahead * 60) }
        return Self.moment(wall, zone)
    }
}
