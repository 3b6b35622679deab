#if canImport(System)
    internal import System
#else
    internal import SystemPackage
#endif

/// What a file or stream is, told from how it begins.
///
/// A log must not be refused, nor unpacked, because of what a visitor wrote into it, and a visitor may come first after a rotation and be the
/// first field of the format. So what is no text is known by bytes that servers let nobody write: each signature has a NUL in a fixed place
/// (HTTP, XML and C strings have none), is proven by a sum, or is followed by what is no text. NULs that are no hole are counted for the
/// same reason, and no other control character is.
enum Content: Equatable {
    /// Lines, in any encoding that has ASCII in it.
    case text
    /// Text, probably, after the unpacking.
    case packed(Compression)
    /// No text; what it is, with its article.
    case foreign(String)

    /// How many bytes are looked at, and how many of a stream are enough to tell.
    static let (window, enough) = (64 * 1024, 4096)
    /// The share of NULs, in percent, from which on something is no text. Holes do not count.
    static let mostNulls = 10
    /// So many NULs on end are a hole: a program went on writing where it was after its log had been truncated. So are those that a file begins or ends with.
    static let shortestHole = 64

    /// Looks at the beginning of a file or stream.
    ///
    /// - Parameters:
    ///   - head: What is there of it.
    ///   - isWhole: Whether no more will come, or none is to be waited for.
    /// - Returns: `nil` if more of it is needed: it may be something else than text still. That is never so for a line of text with its end, unless
    ///   there are NULs in it or it begins as something else does; and without its end the line would be held back anyway.
    static func recognize(_ head: Span<UInt8>, isWhole: Bool) -> Content? {
        let head = head.extracting(0..<Swift.min(head.count, window))
        guard head.count > 0 else { return isWhole ? .text : nil }
        // Fields of it may be binary, and its first one says so.
        if head.begins(with: "__CURSOR=") == .yes { return .text }
        var mayBecome = false
        for compression in Compression.allCases {
            switch compression.begins(head) {
            case .yes: return .packed(compression)
            case .soFar: mayBecome = true
            case .no: break
            }
        }
        for signature in ForeignContent.signatures {
            switch signature.begins(head) {
            case .yes: return .foreign(signature.name)
            case .soFar: mayBecome = true
            case .no: break
            }
        }
        if !isWhole {
            if mayBecome { return nil }
            let hasLineEnd = head.firstIndex(of: ASCII.lineFeed, in: 0..<head.count) != nil
            if !hasLineEnd, head.count < ForeignContent.tarBlock { return nil }
            if head.count < enough, head.firstIndex(of: ASCII.null, in: 0..<head.count) != nil { return nil }
        }
        return ForeignContent.name(ofUnsigned: head).map { .foreign($0) } ?? .text
    }

    /// Looks at a file.
    ///
    /// - Parameter name: What it is called.
    static func of(_ file: FileDescriptor, named name: String) throws(Errno) -> Content {
        let head = try SystemCalls.beginning(of: file, count: window)
        let content = recognize(head.span, isWhole: true) ?? .text
        return content == .text ? foreign(named: name, head.span) ?? .text : content
    }

    /// What a file is that is called like a packed one for which there is no signature.
    ///
    /// - Parameter name: Its name, of which only the end counts.
    /// - Returns: `nil` if it is not called so, or what it holds is text all the same: sites in Brazil are called so, too.
    static func foreign(named name: String, _ head: Span<UInt8>) -> Content? {
        guard name.lowercased().hasSuffix(".br"), head.count > 0, !head.isPlainText else { return nil }
        return .foreign("a file of brotli")
    }

    /// The error for what is no text.
    ///
    /// - Parameter packing: What it was packed with.
    static func refusal(_ name: String, packedWith packing: Compression? = nil) -> ScrubError {
        let packed = packing.map { ", packed with \($0.program)" } ?? ""
        return ScrubError(
            .refusal,
            "is \(name)\(packed), not lines of text in UTF-8; it is left alone (--force text reads anything as text)")
    }
}

/// How far a beginning is that of something.
enum Beginning {
    case yes, no
    /// More bytes would tell.
    case soFar
}

extension Span<UInt8> {
    /// Whether it begins with these bytes; `nil` stands for any.
    func begins(with bytes: [UInt8?]) -> Beginning {
        for index in 0..<Swift.min(count, bytes.count) {
            if let byte = bytes[index], self[index] != byte { return .no }
        }
        return count < bytes.count ? .soFar : .yes
    }

    func begins(with text: String) -> Beginning { begins(with: text.utf8.map { $0 }) }

    /// Whether the rest is so much ASCII text that nothing packed can be it: of random bytes, 38 in 100 are such.
    func readsAsText(from start: Int) -> Bool {
        let length = Swift.min(count - start, 4096)
        guard start >= 0, length >= 48 else { return false }
        var odd = 0
        for index in start..<start + length where !self[index].isText { odd += 1 }
        return odd * 10 <= length
    }

    /// Whether there is neither an odd control character nor a byte that is no UTF-8 in it. Its end may be cut.
    fileprivate var isPlainText: Bool {
        for index in 0..<count where self[index] < 0x80 && !self[index].isText { return false }
        let text = (0..<count).map { self[$0] }
        return (0...Swift.min(3, count)).contains { String(validating: text.dropLast($0), as: UTF8.self) != nil }
    }
}

extension UInt8 {
    /// Printable ASCII, and the controls that stand in logs: tabs, line ends, colors.
    var isText: Bool { (0x20...0x7e).contains(self) || (0x09...0x0d).contains(self) || self == 0x1b }
}
