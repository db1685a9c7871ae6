/// A component as it looks with believable, invented content. The gallery at `/design` shows them; a test holds that no
/// file of components is without one.
package struct Example: Sendable {
  package var name: String
  /// When to use it, in a sentence.
  package var note: String
  /// The file that draws it.
  package var file: String
  package var html: HTML
  init(_ name: String, _ note: String, in file: String, _ html: HTML) {
    self.name = name
    self.note = note
    self.file = file
    self.html = html
  }
}

package let componentGallery: [Example] =
  contentExamples + recordExamples + listExamples + noticeExamples + formExamples + chartExamples

/// The body of the gallery's page: a list of what there is, then each example under its name.
package func componentGalleryBody(_ examples: [Example] = componentGallery) -> HTML {
  """
  \(pageHeading("Components", caption: "Design"))
  \(lead("The parts that our pages are made of. Everybody named here is invented."))
  <ul class="govuk-list app-example__list">\(examples.map { example -> HTML in
    "<li><a class=\"govuk-link\" href=\"#example-\(slug(example.name))\">\(example.name)</a></li>"
  })</ul>
  \(examples.map(shown))
  """
}

private func shown(_ example: Example) -> HTML {
  """
  <section class="app-example" id="example-\(slug(example.name))">\(heading(example.name))
  <p class="govuk-body app-hint">\(example.note)</p>
  <div class="app-example__stage">\(example.html)</div></section>

  """
}
