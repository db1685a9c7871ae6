import Design
import Kernel
import Web

/// Where asking begins: plain words, what happens next, how long it takes.
struct AskStartPage: Page, Codable {
  var title: String { "Ask for help" }
  let requiredAnswers: Int
  /// The browser holds a request that is not yet sent.
  let isUnderWay: Bool
  var hasQuickExit: Bool { true }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading("Ask for help for a child or young person")
      lead(
        "Tell us once, in your own words. We work out who can help, so you do not need to know the name of a service.")
      careCard(dutyName: "us", dutyPhone: view.site.settings.dutyPhone)
      heading("What happens next")
      bulletList([
        "You answer a few short questions. It takes about 10 minutes, and only \(requiredAnswers) need an answer.",
        "You get a reference and a code, so that you can see how it is going without phoning.",
        "Somebody reads it by the end of the next working day, sooner if it is urgent, and tells you what was decided and why.",
      ])
      paragraph("You can stop at any time and come back with your code. You do not need an account.")
      linkButton(
        isUnderWay ? "Carry on" : "Start now", to: isUnderWay ? "/ask-for-help/check" : AskStep.safety.path,
        style: .start)
      heading("Been here before?", size: .s)
      bulletList([
        link("Come back to a request you have not sent yet", to: "/ask-for-help/return"),
        link("See how your request is going", to: "/requests/follow"),
      ])
      details("Who can ask, and what we do with what you tell us") {
        paragraph(
          "Anyone can ask: a parent or carer, a young person, somebody who works with the family, or somebody who is worried."
        )
        paragraph(
          "We use what you tell us only to work out what help is right. We may ask a school or a health service what they know. If we think a child may be harmed we must act on it, and we tell you unless that is not safe."
        )
      }
    }
  }
}

/// One page of asking.
struct AskStepPage: Page, Codable {
  let step: String
  var title: String
  let asker: AskerKind?
  let danger: Danger?
  let position: Int
  let count: Int
  /// The code under which the answers are kept; nil before the first answer.
  let code: String?
  let keptUntil: Day?
  let criteria: [ThresholdCriterion]
  let goesBackToCheck: Bool
  let entry: Entry
  var hasQuickExit: Bool { true }
  var back: Link? { Link("Back", goesBackToCheck ? "/ask-for-help/check" : here.before(for: asker)) }

  private var here: AskStep { AskStep(rawValue: step) ?? .safety }
  /// Pages of one question, whose label is the heading.
  private var isOneQuestion: Bool { [.safety, .who, .signs, .kind].contains(here) }

  func body(_ view: View) -> HTML {
    readingColumn {
      danger == .worried && here == .who ? worried(view) : .empty
      progress(step: position, of: count)
      isOneQuestion ? .empty : pageHeading(title)
      introduction
      view.form(to: here.path, entry) {
        goesBackToCheck ? hidden("back", "check") : .empty
        questions
        button("Save and continue")
      }
      keeping(view)
    }
  }

  private var introduction: HTML {
    switch here {
    case .words:
      paragraph(
        "There is no right way to say it. Write as you would talk. You can leave out what you do not want to say.")
    case .contact:
      paragraph("Give us a phone number, an e-mail address, or both. By e-mail you hear as soon as there is news.")
    case .you: paragraph("Give us a phone number, an e-mail address, or both. We tell you what was decided, and why.")
    case .family: paragraph("So that we can talk with the family first. Leave out what you do not know.")
    case .level: paragraph("This helps us to agree quickly. It is what you see, not a test.")
    default: .empty
    }
  }

  private var questions: HTML {
    let fields = here.fields(asker)
    if here == .level {
      return markup {
        control(fields[0], entry)
        criteria.isEmpty ? .empty : heading("Which of these do you see?", size: .s)
        CriteriaForm.controls(criteria, entry)
        controls(fields.suffix(2), entry)
      }
    }
    if isOneQuestion, let only = fields.first {
      return markup {
        control(only, entry, isPageHeading: true, marksOptional: false)
        here == .signs ? signsHelp : .empty
      }
    }
    return fields.map { control($0, entry, marksOptional: !AskForm.eitherOr.contains($0.name)) }.joined()
  }

  private var signsHelp: HTML {
    insetText {
      paragraph(
        markup:
          "For urgent mental health help at any hour, call \(phoneLink("111")) and choose the mental health option. If a life is at risk, call \(phoneLink("999"))."
      )
    }
  }

  private func worried(_ view: View) -> HTML {
    careCard(
      "You said you are worried about somebody’s safety", dutyName: "us", dutyPhone: view.site.settings.dutyPhone)
  }

  /// The code, and how to leave a computer that others use.
  private func keeping(_ view: View) -> HTML {
    guard let code, let keptUntil else { return .empty }
    return markup {
      insetText {
        paragraph(
          markup:
            "Your answers are saved after each page. Come back any time until \(day(keptUntil)) with this code: <strong class=\"app-nowrap\">\(code)</strong>"
        )
      }
      details("Do other people use this phone or computer?") {
        paragraph("Write down your code first. Then nobody who uses it after you can see your answers.")
        view.postButton("Leave, and keep my answers", to: "/ask-for-help/leaving")
        view.postButton("Throw my answers away", to: "/ask-for-help/leaving", ["discard": "yes"], style: .warning)
      }
    }
  }
}

