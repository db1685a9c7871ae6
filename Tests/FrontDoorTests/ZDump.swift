import Foundation
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import FrontDoor

@Suite struct ZDump {
  @Test func dump() async throws {
    try await withFrontDoor(.sqlite) { door in
      let folder = "/tmp/fd-pages"
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      func save(_ name: String, _ r: Response) throws {
        try Data(r.body).write(to: URL(filePath: "\(folder)/\(name).html"))
      }
      let b = Browser(door.site)
      try save("start", await b.get("/ask-for-help"))
      _ = await b.post("/ask-for-help/safety", ["danger": "worried"])
      try save("danger", await b.get("/ask-for-help/danger"))
      try save("who", await b.get("/ask-for-help/who"))
      _ = await b.post("/ask-for-help/who", ["asker": "professional"])
      for s in AskStep.steps(for: .professional) { try save("pro-\(s.rawValue)", await b.get(s.path)) }
      try save("child-error", await b.post("/ask-for-help/child", ["born_on-day": "31"]))
      let p = Browser(door.site)
      _ = await p.post("/ask-for-help/safety", ["danger": "no"])
      for (s, f) in AskJourneyTests.parent.dropFirst() { _ = await p.post("/ask-for-help/\(s)", f) }
      for s in ["contact", "words", "kind", "helpers", "check"] { try save(s, await p.get("/ask-for-help/\(s)")) }
      _ = await p.post("/ask-for-help/check")
      try save("sent", await p.get("/ask-for-help/sent"))
      let parts = p.cookies["following"]!.split(separator: ".").map(String.init)
      try save("follow", await p.get("/requests/follow/\(parts[0])"))
      try save("follow-form", await Browser(door.site).get("/requests/follow"))
      try save("return", await Browser(door.site).get("/ask-for-help/return"))
      try await door.database.write { tx in
        let l = LocalityID(high: 0x9_7000, low: 0x8000_0000_0000_0001)
        try tx.addLocality(l, "Marsh Side")
        try tx.addLocality(LocalityID(high: 0x9_7000, low: 0x8000_0000_0000_0002), "Hill Top")
      }
      var worried = NewHelpRequest.usual
      worried.givenName = "Leila"; worried.danger = .worried; worried.signs = [.selfHarm]; worried.hard = "She will not come out of her room."
      _ = try await door.ask(worried)
      var danger = NewHelpRequest(asker: .professional, givenName: "Baby", familyName: "Nowak", askerName: "Jo Webb")
      danger.danger = .now; danger.hard = "Found alone at home"; danger.agency = "Meadow Clinic"; danger.role = "Health visitor"
      danger.levelClaimed = .statutory; danger.criteriaClaimed = ["4F2"]; danger.agreement = .notAsked; danger.noAgreementWhy = .harm; danger.agreementNote = "Mother not reachable"
      _ = try await door.ask(danger)
      _ = try await door.ask(at: TestDoor.now.adding(hours: -24 * 6))
      for _ in 0..<24 { _ = try await door.ask() }
      let child = try await door.addChild("Sami", "Okoro", born: Day(2024, 5, 2))
      _ = try await door.addChild("Samir", "Okoro", born: Day(2024, 2, 5))
      let r = try await door.ask()
      try save("request-new", await door.site.get("/requests/\(r.id)", as: "ana"))
      _ = await door.site.post("/requests/\(r.id)/taking", as: "ana")
      try save("record", await door.site.get("/requests/\(r.id)/record", as: "ana"))
      _ = await door.site.post("/requests/\(r.id)/child", ["child": child.description, "version": "2"], as: "ana")
      try save("check-ask", await door.site.get("/requests/\(r.id)/checks", as: "ana"))
      _ = await door.site.post("/requests/\(r.id)/checks", ["agency": TestDoor.health.description, "question": "Do you know Sami, and who sees him?"], as: "ana")
      _ = await door.site.post("/requests/\(r.id)/notes", ["log_kind": "phoned", "log_words": "Rang Ada. She would like visits on Tuesdays."], as: "ana")
      _ = await door.site.post("/requests/\(r.id)/messages", ["message": "May we ring you on Friday?"], as: "ana")
      try save("request-checks", await door.site.get("/requests/\(r.id)", as: "ana"))
      try save("checks", await door.site.get("/checks", as: "hugo"))
      let check = try await door.database.read { try $0.checks(of: r.id)[0] }
      try save("check", await door.site.get("/checks/\(check.id)", as: "hugo"))
      try save("queue", await door.site.get("/requests?urgency=routine", as: "ana"))
      try save("queue-all", await door.site.get("/requests", as: "ana"))
      try save("queue-empty", await door.site.get("/requests", as: "mel"))
      try save("decide1", await door.site.get("/requests/\(r.id)/decision", as: "ana"))
      try save("decide2", await door.site.get("/requests/\(r.id)/decision?outcome=home_visiting", as: "ana"))
      let v = try await door.load(r.id).version
      try save("decide-error", await door.site.post("/requests/\(r.id)/decision", ["outcome": "advice", "level": "3", "version": "\(v)", "told": "no"], as: "ana"))
      _ = await door.site.post("/requests/\(r.id)/decision", ["outcome": "home_visiting", "level": "2", "criteria_2": "2C1", "version": "\(v)", "told": DecisionTests.words, "reason": "Some delay in talking; family wants play ideas", "agreement": "agreed", "team": TestDoor.earlyHelp.description], as: "ana")
      try save("request-decided", await door.site.get("/requests/\(r.id)", as: "ana"))
      func asked(_ caller: Caller) -> Request { Request(site: door.site.site, method: .get, path: "/", now: TestDoor.now, caller: caller) }
    }
  }
}
