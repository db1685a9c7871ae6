import Kernel

/// Few plans end for another reason: more than one in five here.
///
/// It looks at more than one record: `Checker` finds it.
let ruleW03 = ReturnRule("W03", .prompt, .file, [], "Few plans end for another reason: more than one in five here.") {
  _, _ in false
}
