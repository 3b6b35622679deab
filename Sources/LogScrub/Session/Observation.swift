/// A finding as it is told to whoever asked: with what becomes of it, and the grammar of the record in which it was found, which may stand in a layer.
struct Observation {
    let finding: Finding
    let treatment: Treatment
    let grammar: LogFormat.Grammar
}
