import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Messages

@Suite struct OwnWordsTests {
  @Test(arguments: Engine.available) func whatIsSaidIsKeptAsItWasSaid(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let path = "/family/\(world.child)/words"
      #expect((await world.at().get(path, as: "dana")).text.contains("Nothing yet."))
      #expect(await world.at(1).post(path, ["speaker": "child", "words": "I <3 the bricks"], as: "dana").status == 303)
      #expect(await world.at(2).post(path, ["speaker": "adult", "words": "She sleeps now"], as: "dana").status == 303)
      // A young person is not asked, and cannot speak for a parent.
      #expect(!(await world.at().get(path, as: "ama")).text.contains("Whose words are these?"))
      #expect(await world.at(3).post(path, ["speaker": "adult", "words": "I am fine"], as: "ama").status == 303)
      let said = try await world.database.read { tx in try tx.ownWords(world.child, limit: 9) }
      #expect(said.map(\.speaker) == ["Ama", "Dana Bello", "Ama"])
      #expect(said.map(\.words) == ["I am fine", "She sleeps now", "I <3 the bricks"])
      let page = await world.at(4).get(path, as: "kofi").text
      #expect(page.contains("I &lt;3 the bricks") && page.contains("18 November 2026"))
      #expect(page.contains("written down by Dana Bello"))
      #expect(await world.count("SELECT count(*) FROM event WHERE kind = 'child.words_added'") == 3)
    }
  }

  @Test(arguments: Engine.available) func whatIsMissingIsAskedFor(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let path = "/family/\(world.child)/words"
      let wrong: [[String: String]] = [
        [:], ["speaker": "child"], ["words": "Hello"], ["speaker": "nobody", "words": "Hello"],
        ["speaker": "child", "words": String(repeating: "a", count: 4001)],
      ]
      for fields in wrong {
        let sent = await world.at().post(path, fields, as: "dana")
        #expect(sent.status == 422 && sent.text.contains("There is a problem"))
      }
      let written = await world.count("SELECT count(*) FROM own_words")
      #expect(written == 0)
    }
  }

  @Test(arguments: Engine.available) func longListsArePaged(engine: Engine) async throws {
    try await withWorld(engine) { world in
      let dana = world.callers["dana"]!
      try await world.database.write { tx in
        for number in 1...45 {
          var random = SystemRandomNumberGenerator()
          let now = TestSite.now.adding(minutes: number)
          try tx.addOwnWords(
            ID(at: now, random: &random), child: world.child, speaker: "Ama", words: "Words \(number).", by: dana,
            at: now)
        }
      }
      let path = "/family/\(world.child)/words"
      let first = await world.at(60).get(path, as: "dana").text
      #expect(first.contains("Words 45.") && first.contains("Words 26.") && !first.contains("Words 25."))
      let last = await world.at(60).get("\(path)?page=3", as: "dana").text
      #expect(
        last.contains("Words 5.") && last.contains("Words 1.") && !last.contains("Words 6.") && !last.contains("page=4")
      )
    }
  }
}
