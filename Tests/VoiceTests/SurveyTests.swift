import Kernel
import Store
import TestKit
import Testing
import Web

@testable import Voice

/// Surveys through the routes, on both engines.
@Suite struct SurveyTests {
  static let questions = [
    QuestionContent(kind: .faces, words: "How is the club?", isRequired: true),
    QuestionContent(kind: .one, words: "Did you want more?", options: ["Yes", "No"], isRequired: true, isGroup: true),
    QuestionContent(
      kind: .one, words: "What was in the way?", options: ["No place", "Too far"], isRequired: true,
      onlyIf: OnlyIf(position: 2, option: 0)),
    QuestionContent(kind: .several, words: "When?", options: ["Evenings", "Saturdays", "Holidays"]),
    QuestionContent(kind: .number, words: "How many days?", least: 0, most: 60),
    QuestionContent(kind: .words, words: "What else?"),
  ]

  @Test(arguments: Engine.available) func aSurveyIsWrittenThroughItsPages(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let fields = [
        "title": "Clubs", "intro": "For us.", "thanks": "Thanks.", "access": "anyone", "opens_on": "2026-11-18",
        "closes_on": "2026-12-01",
      ]
      let wrong = await world.site.post("/surveys", fields.merging(["closes_on": "2026-11-01"]) { $1 }, as: "beth")
      #expect(wrong.status == 422 && wrong.text.contains("must not be before the first"))
      let made = await world.site.post("/surveys", fields, as: "beth")
      let path = try #require(made[header: "Location"])
      let question = ["words": "How is it?", "kind": "faces", "only_if": "everybody", "is_required": "yes"]
      #expect(await world.site.post("\(path)/questions", question, as: "beth").status == 303)
      let one = ["words": "Which?", "kind": "one", "options": "A club\nA camp", "only_if": "everybody"]
      #expect(
        await world.site.post("\(path)/questions", one.merging(["position": "1"]) { $1 }, as: "beth").status == 303)
      let few = await world.site.post("\(path)/questions", one.merging(["options": "A club"]) { $1 }, as: "beth")
      #expect(few.status == 422 && few.text.contains("2 to 20 answers"))
      let then = ["words": "Why?", "kind": "words", "only_if": "1-0"]
      #expect(await world.site.post("\(path)/questions", then, as: "beth").status == 303)
      // The question that was put first counts as the first, and the condition hangs on it.
      let kept = try await world.read { tx in try tx.questions(of: ID(String(path.dropFirst(9)))!) }
      #expect(kept.map(\.content.words) == ["Which?", "How is it?", "Why?"])
      #expect(kept[2].content.onlyIf == OnlyIf(position: 1, option: 0))
      let preview = await world.site.get("\(path)/preview", as: "beth").text
      #expect(preview.contains("Only if you chose this answer above: A club.") && !preview.contains("Send my answers"))
      #expect(await world.site.get("/voice\(path)").status == 404, "a draft is nobody's")
      #expect(await world.site.post("\(path)/opening", as: "beth").status == 303)
      #expect(await world.site.post("\(path)/questions", one, as: "beth").status == 409, "open: questions stay")
      #expect(await world.site.get("/surveys", as: "pat").status == 403)
    }
  }

  @Test(arguments: Engine.available) func anybodyAnswersOnceAndNothingOfThemIsKept(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey(Self.questions)
      let page = await world.site.get(survey.path)
      #expect(page.status == 200 && page.text.contains("Very good") && page.text.contains("data-only-if=\"q2\""))
      let missing = await world.site.post("\(survey.path)/answers", ["q2": "0"])
      #expect(missing.status == 422 && missing.text.contains("Answer this question: How is the club?"))
      #expect(missing.text.contains("Answer this question: What was in the way?"))
      let sent = await world.site.post(
        "\(survey.path)/answers",
        lists: ["q1": ["1"], "q2": ["1"], "q3": ["1"], "q4": ["0", "2"], "q5": ["12"], "q6": ["More swings"]])
      #expect(sent.status == 303 && sent[header: "Location"]?.contains("/thanks") == true)
      #expect(await world.site.get("\(survey.path)/thanks").text.contains("Thank you so much."))
      let choices = try await world.read { tx in try tx.value("SELECT choices FROM survey_answers", as: String.self) }
      #expect(choices == "1:1;2:1;4:0,2;5:12", "what was not asked is not kept, and words lie apart")
      try await world.holds(1, "SELECT count(*) FROM survey_text WHERE words = 'More swings'")
      try await world.holds(
        1, "SELECT count(*) FROM event WHERE kind = 'survey.answered' AND origin = 'not kept' AND account_id IS NULL")
      let bad = await world.site.post("\(survey.path)/answers", ["q1": "7", "q2": "1", "q5": "61"])
      #expect(bad.status == 422 && bad.text.contains("0–60"))
      try await world.holds(1, "SELECT count(*) FROM survey_answers")
      let late = world.at(TestSite.now.adding(days: 15))
      #expect(await late.site.get(survey.path).text.contains("It takes no more answers"))
      #expect(await late.site.post("\(survey.path)/answers", ["q1": "1", "q2": "1"]).status == 409)
    }
  }

  @Test(arguments: Engine.available) func manyAnswersOfOneAddressAreToldAndStopped(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey([Self.questions[0]])
      func send() async -> Response { await world.site.post("\(survey.path)/answers", ["q1": "1"]) }
      for number in 1...60 {
        let sent = await send()
        #expect(sent.status == 303 && sent[header: "Set-Cookie"]?.contains("answered-") == true, "\(number)")
      }
      #expect(await send().status == 429, "more than any waiting room sends in an hour")
      #expect(
        await world.at(TestSite.now.adding(hours: 1)).site.post("\(survey.path)/answers", ["q1": "1"]).status == 303)
      try await world.holds(61, "SELECT count(*) FROM survey_answers")
      try await world.holds(55, "SELECT count(*) FROM survey_answers WHERE is_doubtful")
      #expect(await world.site.post("/surveys/\(survey.id)/closing", as: "beth").status == 303)
      let results = await world.site.get("\(survey.path)/results", as: "beth").text
      #expect(results.contains("55 of the 61 may be by somebody who had answered before"))
      // With a code nobody can answer twice: nothing is doubted.
      let invited = try await world.openedSurvey([Self.questions[0]], access: .invited)
      #expect(await world.site.post("/surveys/\(invited.id)/closing", as: "beth").status == 303)
      #expect(
        await world.site.get("\(invited.path)/results", as: "beth").text.contains("nobody could answer twice"))
    }
  }

  @Test(arguments: Engine.available) func aCodeAnswersOnce(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey([Self.questions[0]], access: .invited)
      let asked = await world.site.post(
        "/surveys/\(survey.id)/invitations",
        ["emails": "ann@example.org\nbob@example.org\nann@example.org", "on_paper": "2"],
        as: "beth")
      let cookie = try #require(asked[header: "Set-Cookie"])
      let codes = cookie.dropFirst("papercodes=".count).prefix { $0 != ";" }.split(separator: ".").map(String.init)
      #expect(codes.count == 2)
      try await world.holds(4, "SELECT count(*) FROM survey_invitation")
      try await world.holds(2, "SELECT count(*) FROM mail WHERE body LIKE '%?code=%'")
      let answer = ["q1": "0", "code": codes[0].lowercased().replacing("-", with: " ")]
      #expect(await world.site.post("\(survey.path)/answers", ["q1": "0"]).status == 422)
      #expect(await world.site.post("\(survey.path)/answers", ["q1": "0", "code": "XXXX-2222"]).status == 422)
      #expect(await world.site.post("\(survey.path)/answers", answer).status == 303)
      let again = await world.site.post("\(survey.path)/answers", answer)
      #expect(again.status == 422 && again.text.contains("used already"))
      try await world.holds(1, "SELECT count(*) FROM survey_answers")
      try await world.holds(1, "SELECT count(*) FROM survey_invitation WHERE is_used")
    }
  }

  @Test(arguments: Engine.available) func peopleAnswerInTheirLanguage(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey([Self.questions[0], Self.questions[5]])
      let kept = await world.site.post(
        "/surveys/\(survey.id)/languages/ur",
        ["t-q1": "کلب کیسا ہے؟", "t-send": "بھیجیں", "t-missing": "جواب دیں", "t-nonsense": "x"], as: "beth")
      #expect(kept.status == 303)
      try await world.holds(3, "SELECT count(*) FROM survey_words WHERE language = 'ur'")
      let english = await world.site.get(survey.path).text
      #expect(english.contains("اردو") && english.contains("lang=\"en\" dir=\"ltr\""))
      let page = await world.site.get("\(survey.path)?language=ur").text
      #expect(page.contains("lang=\"ur\" dir=\"rtl\"") && page.contains("کلب کیسا ہے؟") && page.contains("بھیجیں"))
      #expect(page.contains("What else?"), "what nobody has translated stands in English")
      let missing = await world.site.post("\(survey.path)/answers", ["language": "ur"])
      #expect(missing.status == 422 && missing.text.contains("جواب دیں: کلب کیسا ہے؟"))
      #expect(await world.site.get("/surveys/\(survey.id)/languages/xx", as: "beth").status == 404)
    }
  }

  @Test(arguments: Engine.available) func aPaperIsReadTwice(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey(Self.questions)
      let path = "/surveys/\(survey.id)/papers"
      let paper = ["number": "17", "q1": "3", "q2": "0", "q3": "1"]
      #expect(await world.site.post(path, paper, as: "beth").status == 303)
      let self2 = await world.site.post(path, paper, as: "beth")
      #expect(self2.status == 422 && self2.text.contains("the second reader is somebody else"))
      let other = await world.site.post(path, paper.merging(["q1": "4"]) { $1 }, as: "seun")
      #expect(other.status == 422 && other.text.contains("The first reader read “Not good” in question 1"))
      try await world.holds(0, "SELECT count(*) FROM survey_answers WHERE checked_by IS NOT NULL")
      let settled = await world.site.post(
        path, paper.merging(["q1": "4", "is_settled": "yes"]) { $1 }, as: "seun")
      #expect(settled.status == 303)
      try await world.holds(
        1, "SELECT count(*) FROM survey_answers WHERE checked_by IS NOT NULL AND choices = '1:4;2:0;3:1'")
      // Whoever filled it in may have left out what the page asks for.
      #expect(await world.site.post(path, ["number": "18", "q4": "1"], as: "beth").status == 303)
      try await world.holds(2, "SELECT count(*) FROM survey_answers")
    }
  }

  @Test(arguments: Engine.available) func resultsAreThereWhenItIsClosed(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey(Self.questions)
      try await world.write { tx in
        for number in 0..<40 {
          let answers = Answers(
            choices: [1: [number < 37 ? 1 : 4], 2: [number % 2]],
            words: number == 7 ? [6: "Ask Ann Lee at 4 Elm Road"] : [:])
          try answerSurvey(survey, answers, language: .english, code: nil, at: TestSite.now, in: tx)
        }
      }
      let path = "\(survey.path)/results"
      #expect(await world.site.get(path, as: "beth").status == 404, "nothing before it is closed")
      #expect(await world.site.post("/surveys/\(survey.id)/publication", as: "beth").status == 409)
      #expect(await world.site.post("/surveys/\(survey.id)/closing", as: "beth").status == 303)
      #expect(await world.site.post("/surveys/\(survey.id)/closing", as: "beth").status == 409)
      #expect(await world.site.get(path).status == 404, "nobody else before it is published")
      let desk = await world.site.get(path, as: "beth").text
      #expect(desk.contains("40 people answered") && desk.contains("Not shown"))
      #expect(!desk.contains("Ann Lee"), "own words only when somebody has released them")
      #expect(await world.site.post("/surveys/\(survey.id)/publication", as: "beth").status == 303)
      let sheet = await world.site.get("\(path)?format=csv").text
      // Three said “Very bad”, and nobody learns of it: 37 would tell as well.
      #expect(
        sheet.contains("How is the club?,everybody,Good,c") && sheet.contains("How is the club?,everybody,Very bad,c"))
      #expect(sheet.contains("Did you want more?,everybody,Yes,20"))
      let group = await world.site.get("\(path)?g2=0&format=csv").text
      #expect(group.contains("Did you want more?,Yes,Yes,20") && group.contains("How is the club?,Yes,Good,"))
      let json = await world.site.get(path, json: true).text
      #expect(!json.contains("Ann Lee") && json.contains("\"answer_count\":40"))
      try await world.holds(40, "SELECT count(*) FROM survey_answers")
    }
  }

  @Test(arguments: Engine.available) func ownWordsAreShownWhenSomebodyHasReadThem(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey(Self.questions)
      try await world.write { tx in
        for number in 0..<12 {
          let words = number < 2 ? [6: "Ask Ann Lee, \(number)"] : [:]
          try answerSurvey(
            survey, Answers(choices: [1: [1], 2: [1]], words: words), language: .english, code: nil, at: TestSite.now,
            in: tx)
        }
      }
      let words = "/surveys/\(survey.id)/words"
      #expect(await world.site.get(words, as: "beth").text.contains("when the survey is closed"))
      #expect(await world.site.post("/surveys/\(survey.id)/closing", as: "beth").status == 303)
      let texts = try await world.read { tx in try tx.textsToRead(survey.id) }
      let first = "\(words)/\(texts[0].id)", second = "\(words)/\(texts[1].id)"
      #expect(await world.site.post("\(first)/release", ["shown": " ", "version": "1"], as: "beth").status == 422)
      #expect(
        await world.site.post("\(first)/release", ["shown": "Ask her", "version": "1"], as: "beth").status == 303)
      #expect(await world.site.post("\(first)/hold", ["version": "1"], as: "seun").status == 409)
      #expect(await world.site.post("\(second)/hold", ["version": "1"], as: "beth").status == 303)
      #expect(await world.site.post("/surveys/\(survey.id)/publication", as: "beth").status == 303)
      let page = await world.site.get("\(survey.path)/results").text
      #expect(page.contains("Ask her") && !page.contains("Ann Lee"))
    }
  }

  @Test(arguments: Engine.available) func askedAgainItIsAnotherEdition(engine: Engine) async throws {
    try await withVoice(engine) { world in
      let survey = try await world.openedSurvey(Self.questions)
      #expect(
        await world.site.post("/surveys/\(survey.id)/languages/pl", ["t-q1": "Jak jest w klubie?"], as: "beth").status
          == 303)
      let again = await world.site.post("/surveys/\(survey.id)/editions", as: "beth")
      let path = try #require(again[header: "Location"])
      let page = await world.site.get(path, as: "beth").text
      #expect(page.contains("edition 2") && page.contains("In: English, Polish."))
      try await world.holds(12, "SELECT count(*) FROM survey_question")
      // The first stays as it was; its last day may be moved.
      var fields = SurveyForm.entry(survey.content)
      fields["closes_on"] = "2026-12-20"
      #expect(await world.site.post("/surveys/\(survey.id)/changes", fields, as: "beth").status == 303)
      fields["title"] = "Other"
      #expect(await world.site.post("/surveys/\(survey.id)/changes", fields, as: "beth").status == 422)
    }
  }

  @Test func answersAndRangesAreWrittenAndRead() {
    #expect(Answers.choices(from: "1:0;2:1,3;10:17") == [1: [0], 2: [1, 3], 10: [17]])
    #expect(Answers(choices: [10: [17], 2: [1, 3], 1: [0]]).stored == "1:0;2:1,3;10:17")
    #expect(
      ranges(QuestionContent(kind: .number, words: "", least: 0, most: 60)) == [
        0...12, 13...25, 26...38, 39...51, 52...60,
      ])
    #expect(ranges(QuestionContent(kind: .number, words: "", least: 1, most: 3)) == [1...1, 2...2, 3...3])
  }
}
