import Kernel

/// The county's own plan, with months relative to today: as it would be published.
func countyPlan(_ time: DemonstrationTime) -> [[String]] {
  func month(_ ahead: Int) -> String { String(time.today.adding(months: ahead).description.prefix(7)) }
  return [
    ["1", "T1", "", "families know what there is and how it is decided", "Local offer editor", "", ""],
    [
      "1a", "T1", "1", "write the local offer with a parents’ group", "(as 1)", "by \(month(-7))",
      "pages checked by parents",
    ],
    [
      "1b", "T1", "1", "easy-read version of the ten most read pages", "(as 1)", "by \(month(-1))",
      "ten pages in easy read",
    ],
    [
      "1c", "T1", "1", "ask families whether they found what they looked for", "(as 1)", "\(month(-2)) to \(month(4))",
      "survey report",
    ],
    [
      "2", "T1", "", "groups for parents who wait for an autism assessment (links to 6)", "Children’s commissioner",
      "by \(month(3))", "groups open in all localities",
    ],
    [
      "3", "T2", "", "one lead professional for every child with two agencies or more", "Family support manager", "",
      "",
    ],
    [
      "3a", "T2", "3", "agree what a lead professional does", "(as 3)", "by \(month(-5))",
      "signed agreement of five agencies",
    ],
    ["3b", "T2", "3", "train practitioners", "(as 3)", "\(month(-4)) to \(month(1))", "nine in ten trained"],
    [
      "3c", "T2", "3", "every child has one", "(as 3)", "by \(month(6))",
      "share of children with a lead, from the record",
    ],
    [
      "4", "T2", "", "therapy in the child development centre", "Consultant community paediatrician",
      "placeholder: lead to complete", "placeholder: lead to complete",
    ],
    [
      "5", "T3", "", "short breaks: more evenings and Saturdays", "Children’s commissioner; Contract manager",
      "by \(month(0))", "places open, against last year",
    ],
    [
      "6", "T3", "", "choose who runs the groups for parents", "Children’s commissioner", "by \(month(2))",
      "decision recorded",
    ],
    ["7", "T3", "", "replace the overnight house", "Children’s commissioner", "Ongoing", ""],
  ]
}

let countyThemes = """
  code,title,outcome,measure
  T1,Families know and shape,Families know what there is and have a say in it,How many families found what they looked for
  T2,One team around the child,Families tell their story once,Share of children of two agencies with a lead professional
  T3,Breaks and support,"Breaks that children like, near home",Children with short breaks that are not residential
  """
