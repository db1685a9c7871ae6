import Kernel

/// The day and time at which the file was made is there, like 2027-02-01T09:00:00.
let ruleH06 = ReturnRule(
  "H06", .query, .header, ["DateTime"],
  "The day and time at which the file was made is there, like 2027-02-01T09:00:00."
) { node, _ in
  !isDateTime(inHeader(node, "DateTime"))
}
