import Clocks
import Design
package import Kernel
import People
import SEN2
import Store
import Web

extension Permission {
  /// Preparing the file of a return, taking it away once it is approved, and writing down that it was sent.
  static let prepareReturn = Permission.work("ehc.return_prepare", for: .governance, .returnsOfficer)
  /// Approving what somebody else has prepared: figures and findings by rule, no names.
  static let approveReturn = Permission.work(
    "ehc.return_approve", for: .governance, .returnsOfficer, .commissioner)
  /// Seeing which returns there are: whoever may do either.
  package static let seeReturns = Permission.work("ehc.return_files", for: .governance, .returnsOfficer, .commissioner)
}

enum ReturnFileForm {
  static let year = Field(
    "year", "Which return?",
    .choice(ReturnYear.all.map { .init("\($0.year)", "\($0.year), survey day \(Day($0.surveyDay)!.long)") }),
    required: "Choose the year")
  static let council = Field(
    "council", "Which council?", .text(max: 3), hint: "Its three digits, like 886.",
    required: "Enter the three digits of the council")
  static let medical = Field("medical_officer", "A designated medical officer is in post", .flag)
  static let clinical = Field("clinical_officer", "A designated clinical officer is in post", .flag)
  static let social = Field("social_care_officer", "A designated social care officer is in post", .flag)
  static let note = Field(
    "note", "Why do errors and queries stand as they are?", .prose(max: 8000),
    hint: "The department asks for it. Leave empty where there are none.")
  static let all = [year, council, medical, clinical, social, note]
  static let sentOn = Field("sent_on", "When was it sent?", .day, required: "Enter the day on which it was sent")
}

let returnFileRoutes: [Route] = [
  .page(
    "/ehc/return/files", "The SEN2 returns that were prepared", may: .seeReturns, asks: [.page], keepsDraft: true,
    filesPage),
  .task(
    "/ehc/return/files", "Prepare a SEN2 return", may: .prepareReturn, fields: ReturnFileForm.all, again: filesPage
  ) { request in
    let settings = try request.checked { ReturnSettings.check($0, at: request.now) }
    let note = request.entry["note"].flatMap { $0.trimmed.isEmpty ? nil : $0.trimmed }
    let id: ID<ReturnFile> = request.formID.of()
    try await prepareReturn(
      id, settings, note: note, by: request.caller, at: request.now, in: request.site.database)
    return .see("/ehc/return/files/\(id)", "Prepared. Somebody else approves it now.")
  },
  .page("/ehc/return/files/{file}", "A SEN2 return that was prepared", may: .seeReturns, filePage),
  .form("/ehc/return/files/{file}/approval", "Approve a SEN2 return", may: .approveReturn, fields: []) { request, tx in
    let file = try tx.returnFile(request.id("file"))
    try approveReturn(file, by: request.caller, at: request.now, in: tx)
    return .see(file.path, "Approved. It can be taken away and sent.")
  },
  .form(
    "/ehc/return/files/{file}/sent", "Record that a SEN2 return was sent", may: .prepareReturn,
    fields: [ReturnFileForm.sentOn], again: filePage
  ) { request, tx in
    let file = try tx.returnFile(request.id("file"))
    let on = try request.day(ReturnFileForm.sentOn)
    try noteReturnSent(file, on: on, by: request.caller, at: request.now, in: tx)
    return .see(file.path, "Recorded")
  },
  .form("/ehc/return/files/{file}/end", "Put a SEN2 return away", may: .prepareReturn, fields: []) { request, tx in
    let file = try tx.returnFile(request.id("file"))
    try dropReturn(file, by: request.caller, at: request.now, in: tx)
    return .see(file.path, "Put away. Its figures stay.")
  },
  .bytes("/ehc/return/files/{file}/xml", "The file of a SEN2 return", may: .prepareReturn) { request in
    let id: ID<ReturnFile> = try request.id("file")
    let (bytes, year) = try await request.site.database.write { tx in
      let file = try tx.returnFile(id)
      return (try takeReturn(file, by: request.caller, at: request.now, in: tx), file.year)
    }
    return Response(
      200,
      [("Content-Type", "application/xml"), ("Content-Disposition", "attachment; filename=\"sen2-\(year).xml\"")], bytes
    )
  },
]

