extension StringProtocol where SubSequence == Substring {
    /// The text without its pseudonyms: their characters are random, and may well spell a short name.
    var withoutPseudonyms: String {
        String(self).replacing(#/[runs]-[a-z2-7]{15}/#, with: "")
    }
}
