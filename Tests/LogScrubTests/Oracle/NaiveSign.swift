@testable import LogScrub

/// Where signs stand, read byte by byte and by the letter of each rule. A candidate is what the masks of whole blocks must say too.
struct NaiveSign {
    let bytes: [UInt8]
    /// Where the block begins.
    let start: Int

    private var own: Range<Int> { start..<start + 56 }

    /// The bytes of the block's own at which a sign stands.
    func places(of sign: Sign) -> Set<Int> {
        switch sign {
        case .groupColon:
            let groups = own.filter { stands(sign, at: $0) }
            return groups.count >= 3 ? Set(groups) : []
        case .listSeparator:
            // Of the last five bytes of the block nobody knows whether their fellow follows.
            let known = (start..<start + 59).filter { stands(sign, at: $0) }
            let isAtBorder = known.contains(start + 54) || known.contains(start + 55)
            return known.count >= 2 || isAtBorder ? Set(own.filter(known.contains)) : []
        default: return Set(own.filter { stands(sign, at: $0) })
        }
    }

    /// The rule, for one byte.
    private func stands(_ sign: Sign, at place: Int) -> Bool {
        func has(_ set: String, _ distance: Int = 0) -> Bool { set.utf8.contains(bytes[place + distance]) }
        func digit(_ distance: Int) -> Bool { has("0123456789", distance) }
        func isLinked(_ distance: Int) -> Bool {
            has(".", distance) && digit(distance + 1) && (2...4).contains { has(".", distance + $0) }
        }
        return switch sign {
        case .numberDot: isLinked(0) && (2...4).contains(where: isLinked)
        case .nibbleDot: has(".") && has(".", 2) && has(".", 4)
        case .dialUpDot: has(".") && has("dD/", 1)
        case .doubledColon: has(":") && has(":", 1)
        case .pairColon: has(":") && has(":", 3) && has(":", 6)
        case .groupColon: has(":") && (2...5).contains { has(":", $0) }
        case .keyColon: has(":") && (!digit(-1) || has(" \"", 1))
        case .listSeparator: has("-,") && (1...5).contains { has("-,", $0) }
        case .listBrace: has("{")
        case .doubledHyphen: has("-,") && has("-,", 1)
        case .labelHyphen: has("-,") && has(".", 9)
        case .cross: has("xX") && digit(1) && (2...4).contains { has("xX", $0) }
        case .homeSlash: has("/") && has("h", 1)
        case .protocolSlash: has("P") && has("/dD", 1)
        case .quoteBlank: has(" ") && has("\"#&'/", 1)
        case .at: has("@")
        case .equalsOrBracket: has("=<")
        case .plus: has("+")
        case .letterJ: has("J")
        case .closedBracket: has("]") && has(" \"", 1)
        case .tab: has("\t")
        case .escape: has("%\\#&$")
        }
    }
}
