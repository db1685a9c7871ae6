import Design
import Kernel
import Web

// The page that works without signal. It is the same for everybody and names nobody, so that it can be kept in the
// browser as it is: whose visits there are comes in as JSON, and lies on the phone sealed. `public/offline.js` fills it.

/// The questions of the phone that the visit's form does not have.
enum PhoneForm {
  static let next = Field(
    "next", "When is the next visit?",
    .choice([
      .init("7", "In one week, at the same time"), .init("14", "In two weeks, at the same time"),
      .init("", "Another day, or not agreed yet"),
    ]))
  static let child = Field("child", "Whom did you visit?", .text(max: 40))
  static let newPhrase = Field(
    "new_phrase", "Choose words to unlock your visits", .password,
    hint:
      "At least 12 letters. Three words that have nothing to do with each other are good. You need them when there is no signal.",
    autocomplete: "new-password")
  static let phrase = Field("phrase", "Your words", .password, autocomplete: "current-password")
}

/// The whole document.
func offlineDocument(_ site: Site) -> HTML {
  var frame = Frame(
    title: "Visits without signal", path: "/visits/offline", assetVersion: site.settings.assetVersion,
    body: offlineBody(site.settings.assetVersion, dutyPhone: site.settings.dutyPhone))
  frame.partnership = site.settings.partnership
  frame.nav = [NavItem("Today", "/today"), NavItem("Visits", "/visits")]
  frame.signInPath = nil
  frame.isDemonstration = site.settings.isDemonstration
  return pageFrame(frame)
}

private func offlineBody(_ version: String, dutyPhone: String) -> HTML {
  """
  <div class="app-reading app-offline">
  \(pageHeading("Visits without signal"))
  <p class="govuk-body app-offline__status" id="status" role="status"></p>
  \(view("none", isShown: true, noneView))
  \(view("setup", setupView))
  \(view("locked", lockedView))
  \(view("week", weekView))
  \(view("visit", visitView))
  \(view("check", checkView(dutyPhone)))
  </div>
  <script type="module" src="/assets/\(version)/offline.js"></script>
  """
}

/// A part of the page that the script shows alone.
private func view(_ name: String, isShown: Bool = false, _ content: HTML) -> HTML {
  "<div id=\"view-\(name)\"\(" hidden", if: !isShown)>\(content)</div>"
}

private let noneView: HTML = markup {
  paragraph("This page keeps your week of visits on your phone, for places without signal.")
  paragraph(
    markup: """
      <span id="why">It needs a browser that runs scripts.</span> You can write up every visit from \
      \(link("your diary", to: "/visits")) whenever there is signal.
      """)
}

private let setupView: HTML = markup {
  paragraph("Your week can come along on this phone. It is locked, so that nobody else who uses the phone can read it.")
  localForm("setup") {
    control(PhoneForm.newPhrase, Entry(), marksOptional: false)
    button("Keep my visits on this phone")
  }
  paragraph(
    markup: """
      <a class="govuk-link" href="/visits/offline/week">See what goes onto the phone</a>. If you forget the words, sign \
      in where there is signal: nothing is lost.
      """)
}

private let lockedView: HTML = markup {
  paragraph("The visits on this phone are locked.")
  localForm("unlock") {
    control(PhoneForm.phrase, Entry(), marksOptional: false)
    button("Unlock")
  }
  paragraph(markup: "Or \(link("sign in", to: "/sign-in?continue=/visits/offline")) where there is signal.")
}

private let weekView: HTML = """
  <div id="waiting"></div>
  <div id="lines"></div>
  <div class="app-actions">\
  <button type="button" class="govuk-button govuk-button--secondary" id="unplanned">Record a visit that was not planned\
  </button><button type="button" class="govuk-button govuk-button--secondary" id="lock">Lock</button>\
  <button type="button" class="app-link-button" id="new-words" hidden>Choose other words to unlock</button></div>
  \(details("About this page") {
    paragraph(
      """
      Your visits are on this phone, locked. What you write is kept here and sent when there is signal. After a week \
      without signal the list is thrown away; what you wrote is kept until it is sent.
      """)
  })
  <template id="line"><section class="app-card"><div class="app-card__top"><h2 class="govuk-heading-m" data-slot="name">\
  </h2></div><p class="govuk-body" data-slot="when"></p><p class="govuk-body app-hint" data-slot="place"></p>\
  <p class="govuk-body" data-slot="try"></p><p class="govuk-body" data-slot="state"></p>\
  <button type="button" class="govuk-button" data-slot="open">Write it up</button>\
  <button type="button" class="govuk-button govuk-button--secondary" data-slot="check">Going in alone</button>\
  </section></template>
  """

private let visitView: HTML = localForm("visit") {
  "<h2 class=\"govuk-heading-m\" id=\"visit-title\" tabindex=\"-1\"></h2>"
  "<div id=\"errors\" tabindex=\"-1\"></div>"
  "<div id=\"whom\" class=\"govuk-form-group\"><label class=\"govuk-label govuk-label--s\" for=\"child\">Whom did you visit?</label><select class=\"govuk-select\" id=\"child\" name=\"child\"></select></div>"
  "<div class=\"govuk-inset-text\" id=\"last\"></div>"
  controls([VisitForm.tried], Entry())
  "<div id=\"chart\">\(control(VisitForm.outcome, Entry()))</div>"
  controls([VisitForm.seen, VisitForm.modelled, VisitForm.tryNext, VisitForm.timesADay], Entry())
  control(PhoneForm.next, Entry(), marksOptional: false)
  controls([VisitForm.minutes, VisitForm.wasThere], Entry())
  details("Change the day, the time or the kind of visit") {
    controls([VisitForm.heldOn, VisitForm.heldAt, VisitForm.kind, VisitForm.jointWith], Entry())
    controls([VisitForm.nextOn, VisitForm.nextAt], Entry())
  }
  buttonGroup {
    button("Keep this visit")
    "<button type=\"button\" class=\"govuk-button govuk-button--secondary\" id=\"back\">Back to the list</button>"
  }
}

/// The same questions as at a desk (`CheckPage`): in how many minutes the visitor is out, out and safe, longer. Without signal
/// nobody can watch, and it says so.
private func checkView(_ dutyPhone: String) -> HTML {
  localForm("check") {
    "<h2 class=\"govuk-heading-m\" id=\"check-title\" tabindex=\"-1\"></h2>"
    "<p class=\"govuk-body\" id=\"check-words\"></p>"
    insetText {
      paragraph(
        """
        If you have not said that you are out \(minutesOfGrace) minutes after your time, your manager gets a letter and \
        calls you. If you do not answer, they follow the lone working procedure.
        """)
    }
    "<div id=\"check-alone\" hidden>"
    warningText(
      "There is no signal. Call the duty desk before you go in. That you are out is kept here and told when there is signal: call the duty desk as well."
    )
    "</div>"
    "<div id=\"check-out-part\" hidden><button type=\"button\" class=\"govuk-button\" id=\"check-out\">Out, and safe</button></div>"
    control(CheckForm.minutes, Entry(), idPrefix: "alone-")
    buttonGroup {
      "<button type=\"submit\" class=\"govuk-button\" id=\"check-in\">I am going in</button>"
      "<button type=\"button\" class=\"govuk-button govuk-button--secondary\" id=\"check-back\">Back to the list</button>"
    }
    paragraph(markup: "In danger? Call 999. The duty desk: \(phoneLink(dutyPhone)).")
  }
}

/// A form that no server sees: the page's script reads it.
private func localForm(_ id: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
  "<form id=\"form-\(id)\" method=\"dialog\" novalidate>\(content())</form>"
}
