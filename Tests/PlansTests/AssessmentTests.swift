import Kernel
import People
import Store
import TestKit
import Testing
import Web

@testable import Plans

/// Versions of the assessment, and two people who write in one.
@Suite struct AssessmentTests {
  @Test(arguments: Engine.available) func twoPeopleWriteInTheSameAssessment(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .assessing, in: tx)
        func write(_ words: String, _ version: Int, _ domain: String = "health") throws {
          try writeDomain(
            NewDomainEntry(strengths: words, needs: nil, score: 5, familySays: nil, version: version), domain: domain,
            support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        }
        try write("First", 0)
        #expect(
          throws: Refusal.changedByAnother(
            "Somebody else has written in this part of the assessment since you opened it.")
        ) {
          try write("Second, who had read nothing", 0)
        }
        try write("Elsewhere at the same time", 0, "home")
        try write("Second, who had read the first", 1)
        #expect(throws: Refusal.self) { try write("Third, late", 1) }
        let draft = try #require(try tx.draftAssessment(of: support.id))
        #expect(try tx.entry(draft.id, "health")?.strengths == "Second, who had read the first")
        #expect(throws: Refusal.notFound) { try write("No such subject", 0, "astrology") }
      }
    }
  }

  @Test(arguments: Engine.available) func aNewVersionStartsFromTheLast(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .planning, in: tx)
        try beginAssessment(fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(10, 1), in: tx)
        let versions = try tx.assessments(of: support.id)
        #expect(versions.map(\.number) == [2, 1] && versions.map(\.isComplete) == [false, true])
        #expect(try tx.entries(of: versions[0].id).map(\.domain) == ["health", "basic_care", "home"])
        #expect(throws: Refusal.self) {
          try beginAssessment(fresh(), support: support.id, child: town.amara, by: .system, at: Town.at(10, 1), in: tx)
        }
      }
    }
  }

  @Test(arguments: Engine.available) func anAssessmentLooksAtAllThreeSides(engine: Engine) async throws {
    try await withTown(engine) { town in
      try await town.write { tx in
        let support = try town.lead(town.amara, to: .assessing, in: tx)
        try writeDomain(
          NewDomainEntry(strengths: "Well", needs: nil, score: nil, familySays: nil), domain: "health",
          support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
        do {
          try completeAssessment(
            town.completion, support: support.id, child: town.amara, by: .system, at: Town.start, in: tx)
          Issue.record("an assessment of one side was finished")
        } catch let invalid as Invalid {
          #expect(invalid.errors.count == 2)
        }
      }
    }
  }
}
