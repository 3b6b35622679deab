/// Values that are known by their form: tokens, fingerprints, addresses of devices.
extension PersonalDetector {
    /// A JSON Web Token (RFC 7519): three parts of base64url, of which the first begins as `{"` does. One that was cut off has fewer.
    @inline(never)
    mutating func webToken(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, letter: Int) -> Outcome {
        let start = letter &- 2
        guard start >= floor, bytes[start] == UInt8(ascii: "e"), bytes[start &+ 1] == UInt8(ascii: "y") else {
            return .nothing
        }
        var end = letter &+ 1
        while end < record.upperBound {
            if Self.isTokenByte(bytes[end]) {
                // A pseudonym is no part of it.
                if bytes[end] == ASCII.hyphen, Pseudonym.end(bytes, from: end &- 1, to: record.upperBound) != nil {
                    end &-= 1
                    break
                }
                // Base64 is filled up at its end, if at all.
                if bytes[end] == ASCII.equals, end &+ 1 < record.upperBound, bytes[end &+ 1].isWord { break }
                end &+= 1
            } else if bytes.hasIgnoringCase("\\x2e", at: end, before: record.upperBound) {
                end &+= 4
            } else if bytes.hasIgnoringCase("\\u002e", at: end, before: record.upperBound) {
                end &+= 6
            } else {
                break
            }
        }
        while bytes[end &- 1] == ASCII.dot || bytes[end &- 1] == ASCII.percent { end &-= 1 }
        // What stands behind an equals sign may go: then the sign is filling.
        let length = end &- start &+ (end < record.upperBound && bytes[end] == ASCII.equals ? 1 : 0)
        // A header of any algorithm is longer than that; one that the record's end cut off may be as short as it likes.
        guard length >= 20 || end == record.upperBound && end &- start > 5 else { return .nothing }
        values.add(.token, start..<end)
        return .values(resume: end)
    }

    @inline(__always)
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isWord || byte == ASCII.hyphen || byte == ASCII.dot || byte == ASCII.equals || byte == ASCII.percent
            || byte == UInt8(ascii: "~")
    }

    /// A MAC address, or the two in the head of a frame; `nil` if the pairs are something else.
    @inline(never)
    mutating func deviceAddress(
        _ bytes: Span<UInt8>, record: Range<Int>, floor: Int, separator: Int
    ) -> Outcome? {
        guard let found = MACAddress.addresses(bytes, around: separator, floor: floor, to: record.upperBound) else {
            return nil
        }
        values.add(.mac, found.first)
        values.add(.mac, found.second)
        passed = found.end
        return .values(resume: found.end)
    }

    /// The fingerprint of a certificate (RFC 8122): sixteen pairs of hexadecimal digits or more. Six are a hardware address, eight an
    /// EUI-64, fourteen the header of an Ethernet frame.
    @inline(never)
    mutating func fingerprint(_ bytes: Span<UInt8>, record: Range<Int>, floor: Int, colon: Int) -> Outcome {
        var start = colon &- 2
        guard start >= floor, bytes[start].isHexDigit, bytes[start &+ 1].isHexDigit else { return .nothing }
        var end = colon
        var pairs = 1
        // `443:31:D8:…`: three digits are no pair.
        if start > floor, bytes[start &- 1].isHexDigit || bytes.has("MD5", at: start &- 1, before: colon) {
            start = colon &+ 1
            pairs = 0
        } else {
            // The prefilter may have reported another colon than the first one.
            while pairs < 16, start &- 3 >= floor, bytes[start &- 1] == ASCII.colon, bytes[start &- 2].isHexDigit,
                bytes[start &- 3].isHexDigit, start &- 3 == floor || !bytes[start &- 4].isHexDigit
            {
                start &-= 3
                pairs &+= 1
            }
        }
        while end &+ 3 <= record.upperBound, bytes[end] == ASCII.colon, bytes[end &+ 1].isHexDigit,
            bytes[end &+ 2].isHexDigit
        {
            end &+= 3
            pairs &+= 1
        }
        // One that was cut off ends in the middle of a pair, or with a colon.
        let isCut = end &+ 2 >= record.upperBound
        guard pairs >= 16 || isCut && pairs > 8 && pairs != 14 else { return .nothing }
        if isCut { end = record.upperBound }
        values.add(.fingerprint, start..<end)
        return .values(resume: end)
    }
}
