/// MAC addresses without what tells one device from another.
enum MACText {
    /// Writes a MAC address with zeros in the place of its digits from `start` on: the separators stay.
    ///
    /// - Parameter start: How many bytes of the text stay: ``MACAddress/maker``, or none.
    static func write(_ bytes: Span<UInt8>, _ address: Range<Int>, keeping start: Int, into output: inout ByteOutput) {
        output.append(bytes, address.lowerBound..<address.lowerBound &+ start)
        for at in address.lowerBound &+ start..<address.upperBound {
            output.append(bytes[at].isHexDigit ? ASCII.zero : bytes[at])
        }
    }
}
