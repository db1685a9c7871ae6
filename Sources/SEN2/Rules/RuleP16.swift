import Kernel

/// A person has at least one request.
let ruleP16 = ReturnRule("P16", .error, .person, ["Requests"], "A person has at least one request.") { node, _ in
  node.all("Requests").isEmpty
}
