package import Kernel

/// What somebody said, what was answered and what was done, as everybody reads it.
package func saidAndDid(_ words: String, answer: String, action: String?, on day: Day) -> HTML {
  """
  <div class="app-said"><p class="govuk-body"><strong>You said:</strong> \(words)</p>\
  <p class="govuk-body"><strong>We answered:</strong> \(answer)</p>\
  \("<p class=\"govuk-body\"><strong>We did:</strong> \(action)</p>", if: action != nil)\
  <p class="govuk-body-s app-hint">\(Design.day(day))</p></div>
  """
}