extension ReturnSettings {
  static func check(_ entry: Entry, at now: Instant) -> Checked<ReturnSettings> {
    var form = FormReading(entry)
    let year = form.value(ReturnFileForm.year, "Choose the year") { Int($0).flatMap(ReturnYear.of) }
    let council = form.value(ReturnFileForm.council, "The council has three digits, like 886") { text in
      text.utf8.count == 3 && text.utf8.allSatisfy { (48...57).contains($0) } ? text : nil
    }
    let officers = [ReturnFileForm.medical, ReturnFileForm.clinical, ReturnFileForm.social].map { form.flag($0) }
    return form.result {
      var settings = ReturnSettings(year: year!, council: council!, writtenAt: now)
      (settings.hasMedicalOfficer, settings.hasClinicalOfficer) = (officers[0], officers[1])
      settings.hasSocialCareOfficer = officers[2]
      return settings
    }
  }
}

@Sendable private func filesPage(_ request: Request, _ tx: Transaction) throws -> ReturnFilesPage {
  let part = request.part(of: 25)
  let (shown, hasMore) = part.cut(try tx.returnFiles(limit: part.limit, offset: part.offset))
  let next = nextReturn(after: request.today)
  let limit = try tx.clocks(about: limitOfReturn(next.year)).last
  return ReturnFilesPage(
    files: shown, page: part.page, hasMore: hasMore, year: next.year, surveyDay: Day(next.surveyDay)!,
    deadline: Day(next.deadline)!, limit: try limit.map { try ClockLine($0, tx, at: request.now) },
    mayPrepare: request.caller.holds(.prepareReturn),
    entry: request.method == .get ? request.entry.filled(["year": "\(next.year)"]) : request.entry)
}

@Sendable private func filePage(_ request: Request, _ tx: Transaction) throws -> ReturnFilePage {
  let file = try tx.returnFile(request.id("file"))
  let counts = try tx.figures(of: file.id)
  return ReturnFilePage(
    file: file,
    rules: allRules.compactMap { rule in
      counts[rule.id].map {
        ReturnPage.RuleLine(rule: rule.id, severity: rule.severity, words: rule.words, count: $0)
      }
    },
    downloads: try tx.downloads(of: file.id).map { .init(by: $0.by, at: $0.at) },
    mayApprove: request.caller.holds(.approveReturn) && request.caller.account != file.preparedAccount
      && file.approvedAt == nil && file.droppedAt == nil,
    isOwn: request.caller.account == file.preparedAccount, mayPrepare: request.caller.holds(.prepareReturn),
    entry: request.entry)
}

/// The returns that were prepared, the limit of the next one, and the form that prepares one.
struct ReturnFilesPage: Page, Codable {
  let files: [ReturnFile]
  let page: Int
  let hasMore: Bool
  let year: Int
  let surveyDay: Day
  let deadline: Day
  /// Runs from the survey day.
  let limit: ClockLine?
  let mayPrepare: Bool
  let entry: Entry
  var title: String { "SEN2 returns" }
  var trail: [Link] { mayPrepare ? [Link("SEN2 return", "/ehc/return")] : [] }
  var sheet: Sheet? {
    Sheet(
      name: "sen2-returns",
      columns: ["year", "council", "prepared_on", "prepared_by", "plans", "approved_on", "sent_on", "put_away_on"],
      rows: files.map { file in
        [
          "\(file.year)", file.council, file.preparedAt.day.description, file.preparedBy, "\(file.plans)",
          file.approvedAt?.day.description ?? "", file.sentOn?.description ?? "",
          file.droppedAt?.day.description ?? "",
        ]
      })
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      if let limit {
        paragraph(markup: "\(limit.sentence). \(limit.tagged)")
      } else {
        paragraph(
          "The return of \(year): survey day \(surveyDay.long), to be sent by \(deadline.long). Its time limit runs from the survey day."
        )
      }
      paragraph("One person prepares a return, and another approves it. Only then can it be taken away and sent.")
      table(
        Table(
          "Returns", [.init("Year"), .init("Prepared"), .init("Plans", numeric: true), .init("State")],
          files.map {
            .init(
              ["\($0.year)", "\(day($0.preparedAt.day)), \($0.preparedBy)", "\($0.plans)", stateTag($0)], link: $0.path)
          }, empty: "No return has been prepared."))
      pagination(Pages(page: page, hasMore: hasMore) { "/ehc/return/files?page=\($0)" })
      if !files.isEmpty { paragraph(markup: link("Download as a spreadsheet", to: "/ehc/return/files?format=csv")) }
      if mayPrepare {
        card("Prepare a return", id: "new") {
          paragraph("It is made from the records of every child, as they stand on the survey day, and kept as it is.")
          formPart(
            view, to: "/ehc/return/files", ReturnFileForm.all, entry, submit: "Prepare it", style: .primary)
        }
      }
    }
  }
}

