/// What a keep-list lets pass.
extension RecordScrubber {
    /// What of a record matches a word of the keep-list, and which.
    struct KeptWords {
        fileprivate(set) var ranges: [(range: Range<Int>, entry: Int)] = []
    }

    /// Looks for the words of the keep-list in a record, before anything in it is decided.
    @inline(never)
    mutating func findKeptWords(_ list: CompiledKeepList, _ bytes: Span<UInt8>, _ record: Range<Int>) {
        keptWords.ranges.removeAll(keepingCapacity: true)
        for (place, word) in list.words.enumerated() {
            var at = record.lowerBound
            while at <= record.upperBound {
                // At its limit it keeps nothing: what it would have kept is treated.
                guard case .match(let range)? = keeper?.next(word, bytes, record: record, from: at) else { break }
                if !range.isEmpty { keptWords.ranges.append((range, list.firstWord + place)) }
                at = range.isEmpty ? range.upperBound + 1 : range.upperBound
            }
        }
    }

    /// Whether the keep-list lets a finding pass; it is then counted.
    @inline(never)
    mutating func passes(_ list: CompiledKeepList, _ bytes: Span<UInt8>, _ value: FoundValue) -> Bool {
        let range = value.range
        let word = keptWords.ranges.first {
            $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound
        }
        var entry = word?.entry
        if entry == nil {
            switch value.place {
            case .address: entry = list.entry(for: finder.addresses[Int(value.detail)].address)
            case .attributePort:
                // It stays where its address does, and counts with that.
                return list.entry(for: finder.addresses[Int(value.detail)].address) != nil
            case .value, .number, .userField, .path: entry = list.entry(for: value.kind, bytes, range)
            default: break
            }
        }
        guard let entry else { return false }
        report(value.kind, value.role, range, .keep)
        if audience != .nobody { keptCounts[entry] &+= 1 }
        return true
    }
}
