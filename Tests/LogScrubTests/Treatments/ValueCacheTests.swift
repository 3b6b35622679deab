import Testing

@testable import LogScrub

@Suite("What is remembered of values")
struct ValueCacheTests {
    private func bytes(_ text: String) -> ContiguousArray<UInt8> {
        ContiguousArray(text.utf8) + [UInt8](repeating: 0, count: 32)
    }

    @Test("Of two values that come one after the other both stay, where places are paired")
    func pairs() {
        for round in 0..<2_000 {
            var cache = ValueCache<Int>(count: 64, filler: 0, isPaired: true)
            let (first, second) = ("agent \(round)/1.0", "agent \(round)/2.0")
            let input = bytes(first + second)
            let one = cache.tag(0, input.span, 0..<first.utf8.count)
            let other = cache.tag(0, input.span, first.utf8.count..<first.utf8.count + second.utf8.count)
            cache[one] = 1
            cache[other] = 2
            #expect(cache[one] == 1 && cache[other] == 2, "round \(round)")
        }
    }

    @Test("A value is known by all of its bytes, its length and its kind", arguments: [0, 1, 7, 8, 9, 15, 16, 17, 40])
    func tags(_ length: Int) {
        var cache = ValueCache<Int>(count: 64, filler: 0)
        let input = bytes(String(repeating: "a", count: length) + "bc")
        let tag = cache.tag(1, input.span, 0..<length)
        cache[tag] = 7
        #expect(cache[cache.tag(1, input.span, 0..<length)] == 7)
        #expect(cache[cache.tag(2, input.span, 0..<length)] == nil)
        #expect(cache[cache.tag(1, input.span, 0..<length + 1)] == nil)
        for place in 0..<length {
            var other = input
            other[place] = UInt8(ascii: "x")
            #expect(cache[cache.tag(1, other.span, 0..<length)] == nil)
        }
    }

    @Test("The table grows by what comes, up to its limit, and most of what came lately is in it")
    func growth() {
        var cache = ValueCache<Int>(count: 4096, filler: 0)
        #expect(cache.count == 0)
        for value in 0..<4096 { cache[cache.tag(0, UInt64(value), 1)] = value }
        #expect(cache.count == 4096)
        let known = (3072..<4096).count { cache[cache.tag(0, UInt64($0), 1)] == $0 }
        #expect(known > 800)
    }
}
