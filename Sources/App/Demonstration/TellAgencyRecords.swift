import Foundation
import Kernel
import People
import Store

// What the agencies' own systems hold of the told families, written as an extract and taken in like any other: so
// that a record says which agencies know the child, and a screener finds possible records for a request.

/// A row of an agency's extract.
private struct ExtractRow {
  let agency: String
  let values: [String]
}

/// Takes in small extracts of every agency about the told families and about children whom somebody asks help for.
func takeToldRecords(_ county: County, into database: Database, folder: URL) async throws {
  let rows = try await database.read { tx in try familyRows(county, in: tx) } + requestRows(county)
  for (code, rows) in Dictionary(grouping: rows, by: \.agency).sorted(by: { $0.key < $1.key }) {
    var csv = CSVWriter(heading: [
      "record_id", "forename", "middle", "surname", "sex", "dob", "address", "postcode", "nhs_number", "upn", "la_id",
    ])
    for (number, row) in rows.enumerated() {
      csv.append(["\(code.prefix(1).uppercased())9\(1000 + number)"] + row.values)
    }
    let file = folder.appending(path: "told-\(code).csv")
    try Data(csv.take()).write(to: file)
    let report = try await importPeople(
      agency: code, file: file.path,
      writing: ImportFiles(rejects: folder.appending(path: "told-\(code).rejects.csv").path),
      into: database, at: county.time.ago(45, 17.5), localityOf: { county.locality(of: $0) })
    guard report.isWhole, report.rejected == 0 else { throw DemonstrationProblem(description: report.summary) }
  }
}

/// Those whose record is restricted or whose address is hidden are left out.
private func familyRows(_ county: County, in tx: Transaction) throws -> [ExtractRow] {
  var rows: [ExtractRow] = []
  for (number, family) in toldFamilies.enumerated() where family.restrictedWhy == nil && !family.isAddressHidden {
    for id in FamilyTelling(family, number: number, county: county, in: tx).children {
      let child = try tx.child(id)
      guard let nhs = child.nhsNumber, let born = child.bornOn else { continue }
      let kinds = Set(family.others.map { county.person($0.who).line.team })
      let place = [child.address ?? "", child.postcode?.text ?? ""]
      // Hospitals write in capitals, with spaces in the number.
      rows.append(
        ExtractRow(
          agency: "health",
          values: [
            child.givenName.uppercased(), "", child.familyName.uppercased(), child.sex.rawValue, born.description,
          ] + place
            + [nhs.spaced, "", ""]))
      let plain = [child.givenName, "", child.familyName, child.sex.rawValue, born.description] + place
      if let upn = child.upn { rows.append(ExtractRow(agency: "education", values: plain + ["", upn.text, ""])) }
      if !kinds.isDisjoint(with: ["getting-help", "neurodevelopmental"]) {
        rows.append(ExtractRow(agency: "camhs", values: plain + [nhs.digits, "", ""]))
      }
      if kinds.contains("disabled-children") || ["tanner", "reyes", "hollins"].contains(family.key) {
        rows.append(ExtractRow(agency: "social", values: plain + [nhs.digits, child.upn?.text ?? "", "P90\(number)"]))
      }
      if !kinds.isDisjoint(with: ["parent-support", "young-carers"]) {
        rows.append(ExtractRow(agency: "voluntary", values: plain + [nhs.digits, "", ""]))
      }
    }
  }
  return rows
}

/// Children whom the front door is asked about, as agencies have them: with the slips that there are.
private func requestRows(_ county: County) -> [ExtractRow] {
  let known: [(key: String, agency: String, given: String, family: String, sex: String)] = [
    ("teale", "education", "Barnaby", "Teale", "M"), ("teale", "health", "BARNABY", "TEAL", "M"),
    ("rudd", "health", "HARVY", "RUDD", "M"), ("brierley", "health", "THEO", "BRIERLEY", "M"),
    ("holloway-mother", "education", "Frederick", "Holloway", "M"),
    ("nkemelu", "education", "Chiamaka", "Nkemelo", "F"),
    ("sandiford", "camhs", "Marlon", "Sandiford", "M"), ("pargeter", "health", "BONNIE", "PARGETER", "F"),
  ]
  return known.enumerated().compactMap { index, child in
    guard let number = openRequests.firstIndex(where: { $0.key == child.key }),
      let born = bornOn(openRequests[number], number: number, county.time.today)
    else { return nil }
    let postcode = postcode(of: openRequests[number], number: number)
    let isSchool = child.agency == "education"
    return ExtractRow(
      agency: child.agency,
      values: [
        child.given, "", child.family, child.sex, born.description, "\(11 + index * 4) \(countyStreets[index])",
        postcode?.text ?? "",
        isSchool ? "" : nhsNumber(9_980_010 + index)?.spaced ?? "", isSchool ? upn(2_900_000 + index)?.text ?? "" : "",
        "",
      ])
  }
}
