import Kernel
import Testing

@testable import Voice

/// No filter, and no number of them together, tells how one of a few people answered.
@Suite struct DisclosureTests {
  /// Somebody’s survey: up to three questions that make groups, skewed as life is.
  struct RandomSurvey {
    var questions: [SurveyQuestion] = []
    var answers: [[Int: [Int]]] = []

    init(_ seed: UInt64) {
      var random = TestRandom(seed)
      let people = [8, 30, 60, 140, 320][random.below(5)]
      let cuts = 1 + random.below(3)
      func add(_ content: QuestionContent) {
        questions.append(SurveyQuestion(id: anyID(), position: questions.count + 1, content: content))
      }
      func options(_ count: Int) -> [String] { (0..<count).map { "option \($0)" } }
      for _ in 0..<cuts {
        add(QuestionContent(kind: .one, words: "cut", options: options(2 + random.below(3)), isGroup: true))
      }
      add(QuestionContent(kind: .faces, words: "faces"))
      add(QuestionContent(kind: .one, words: "one", options: options(2 + random.below(4))))
      add(QuestionContent(kind: .several, words: "several", options: options(3)))
      add(QuestionContent(kind: .number, words: "number", least: 0, most: 40))
      add(
        QuestionContent(
          kind: .one, words: "why", options: options(3), onlyIf: OnlyIf(position: cuts + 2, option: 0)))
      let skews = questions.map { _ in 1 + random.below(4) }
      for _ in 0..<people {
        var one: [Int: [Int]] = [:]
        for (question, skew) in zip(questions, skews) where random.below(12) > 0 {
          let width = question.content.kind == .number ? 41 : question.content.options.count
          // The larger the skew, the rarer the later answers.
          let value = (0..<skew).map { _ in random.below(width) }.min()!
          one[question.position] =
            question.content.kind == .several
            ? (0..<width).filter { _ in random.below(skew + 1) == 0 } : [value]
        }
        answers.append(Answers(choices: one).asked(questions).choices)
      }
    }

    /// Every filter that can be asked for, with none.
    var filters: [[Int: Int]] {
      questions.filter(\.content.isGroup).reduce([[:]]) { found, question in
        found.flatMap { filter in
          [filter] + places(question.content).indices.map { filter.merging([question.position: $0]) { $1 } }
        }
      }
    }

    /// How many of those who gave these answers gave that one.
    func truth(_ question: SurveyQuestion, _ place: Int, _ members: [Int]) -> Int {
      members.count { index in
        question.content.kind == .several
          ? answers[index][question.position]?.contains(place) ?? false
          : Voice.place(of: answers[index], question) == place
      }
    }

    /// Who is in each group, worked out again from the answers.
    var members: [[Int]] {
      groups(
        questions.filter(\.content.isGroup).map { question in
          (question.position, answers.map { Voice.place(of: $0, question) })
        }, people: answers.count
      ).map(\.members)
    }
  }

  @Test func noFigureIsSmallAndEveryOneIsTrue() {
    for seed in 0..<60 as Range<UInt64> {
      let survey = RandomSurvey(seed)
      let figures = protectResults(survey.questions, survey.answers)
      let members = survey.members
      #expect(figures.groups.allSatisfy { $0.people >= leastGroup }, "survey \(seed)")
      #expect(figures.groups.isEmpty || figures.groups.reduce(0) { $0 + $1.people } == survey.answers.count)
      for filter in survey.filters {
        let chosen = figures.groups(filter)
        for known in figures.questions {
          guard let shown = figures.shown(known, filter) else { continue }
          let question = survey.questions[known.position - 1]
          var people = chosen.flatMap { members[$0.number - 1] }
          if question.content.onlyIf != nil {
            people = people.filter { Answers(choices: survey.answers[$0]).isAsked(question) }
          }
          for (place, count) in shown.enumerated() {
            guard let count else { continue }
            #expect(count == 0 || count >= 5, "survey \(seed), \(filter), question \(known.position)")
            #expect(count == survey.truth(question, place, people), "survey \(seed), \(filter)")
            if question.content.kind == .several {
              let others = people.count - count
              #expect(others == 0 || others >= 5, "survey \(seed): who did not choose it are too few")
            }
          }
        }
      }
    }
  }

  /// Whatever two filters differ by is nobody, or five people at least.
  @Test func noTwoFiltersDifferByAFew() {
    for seed in 200..<260 as Range<UInt64> {
      let survey = RandomSurvey(seed)
      let figures = protectResults(survey.questions, survey.answers)
      let asked = survey.filters.map { filter in (filter, Set(figures.groups(filter).map(\.number))) }
      for known in figures.questions {
        let shown = asked.compactMap { filter, groups in figures.shown(known, filter).map { (groups, $0) } }
        for (inner, few) in shown {
          for (outer, many) in shown where inner.isStrictSubset(of: outer) {
            for place in few.indices {
              guard let less = few[place], let more = many[place] else { continue }
              #expect(more - less == 0 || more - less >= 5, "survey \(seed), question \(known.position)")
            }
          }
        }
      }
    }
  }

