import Design
import Kernel
import Web

enum SearchForm {
  static let text = Field(
    "q", "Name, date of birth, NHS number, UPN, phone or address", .text(max: 200),
    hint: "For example: Amelia Carter, or 3 May 2018, or 943 476 5919, or LS16 5GG")
  static let born = Field("born", "Date of birth", .day)
  static let number = Field("number", "NHS number or UPN", .text(max: 20))
  static let postcode = Field("postcode", "Postcode", .postcode)
  static let ages: [Field.Option] = [
    .init("0-4", "0 to 4"), .init("5-10", "5 to 10"), .init("11-15", "11 to 15"), .init("16-17", "16 and 17"),
    .init("18-25", "18 to 25"),
  ]
  static let age = Field("age", "Age", .choice(ages))
  static let state = Field("state", "Record", .choice(Field.options(ChildQuery.State.self)))
  static let agency = Field("agency", "Agency that works with the child", .text(max: 36))
  static let locality = Field("locality", "Locality", .text(max: 36))
  static let all = [text, born, number, postcode, agency, locality, age, state, Field.page]

  /// The same field with what can be chosen now. Few options are drawn as radios, which cannot be emptied again: so
  /// `none` is one of them.
  static func choosing(_ field: Field, _ options: [Field.Option], none: String) -> Field {
    let all = options.count < 6 ? options + [.init("", none)] : options
    return Field(field.name, field.label, .choice(all), hint: field.hint, required: field.required)
  }
}

extension ChildQuery {
  static func check(_ entry: Entry, today: Day) -> Checked<ChildQuery> {
    var form = FormReading(entry)
    var query = ChildQuery.reading(form.text(SearchForm.text) ?? "", today: today)
    query.bornOn = form.day(SearchForm.born) ?? query.bornOn
    query.postcode = form.postcode(SearchForm.postcode) ?? query.postcode
    if let number = form.text(SearchForm.number) {
      if let nhsNumber = NHSNumber(number) {
        query.nhsNumber = nhsNumber
      } else if let upn = UPN(number) {
        query.upn = upn
      } else {
        form.fail(SearchForm.number, "Enter a whole NHS number, like 943 476 5919, or a UPN, like W886200012345")
      }
    }
    query.agency = form.id(SearchForm.agency)
    query.locality = form.id(SearchForm.locality)
    query.state = form.choice(SearchForm.state)
    let ends = form.option(SearchForm.age)?.split(separator: "-").compactMap { Int($0) }
    if let ends, ends.count == 2 { query.ages = ends[0]...ends[1] }
    return form.result { query }
  }
}

enum SavedFilterForm {
  static let name = Field("name", "Name of this search", .text(max: 60), required: "Enter a name for this search")
  static let query = Field("query", "What is searched for", .hidden(max: 1000), required: "Search for something first")
  static let all = [name, query]
}
