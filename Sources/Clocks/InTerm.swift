package import Kernel

/// Whether a day is in term: within one of the terms, and not in its half-term break.
package func isInTerm(_ day: Day, _ terms: [SchoolTerm]) -> Bool {
  terms.contains { term in
    (term.startsOn...term.endsOn).contains(day)
      && !(term.breakFrom.map { from in (from...(term.breakTo ?? from)).contains(day) } ?? false)
  }
}