  /// Somebody who has every filter’s figures, the sizes of the groups and all the sums narrows what each hidden figure
  /// can be until nothing more follows: at least so much doubt stays as the profile promises.
  @Test func everyFilterTogetherLeavesDoubt() {
    var hidden = 0
    for seed in 400..<460 as Range<UInt64> {
      let survey = RandomSurvey(seed)
      let figures = protectResults(survey.questions, survey.answers)
      let members = survey.members
      for known in figures.questions where !known.ofGroup.isEmpty {
        let question = survey.questions[known.position - 1]
        let tables = question.content.kind == .several ? known.all.indices.map { [$0] } : [Array(known.all.indices)]
        for columns in tables {
          let attack = Attack(figures, known, columns, survey.filters, isWhole: question.content.kind != .several)
          for (cell, range) in attack.ranges {
            let truth = survey.truth(question, cell.place, members[cell.group])
            #expect(range.contains(truth), "survey \(seed): the attack must hold")
            guard known.ofGroup[cell.group][cell.place] == nil, (1...4).contains(truth) else { continue }
            hidden += 1
            #expect(range.count > 5, "survey \(seed), question \(known.position), \(cell): \(range)")
          }
        }
      }
    }
    #expect(hidden > 50, "the surveys must have something to hide")
  }

  @Test func aSurveyOfAFewShowsNothing() {
    let question = SurveyQuestion(id: anyID(), position: 1, content: QuestionContent(kind: .faces, words: "How?"))
    let figures = protectResults([question], Array(repeating: [1: [4]], count: 9))
    #expect(figures.questions.isEmpty && figures.groups.isEmpty && figures.people == 9)
  }

  @Test func aConditionIsShownOnlyWhereItsAnswerIs() {
    let asked = SurveyQuestion(
      id: anyID(), position: 1, content: QuestionContent(kind: .one, words: "Did you?", options: ["Yes", "No"]))
    let why = SurveyQuestion(
      id: anyID(), position: 2,
      content: QuestionContent(
        kind: .one, words: "Why?", options: ["a", "b"], onlyIf: OnlyIf(position: 1, option: 0)))
    func figures(yes: Int) -> SurveyFigures {
      protectResults(
        [asked, why],
        Array(repeating: [1: [0], 2: [0]], count: yes) + Array(repeating: [1: [1]], count: 40))
    }
    #expect(figures(yes: 3).questions.map(\.position) == [1])
    #expect(figures(yes: 30).questions.first { $0.position == 2 }?.all == [30, 0, 0])
  }

  @Test func groupsThatAreTooSmallGoTogether() {
    // Twelve, eleven and three: the three go with the eleven.
    let answers = Array(repeating: 0, count: 12) + Array(repeating: 1, count: 11) + Array(repeating: 2, count: 3)
    let cut = groups([(position: 1, of: answers)], people: 26)
    #expect(cut.map(\.members.count).sorted() == [12, 14])
    #expect(cut.map { $0.answered[1] } == [0, nil])
  }
}

/// What follows for every cell of a table of groups by places from all that filters show.
private struct Attack {
  struct Cell: Hashable {
    let group: Int
    let place: Int
  }
  private(set) var ranges: [Cell: ClosedRange<Int>] = [:]

  /// `isWhole`: the places of a group add up to its size.
  init(
    _ figures: SurveyFigures, _ question: QuestionFigures, _ places: [Int], _ filters: [[Int: Int]], isWhole: Bool
  ) {
    var sums: [(cells: [Cell], sum: Int)] = []
    for filter in filters {
      let groups = figures.groups(filter).map { $0.number - 1 }
      guard let shown = figures.shown(question, filter) else { continue }
      for place in places {
        if let count = shown[place] { sums.append((groups.map { Cell(group: $0, place: place) }, count)) }
      }
    }
    for group in figures.groups.indices {
      let row = places.map { Cell(group: group, place: $0) }
      if isWhole { sums.append((row, figures.groups[group].people)) }
      for cell in row { ranges[cell] = 0...figures.groups[group].people }
    }
    for (cell, _) in ranges {
      // A true nought is shown: what is hidden is one at least.
      if let count = question.ofGroup[cell.group][cell.place] {
        ranges[cell] = count...count
      } else {
        ranges[cell] = 1...ranges[cell]!.upperBound
      }
    }
    while sums.reduce(false, { narrow($1) || $0 }) {}
  }

  private mutating func narrow(_ equation: (cells: [Cell], sum: Int)) -> Bool {
    var isChanged = false
    for cell in equation.cells {
      let others = equation.cells.filter { $0 != cell }
      let least = equation.sum - others.reduce(0) { $0 + ranges[$1]!.upperBound }
      let most = equation.sum - others.reduce(0) { $0 + ranges[$1]!.lowerBound }
      let old = ranges[cell]!
      let low = max(old.lowerBound, least), high = min(old.upperBound, most)
      guard low <= high, low...high != old else { continue }
      ranges[cell] = low...high
      isChanged = true
    }
    return isChanged
  }
}
