import Design
import Kernel
import Web

/// How a request is going, for whoever asked; or the form for reference and code.
struct FollowPage: Page, Codable {
  var title: String { seen.map { "Your request \($0.reference)" } ?? "See how your request is going" }
  let seen: FollowedRequest?
  /// What was typed, or the reference in the address.
  let entry: Entry
  var hasQuickExit: Bool { true }

  func body(_ view: View) -> HTML { seen.map { $0.body(view, entry) } ?? form(view) }

  private func form(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("You need the reference and the code that you were given when you asked for help.")
      view.form(to: "/requests/follow", keepsDraft: false) {
        control(FollowForm.reference, entry)
        control(FollowForm.code, entry)
        button("See my request")
      }
      paragraph(
        markup:
          "Lost your code? Call us on \(phoneLink(view.site.settings.dutyPhone)). Not sent it yet? \(link("Come back with your code", to: "/ask-for-help/return"))."
      )
    }
  }
}

/// What whoever asked sees of their request: nothing that others said about it.
struct FollowedRequest: Codable, Sendable {
  struct Message: Codable, Sendable {
    let words: String
    let from: String
    let at: Instant
    let isOwn: Bool
  }
  struct Choice: Codable, Sendable {
    let value: String
    let label: String
  }
  struct Answer: Codable, Sendable {
    let outcome: String
    let words: String
    let alternative: String?
    let decidedBy: String
    let decidedAt: Instant
    let team: String?
  }
  let reference: String
  let about: String
  let state: RequestState
  let receivedAt: Instant
  /// Who has it, in plain words.
  let whoHasIt: String
  let answerBy: Instant?
  let isLate: Bool
  /// How the day of the answer was worked out.
  let answerByWhy: String?
  let answer: Answer?
  let messages: [Message]
  let mayClaimAccount: Bool
  /// A link to an account has been sent.
  let hasAskedForAccount: Bool
  /// What they wrote, to read again.
  let words: [AskCheckPage.Answer]
  /// What somebody here suggested, and what can be said of it.
  let suggested: [SuggestedService]
  let outcomes: [Choice]
  /// What is there meanwhile, or instead.
  let services: [MatchingService]

  private var path: String { "/requests/follow/\(reference)" }

  func body(_ view: View, _ entry: Entry) -> HTML {
    pageHeading("How your request is going", caption: "\(reference), about \(about)") + parts(view, entry)
  }

  private func parts(_ view: View, _ entry: Entry) -> HTML {
    columns {
      if let answer { answered(answer) }
      card("Where it is now", style: answer == nil ? .lead : .plain) { whereItIs(view) }
      if !suggested.isEmpty { whatWeSuggest(view) }
      if !services.isEmpty { meanwhile }
      card("Messages") {
        messageThread(
          messages.map {
            ThreadMessage(
              $0.words, from: $0.from, agency: nil, sentAt: $0.at, isOwn: $0.isOwn)
          },
          empty: "No messages yet.")
        state == .withdrawn
          ? .empty
          : formPart(view, to: "\(path)/information", [FollowForm.more], entry, submit: "Send", style: .secondary)
      }
    } side: {
      account(view)
      card("What you told us", style: .narrow) {
        summaryList(words.map { SummaryRow($0.question, text: $0.answer) })
      }
      state.isOpen
        ? details("I do not need help any more", isOpen: entry.isTyped(into: "\(path)/withdrawal")) {
          formPart(
            view, to: "\(path)/withdrawal", [FollowForm.why], entry, submit: "Withdraw my request", style: .warning)
        } : .empty
      careCard(dutyName: "us", dutyPhone: view.site.settings.dutyPhone)
      paragraph("Does somebody else use this phone or computer? Lock this page when you are done.")
      view.postButton("Lock this page", to: "/ask-for-help/leaving")
    }
  }

  private func whereItIs(_ view: View) -> HTML {
    let asked: TaskItem = TaskItem(
      "You asked for help", hint: receivedAt.day.longWithWeekday, status: tag("Done", .green))
    let reading = TaskItem(
      "Somebody reads it", hint: whoHasIt,
      status: state == .received
        ? tag("Next", .yellow) : tag(state.isOpen ? "Now" : "Done", state.isOpen ? .blue : .green))
    let hint = answerBy.map {
      isLate ? "We said by \(dueInWords($0)). We are late, and we are sorry." : "By \(dueInWords($0))"
    }
    let answering = TaskItem(
      "You get an answer", hint: answer.map { $0.decidedAt.day.longWithWeekday } ?? hint,
      status: state == .decided
        ? tag("Done", .green)
        : state == .withdrawn
          ? tag("Not needed") : isLate ? tag("Late", .red) : state == .received ? tag("Later") : tag("Next", .yellow))
    return markup {
      paragraph(state.inPlainWords)
      taskList([asked, reading, answering], id: "steps")
      answerByWhy.map { why in details("How we work out the day") { paragraph(why) } } ?? .empty
    }
  }

  private func whatWeSuggest(_ view: View) -> HTML {
    card("What we suggest", id: "suggested") {
      paragraph("You can ask for these yourself. Each page says who to ask for.")
      suggested.map { one in
        markup {
          heading(one.name, .h3, size: .s)
          paragraph("\(one.by) suggested it on \(one.on.long).")
          one.why.map { prose($0) } ?? .empty
          one.outcomeForFamily.map { paragraph(markup: tag($0, .blue)) } ?? .empty
          paragraph(markup: link("See what it is", to: one.path, hiddenText: one.name))
          if state != .withdrawn {
            details("Tell us how it went") {
              formPart(
                view, to: "\(path)/services/\(one.id)",
                [
                  Field(
                    FollowForm.outcome.name, "How did it go with \(one.name)?",
                    .choice(outcomes.map { .init($0.value, $0.label) }), required: "Choose how it went")
                ], Entry(), submit: "Tell us", style: .secondary, hiddenText: one.name, idPrefix: "o\(one.id)-",
                keepsDraft: false)
            }
          }
        }
      }
    }
  }

  private var meanwhile: HTML {
    card(answer == nil ? "Help that you can have while you wait" : "Help that you can have now", id: "services") {
      paragraph("You do not need us for these. Each page says who to ask for.")
      services.map { service in
        markup {
          heading(service.name, .h3, size: .s)
          paragraph(service.summary)
          paragraph(
            markup: "\(service.nextStep) \(link("Read more", to: service.path, hiddenText: "about \(service.name)"))")
        }
      }
      paragraph(markup: link("Look for more in the local offer", to: "/local-offer"))
    }
  }

  private func answered(_ answer: Answer) -> HTML {
    card("Our answer: \(answer.outcome)", id: "answer", style: .lead) {
      prose(answer.words)
      answer.alternative.map { other in
        markup {
          heading("What you can do or where you can go", .h3, size: .s)
          prose(other)
        }
      } ?? .empty
      answer.team.map { paragraph("Who has it now: \($0).") } ?? .empty
      paragraph(
        markup:
          "\(answer.decidedBy), \(time(answer.decidedAt)). If you think we have got it wrong, write to us below and somebody else will look."
      )
    }
  }

  private func account(_ view: View) -> HTML {
    guard mayClaimAccount else { return .empty }
    return card("An account of your own", style: .narrow) {
      hasAskedForAccount
        ? paragraph(markup: "We have sent you a link by e-mail. You can \(link("sign in", to: "/sign-in")) with it.")
        : paragraph(
          "With an account you see your family’s plan, who helps you and your messages in one place. No password is needed."
        )
      view.postButton(hasAskedForAccount ? "Send the link again" : "Send me a link by e-mail", to: "\(path)/account")
    }
  }
}
