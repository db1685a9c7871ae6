import Kernel

/// Five faces from very happy to very sad: for children, and for whoever reads little. Each face has its words; the
/// field is a choice of five, from best to worst.
package func faceScale(_ field: Field, _ entry: Entry) -> HTML {
  guard case .choice(let options) = field.kind else { return control(field, entry, marksOptional: false) }
  let question = Question(field, entry, isPageHeading: false, marksOptional: false)
  let items = options.enumerated().map { index, option -> HTML in
    let id = index == 0 ? question.id : "\(question.id)-\(index + 1)"
    return """
      <div class="app-face"><input class="app-face__input" type="radio" id="\(id)" name="\(field.name)" \
      value="\(option.value)"\(" checked", if: option.value == question.value)>\
      <label class="app-face__label" for="\(id)">\(face(index, of: options.count))<span>\(option.label)</span></label></div>
      """
  }
  return question.group(nil, "<div class=\"app-faces\">\(items)</div>")
}

/// One of the faces: what the mouth does says the rest.
private func face(_ index: Int, of count: Int) -> HTML {
  // From a wide smile to a mouth turned down: how far the middle of the mouth lies below its ends.
  let bend = 12 - index * 24 / max(1, count - 1)
  let colour = ["#00703c", "#3f7d20", "#b58400", "#b35c1e", "#aa2a16"][min(index, 4)]
  return """
    <svg class="app-face__picture" width="56" height="56" viewBox="0 0 56 56" aria-hidden="true" focusable="false">\
    <circle cx="28" cy="28" r="25" fill="#fff" stroke="\(colour)" stroke-width="3"/>\
    <circle cx="19" cy="22" r="3" fill="\(colour)"/><circle cx="37" cy="22" r="3" fill="\(colour)"/>\
    <path d="M16 \(38 - bend / 3) Q28 \(38 + bend) 40 \(38 - bend / 3)" fill="none" stroke="\(colour)" \
    stroke-width="3" stroke-linecap="round"/></svg>
    """
}
