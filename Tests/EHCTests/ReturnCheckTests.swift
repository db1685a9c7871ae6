import Kernel
import People
import SEN2
import Store
import TestKit
import Testing
import Web

@testable import EHC

/// A return of any system, checked on a page.
@Suite struct ReturnCheckTests {
  private let day = Day(2026, 1, 5)!

  private func send(
    _ file: String, as name: String, _ world: CaseWorld, query: String = "", csrf: String? = nil
  ) async -> Response {
    let id = (world.site.site.newID() as AnyID).description
    let body = """
      --x9\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(csrf ?? world.site.token(name))\r\n\
      --x9\r\nContent-Disposition: form-data; name="form_id"\r\n\r\n\(id)\r\n\
      --x9\r\nContent-Disposition: form-data; name="file"; filename="other.xml"\r\n\r\n\(file)\r\n--x9--\r\n
      """
    return await world.site.responder.respond(
      to: RawRequest(
        "POST", "/ehc/return/check\(query)",
        headers: [
          "cookie": "session=\(name)", "accept": "text/html", "content-type": "multipart/form-data; boundary=x9",
        ], body: Array(body.utf8)))
  }
  /// A return of one person, whose pupil number is of nobody here unless it is given.
  private func file(upn: String = "U886200012345") -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <Message><Header><CollectionDetails><Collection>SEN2</Collection><Year>2026</Year>
    <ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>886</LEA>
    <SoftwareCode>Other</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo>
    <DateTime>2026-02-01T09:00:00</DateTime></Source></Header><Persons><Person><Surname>Bello</Surname>
    <Forename>Ama</Forename><PersonBirthDate>2020-05-03</PersonBirthDate><UPN>\(upn)</UPN><Requests>
    <ReceivedDate>2026-01-02</ReceivedDate><RequestOutcomeDate>2025-12-02</RequestOutcomeDate>
    <RequestOutcome>Y</RequestOutcome></Requests></Person></Persons></Message>
    """
  }

  @Test(arguments: Engine.available) func whatIsFoundStandsOnThePage(engine: Engine) async throws {
    try await withCaseWorld(engine, on: day) { world in
      #expect(await world.site.get("/ehc/return/check", as: "imran").text.contains("multipart/form-data"))
      let answer = await send(file(), as: "imran", world)
      #expect(answer.status == 200, "\(answer.text.prefix(1500))")
      #expect(answer.text.contains("other.xml") && answer.text.contains("U886200012345"))
      #expect(answer.text.contains("Sex: What the layout requires is there."), "which field it is")
      let csv = await send(file(), as: "imran", world, query: "?format=csv")
      #expect(
        csv.text.hasPrefix("rule,severity,module,line,record,fields,message") || csv.text.contains("rule,severity"))
      let json = await send(file(), as: "imran", world, query: "?format=json")
      #expect(json.text.contains("\"findings\"") && json[header: "Content-Type"] == "application/json")
      let report = checkReturn(once(file()))
      #expect(!report.findings.isEmpty && report.stopped == nil, "\(report.summary)")
    }
  }

  @Test(arguments: Engine.available) func aFindingLeadsToTheChildWhereItIsOurs(engine: Engine) async throws {
    try await withCaseWorld(engine, on: day) { world in
      let path = try await world.request(day)
      let upn = "U886200012345"
      try await world.site.site.database.write { [child = world.child] tx in
        _ = try tx.run("UPDATE child SET upn = \(upn) WHERE id = \(child)")
      }
      let officer = await send(file(upn: upn), as: "daniel", world).text
      #expect(officer.contains("/children/\(world.child)"), "the officer is led to the record")
      let maker = await send(file(upn: upn), as: "imran", world).text
      #expect(!maker.contains("/children/"), "whoever makes the return opens none")
      #expect(!path.isEmpty)
    }
  }

  @Test(arguments: Engine.available) func whoMayNotIsRefusedAndHostileFilesAreSaid(engine: Engine) async throws {
    try await withCaseWorld(engine, on: day) { world in
      #expect(await send(file(), as: "dana", world).status == 403)
      #expect(await send(file(), as: "imran", world, csrf: "wrong").status == 403)
      #expect(await world.site.post("/ehc/return/check", [:], as: "imran").status == 415, "without a file")
      #expect(await send("", as: "imran", world).status == 422, "an empty file")
      let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><Message>&b;</Message>"
      let answer = await send(bomb, as: "imran", world)
      #expect(answer.status == 200 && answer.text.contains("could not be read to its end"))
    }
  }

  private func once(_ text: String) -> () -> [UInt8]? {
    var rest = [Array(text.utf8)]
    return { rest.popLast() }
  }
}