/// Somebody came to a page of asking without having begun, or after their browser forgot them.
struct AskLostPage: Page, Codable {
  var title: String { "Start, or come back with your code" }
  var hasQuickExit: Bool { true }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("We do not see a request that was begun here. Perhaps it has been sent, or the page was closed.")
      linkButton("Start a request", to: "/ask-for-help")
      bulletList([
        link("Come back to a request with your code", to: "/ask-for-help/return"),
        link("See how a request that you sent is going", to: "/requests/follow"),
      ])
    }
  }
}

/// Somebody is in danger now: who to call, before anything else.
struct AskDangerPage: Page, Codable {
  var title: String { "Call 999 now" }
  var hasQuickExit: Bool { true }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      warningText(
        "If anyone is in danger right now, call 999 and ask for the police or an ambulance. This form is not read at once."
      )
      careCard("Who to call", dutyName: "us", dutyPhone: view.site.settings.dutyPhone)
      paragraph("If you cannot speak, call 999, listen, then press 55 on a mobile phone.")
      paragraph(
        "When everybody is safe, you can carry on here. Somebody will look at what you send before everything else.")
      linkButton("Carry on with the form", to: AskStep.who.path, style: .secondary)
    }
  }
}

/// The answers before they are sent.
struct AskCheckPage: Page, Codable {
  struct Answer: Codable, Sendable {
    let question: String
    let answer: String
  }
  struct Group: Codable, Sendable {
    let step: String
    let title: String
    let answers: [Answer]
  }
  var title: String { "Check your answers" }
  let groups: [Group]
  /// What still needs an answer, as sentences.
  let missing: [String]
  let code: String
  var hasQuickExit: Bool { true }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      missing.isEmpty
        ? .empty
        : insetText {
          paragraph("Before you can send it:")
          bulletList(missing.map { "\($0)" })
        }
      checkAnswers(
        groups.map { group in
          AnswerGroup(
            group.title,
            group.answers.map {
              SummaryRow(
                $0.question, $0.answer.isEmpty ? notAnswered : "<span class=\"app-prose\">\($0.answer)</span>",
                change: "/ask-for-help/\(group.step)?back=check")
            })
        })
      heading("Send it")
      paragraph("We keep what you wrote as you wrote it. You can add to it after you have sent it.")
      view.form(to: "/ask-for-help/check", keepsDraft: false) { button("Send my request") }
      paragraph(markup: "Or come back later with your code: <strong class=\"app-nowrap\">\(code)</strong>")
    }
  }
  private var notAnswered: HTML { "<span class=\"app-hint\">Not answered</span>" }
}

/// It is sent: the reference, the code, and what happens now.
struct AskSentPage: Page, Codable {
  var title: String { reference == nil ? "Your request" : "We have your request" }
  let reference: String?
  let code: String?
  let urgency: Urgency?
  let answerBy: Instant?
  let hasEmail: Bool
  var hasQuickExit: Bool { true }

  func body(_ view: View) -> HTML {
    readingColumn {
      if let reference, let code, let answerBy {
        panel("We have your request") {
          "<p>Your reference<br><strong>\(reference)</strong></p><p>Your code<br><strong>\(code)</strong></p>"
        }
        paragraph(
          "You need both to see how it is going. Write them down, or take a photo of this page. Nobody can read your request without the code."
        )
        printButton()
        urgency == .routine
          ? .empty
          : careCard("If it cannot wait", dutyName: "us", dutyPhone: view.site.settings.dutyPhone)
        heading("What happens now")
        bulletList([
          "Somebody reads what you wrote.", "They may phone you to understand it better.",
          "By \(dueInWords(answerBy)) we tell you what we decided, and why.",
          hasEmail
            ? "We e-mail you as soon as there is news."
            : "You gave no e-mail address, so look here, or wait for our call.",
        ])
        linkButton("See how it is going", to: "/requests/follow/\(reference)", style: .secondary)
      } else {
        pageHeading(title)
        paragraph(
          markup: "To see how a request is going, \(link("enter its reference and code", to: "/requests/follow")).")
      }
    }
  }
}

/// Coming back with a code.
struct AskReturnPage: Page, Codable {
  var title: String { "Come back with your code" }
  let entry: Entry
  var hasQuickExit: Bool { true }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("Your answers are kept for \(draftDays) days after you last saved a page.")
      formPart(view, to: "/ask-for-help/return", [FollowForm.code], entry, submit: "Carry on", keepsDraft: false)
      paragraph(
        markup:
          "Lost your code? \(link("Start again", to: "/ask-for-help")), or call us on \(phoneLink(view.site.settings.dutyPhone))."
      )
    }
  }
}