private func stateTag(_ file: ReturnFile) -> HTML {
  if file.droppedAt != nil { return tag("Put away", .grey) }
  if file.sentOn != nil { return tag("Sent", .green) }
  return file.approvedAt == nil ? tag("Waits for approval", .yellow) : tag("Approved", .blue)
}

/// One return as it was prepared: its figures, who approved, sent and took it.
struct ReturnFilePage: Page, Codable {
  struct Download: Codable, Sendable {
    let by: String
    let at: Instant
  }
  let file: ReturnFile
  /// What was found when it was prepared.
  let rules: [ReturnPage.RuleLine]
  let downloads: [Download]
  let mayApprove: Bool
  /// The reader prepared it.
  let isOwn: Bool
  let mayPrepare: Bool
  let entry: Entry
  var title: String { "The SEN2 return of \(file.year)" }
  var trail: [Link] { [Link("SEN2 returns", "/ehc/return/files")] }
  var menuPath: String? { mayPrepare ? "/ehc/return" : nil }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: "Prepared on \(file.preparedAt.day.long) by \(file.preparedBy)")
      paragraph(markup: stateTag(file))
      summaryList(
        [
          SummaryRow("Council", text: file.council), SummaryRow("Persons", text: "\(file.persons)"),
          SummaryRow("Plans", text: "\(file.plans)"), SummaryRow("Size", text: "\(file.size) bytes"),
          SummaryRow("SHA-256 of the file", text: file.digest),
          knownRow("Why errors and queries stand", file.note),
          knownRow("Approved", file.approvedAt.map { "\($0.day.long), \(file.approvedBy ?? "")" }),
          knownRow("Sent", file.sentOn.map { "\($0.long), written down by \(file.sentBy ?? "")" }),
          knownRow("Put away", file.droppedAt.map { "\($0.day.long), \(file.droppedBy ?? "")" }),
        ].compactMap(\.self))
      card("What was found when it was prepared", id: "rules") {
        table(
          Table(
            "By rule",
            [.init("Rule"), .init("What must hold"), .init("How grave"), .init("How often", numeric: true)],
            rules.map { .init(["\($0.rule)", "\($0.words)", severityTag($0.severity), "\($0.count)"]) },
            empty: "Every rule held."))
      }
      acts(view)
      if !downloads.isEmpty {
        card("Who took the file", id: "downloads") {
          bulletList(downloads.map { "\($0.by), \(day($0.at.day))" })
        }
      }
    }
  }

  @HTMLBuilder private func acts(_ view: View) -> HTML {
    if mayApprove { view.postButton("Approve the return", to: "\(file.path)/approval") }
    if isOwn, file.approvedAt == nil, file.droppedAt == nil {
      insetText { paragraph("You prepared it: somebody else approves it.") }
    }
    if mayPrepare, file.droppedAt == nil {
      if file.approvedAt != nil { linkButton("Take the file away", to: "\(file.path)/xml") }
      if file.approvedAt != nil, file.sentOn == nil {
        formPart(
          view, to: "\(file.path)/sent", [ReturnFileForm.sentOn], entry, submit: "Record that it was sent",
          style: .secondary)
      }
      if file.sentOn == nil { view.postButton("Put it away", to: "\(file.path)/end") }
    }
  }
}
