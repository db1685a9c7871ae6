import Kernel

/// An exception to the twenty weeks is marked only where the plan came after them.
let ruleA07 = ReturnRule(
  "A07", .query, .assessment, ["Week20", "StartDate"],
  "An exception to the twenty weeks is marked only where the plan came after them."
) { node, place in
  node["Week20"] == "1"
    && (node.first("NamedPlan")?.day("StartDate")).map {
      !isMore(than: 140, from: place.request.day("ReceivedDate"), to: $0)
    } ?? false
}
