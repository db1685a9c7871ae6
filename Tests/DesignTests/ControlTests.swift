import Kernel
import Testing

@testable import Design

enum FieldErrors {
  static func of(_ field: String, _ message: String) -> FieldError { FieldError(field, message) }
}

@Suite struct ControlTests {
  static let few = [Field.Option("a", "First"), Field.Option("b", "Second", hint: "More"), Field.Option("c", "Third")]
  static let many = (1...9).map { Field.Option("v\($0)", "Option \($0)") }
  /// A kind, what was typed, and what must stand in the page afterwards.
  static let typed: [(Field.Kind, String)] = [
    (.text(max: 40), "O’Brien \"Bo\" <x>"), (.prose(max: 200), "\nOne\n\n  two & three"), (.time, "2.30pm"),
    (.number(0...60), "12"), (.email, "dana@example.org"), (.phone, "+44 7700 900118"), (.postcode, "th4 2qx"),
    (.nhsNumber, "943 476 5919"), (.upn, "W886200012345"), (.choice(few), "b"), (.choice(many), "v7"),
    (.choices(few), "c"), (.flag, "yes"), (.id, "0199a6c4-7f00-7000-8000-000000000001"), (.hidden(max: 20), "kept"),
  ]

  @Test(arguments: typed.indices) func whatWasTypedIsKept(_ index: Int) throws {
    let (kind, value) = Self.typed[index]
    let page = try Scanned(control(Field("it", "Label", kind), Entry(["it": [value]])).text)
    switch kind {
    case .prose: #expect(page.texts(in: "textarea") == ["\n" + value])
    case .choice(let options) where options.count > 6:
      #expect(
        page.elements("option").filter { $0.attributes["selected"] != nil }.map { $0.attributes["value"] } == [value])
    case .choice, .choices, .flag:
      #expect(
        page.elements("input").filter { $0.attributes["checked"] != nil }.map { $0.attributes["value"] } == [value])
    default: #expect(page.elements("input").map { $0.attributes["value"] } == [value])
    }
  }

  @Test func severalChoicesAreKept() throws {
    let page = try Scanned(control(Field("it", "Label", .choices(Self.few)), Entry(["it": ["a", "c"]])).text)
    #expect(page.elements("input").map { $0.attributes["checked"] != nil } == [true, false, true])
  }

  @Test func aDateIsKeptAsTypedOrSplitFromAWholeOne() throws {
    let field = Field("on", "When?", .day, required: "Enter the day")
    func boxes(_ values: [String: [String]]) throws -> [String?] {
      try Scanned(control(field, Entry(values)).text).elements("input").map { $0.attributes["value"] }
    }
    #expect(try boxes(["on-day": ["31"], "on-month": ["feb"], "on-year": [""]]) == ["31", "feb", ""])
    #expect(try boxes(["on": ["2026-11-05"]]) == ["5", "11", "2026"])
    #expect(try boxes(["on": ["next week"]]) == ["next week", "", ""])
    let names = try Scanned(control(field, Entry()).text).elements("input").map { $0.attributes["name"] }
    #expect(names == ["on-day", "on-month", "on-year"])
  }

  @Test(arguments: [Field.Kind.password, .oneTimeCode]) func aSecretIsNeverSentBack(_ kind: Field.Kind) throws {
    let html = control(Field("it", "Secret", kind), Entry(["it": ["hunter2"]])).text
    #expect(!html.contains("hunter2"))
  }

  static let shown: [Field.Kind] =
    typed.map(\.0).filter { if case .id = $0 { false } else if case .hidden = $0 { false } else { true } } + [
      .day, .password, .oneTimeCode,
    ]

  @Test(arguments: shown.indices) func labelHintAndErrorAreTiedByIDs(_ index: Int) throws {
    let field = Field("it", "The label", Self.shown[index], hint: "The hint", required: "Enter it")
    let page = try Scanned(control(field, Entry(errors: [FieldError("it", "Enter it")])).text)
    #expect(Set(page.ids).count == page.ids.count, "an id twice")
    // The error summary leads to this id, and it is a control.
    let first = try #require(page.element(id: "it"))
    #expect(["input", "textarea", "select"].contains(first.name))
    // Every control has a label of its own.
    let labelled = Set(page.elements("label").compactMap { $0.attributes["for"] })
    for control in page.elements where ["input", "textarea", "select"].contains(control.name) {
      #expect(control.id.map { labelled.contains($0) } == true)
    }
    // Hint and error are said with the control or with its group, and both exist.
    let described = page.elements.compactMap { $0.attributes["aria-describedby"] }
      .flatMap { $0.split(separator: " ").map(String.init) }
    #expect(described.contains("it-hint") && described.contains("it-error"))
    for id in described { #expect(page.ids.contains(id), "no \(id)") }
    #expect(page.texts(in: "p") == ["Error: Enter it"])
    #expect(page.text.contains("The label") && page.text.contains("The hint"))
    #expect(page.elements.contains { $0.has("govuk-form-group--error") })
  }

  @Test func theSameFieldInTwoFormsHasTwoSetsOfIDs() throws {
    let fields = Self.shown.enumerated().map { Field("f\($0)", "Label", $1, hint: "Hint") }
    let page = try Scanned((controls(fields, Entry()) + controls(fields, Entry(), idPrefix: "second-")).text)
    #expect(Set(page.ids).count == page.ids.count)
    #expect(page.elements.filter { $0.attributes["name"] == "f0" }.map(\.id) == ["f0", "second-f0"])
  }

  @Test func aQuestionAloneIsTheHeading() throws {
    for kind in [Field.Kind.text(max: 9), .day, .choice(Self.few)] {
      let page = try Scanned(control(Field("it", "How?", kind, required: "Say"), Entry(), isPageHeading: true).text)
      #expect(page.texts(in: "h1") == ["How?"])
    }
  }

  @Test func onlyWhatMayBeLeftOutSaysSo() throws {
    func label(_ field: Field, marks: Bool = true) throws -> [String] {
      try Scanned(control(field, Entry(), marksOptional: marks).text).texts(in: "label")
    }
    #expect(try label(Field("a", "Phone", .phone)) == ["Phone (optional)"])
    #expect(try label(Field("a", "Phone (optional)", .phone)) == ["Phone (optional)"])
    #expect(try label(Field("a", "Phone", .phone, required: "Enter it")) == ["Phone"])
    #expect(try label(Field("a", "Phone", .phone), marks: false) == ["Phone"])
    #expect(try label(Field("a", "I agree", .flag)) == ["I agree"])
  }

  @Test func theSummaryListsErrorsInOrderAndLeadsToTheControls() throws {
    let entry = Entry(errors: [
      FieldError("b", "Second field first"), FieldError("", "The whole form"), FieldError("on", "Enter the day"),
    ])
    let page = try Scanned(errorSummary(entry).text)
    #expect(page.texts(in: "li") == ["Second field first", "The whole form", "Enter the day"])
    #expect(page.elements("a").map { $0.attributes["href"] } == ["#b", "#on"])
    let date = try Scanned(control(Field("on", "When?", .day), entry).text)
    #expect(date.element(id: "on")?.attributes["name"] == "on-day")
    #expect(errorSummary(Entry()).isEmpty)
  }

  @Test func aFormCarriesWhatMakesItSafe() throws {
    let html = form(to: "/visits", csrf: "t\"1", id: "id1", page: "/visits/new") {
      keptDraftNotice(Entry(keptAt: LondonTime(day: Day(2026, 11, 20)!, minuteOfDay: 632).instant))
    }
    let page = try Scanned(html.text)
    let form = try #require(page.elements("form").first)
    #expect(form.attributes["method"] == "post" && form.attributes["novalidate"] != nil)
    #expect(form.attributes["data-keep"] != nil)
    let sent = page.elements("input").map { [$0.attributes["name"], $0.attributes["value"]] }
    #expect(sent == [["csrf", "t\"1"], ["form_id", "id1"], ["form_page", "/visits/new"]])
    #expect(page.text.contains("20 November 2026 at 10.32am"))
    // The Enter key presses the first button: it must not be the one that throws the draft away.
    let buttons = page.elements("button").map(\.attributes)
    #expect(buttons.map { $0["formaction"] } == [nil, "/drafts/discarded"])
    #expect(buttons.map { $0["hidden"] != nil } == [true, false])
    #expect(keptDraftNotice(Entry()).isEmpty)
  }
}
