import Design
import Foundation
import Kernel
import Store

/// Where a fact of a child's record comes from: who wrote it last, and what each agency's own record says.
struct FactSource: Sendable, Codable, Hashable {
  /// "Changed by Priya Nair, 3 May 2026"
  var written: String?
  /// Agencies whose record says the same.
  var agreeing: [String] = []
  /// Agencies whose record says something else, and what.
  var differing: [Differing] = []

  struct Differing: Sendable, Codable, Hashable {
    let agency: String
    let says: String
  }

  var words: String {
    var parts: [String] = []
    if let written { parts.append(written) }
    if !agreeing.isEmpty { parts.append("As in the record of \(agreeing.joined(separator: ", "))") }
    return parts.joined(separator: ". ")
  }
}

/// The source of each fact, by the name of its field. A hidden address is not repeated from an agency's record.
func sources(of child: Child, records: [(agency: String, says: CleanRecord)], writing: [FactWriting]) -> [String:
  FactSource]
{
  var sources: [String: FactSource] = [:]
  for (field, words) in factWords(child) {
    var source = FactSource()
    if let last = writing.first(where: { $0.fields.contains(field.name) }) {
      source.written = "Changed by \(last.who), \(last.at.day.long)"
    }
    for (agency, says) in records {
      guard let said = statement(says, field.name), !(child.isAddressHidden && isPlace(field.name)) else { continue }
      if said == words {
        if !source.agreeing.contains(agency) { source.agreeing.append(agency) }
      } else {
        source.differing.append(.init(agency: agency, says: said))
      }
    }
    if source.written == nil, source.agreeing.isEmpty, words != nil, !isFlag(field),
      let start = writing.last(where: \.isStart)
    {
      source.written = "Written down by \(start.who), \(start.at.day.long)"
    }
    sources[field.name] = source
  }
  return sources
}

/// A flag that nobody has changed says no more than that nobody has asked.
private func isFlag(_ field: Field) -> Bool { if case .flag = field.kind { true } else { false } }
private func isPlace(_ field: String) -> Bool { field == "address" || field == "postcode" }

/// What an agency's record says of a fact, in the words of the page; nil where it says nothing.
private func statement(_ record: CleanRecord, _ field: String) -> String? {
  switch field {
  case "given_name": record.givenName == unknownName ? nil : record.givenName
  case "middle_names": record.middleNames
  case "family_name": record.familyName == unknownName ? nil : record.familyName
  case "birth_on": record.bornOn?.long
  case "expected_on": record.expectedOn?.long
  case "sex": record.sex == .unknown ? nil : record.sex.title
  case "nhs_number": record.nhsNumber?.spaced
  case "upn": record.upn?.text
  case "address": record.address
  case "postcode": record.postcode?.text
  default: nil
  }
}

/// One writing of a child's details, as the events tell it.
struct FactWriting: Record {
  let who: String
  let at: Instant
  let fields: Set<String>
  let isStart: Bool
  init(row: Row) throws {
    who = try row[0]
    at = try row[1]
    let changed: String = try row[2]
    fields = Set(try JSONDecoder().decode([String: String].self, from: Data(changed.utf8)).keys)
    let kind: String = try row[3]
    isStart = kind == EventKind.childRegistered.name
  }
}

extension Transaction {
  /// The latest first.
  func factWritings(_ child: ChildID) throws -> [FactWriting] {
    let kinds = [EventKind.detailsChanged.name, EventKind.childRegistered.name]
    return try all(
      """
      SELECT actor_name, at, changed, kind FROM event
      WHERE \(try isInStory(of: child)) AND \(SQL.isNoOpening) AND kind IN \(list: kinds)
      ORDER BY at DESC, id DESC LIMIT 100
      """)
  }
  func factSources(of child: Child, on today: Day) throws -> [String: FactSource] {
    let records = try agencyRecords(of: child.id).compactMap { record in
      (try? clean(AgencyRow(content: record.content), on: today)).map { (agency: record.agencyName, says: $0) }
    }
    return sources(of: child, records: records, writing: try factWritings(child.id))
  }
}
