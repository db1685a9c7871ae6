import Design
import Kernel
import Web

/// Two ways in: a link for families, a password with a one-time code for staff.
struct SignInPage: Page, Codable {
  var title = "Sign in"
  let onward: Onward
  var entry = Entry()

  init(_ request: Request) {
    onward = Onward(request)
    entry = request.entry
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      if onward.kept != nil {
        insetText { paragraph("Your session ended. We kept what you typed: sign in to carry on with it.") }
      } else if onward.path != nil {
        insetText { paragraph("Sign in first. Then the page you asked for opens.") }
      }
      card("With a link by e-mail") {
        paragraph("For parents, carers and young people. We send you an e-mail. You do not need a password.")
        view.form(to: "/sign-in/links", keepsDraft: false) {
          control(SignInForm.linkEmail, entry)
          onward.fields
          button("Send me a link")
        }
      }
      card("With a password") {
        paragraph("For people who work with families.")
        view.form(to: "/sign-in", keepsDraft: false) {
          control(SignInForm.email, entry)
          control(SignInForm.password, entry)
          onward.fields
          button("Sign in")
        }
        details("I forgot my password") {
          paragraph("Ask for a link above, with your e-mail address at work. The link lets you choose a new password.")
        }
      }
      paragraph(
        markup:
          "No account yet? \(link("Ask for help without one", to: "/ask-for-help")), or speak to whoever works with you."
      )
    }
  }
}

/// The second step for staff.
struct CodePage: Page, Codable {
  var title = "Enter your one-time code"
  let onward: Onward
  var entry = Entry()
  var trail: [Link] { [Link("Sign in", "/sign-in" + onward.query)] }

  init(_ request: Request) {
    onward = Onward(request)
    entry = request.entry
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      paragraph("Open the authenticator app on your phone. You have five minutes.")
      view.form(to: "/sign-in/code", keepsDraft: false) {
        codeQuestions(entry)
        onward.fields
        button("Continue")
      }
    }
  }
}

/// A one-time code, and under a fold the recovery code for who has lost the phone.
func codeQuestions(_ entry: Entry) -> HTML {
  markup {
    control(SignInForm.code, entry, marksOptional: false)
    details("I do not have my phone", isOpen: entry.error(SignInForm.recoveryCode.name) != nil) {
      control(SignInForm.recoveryCode, entry, marksOptional: false)
      paragraph("No recovery codes left? Ask whoever looks after accounts where you work.")
    }
  }
}

/// Said after a link was asked for, whether or not it was sent.
struct LinkSentPage: Page, Codable {
  var title = "Check your e-mail"
  var trail: [Link] { [Link("Sign in", "/sign-in")] }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      lead("If we know that e-mail address, we have sent you a link to sign in.")
      bulletList([
        "The link works once, and for \(linkMinutes) minutes.", "It can take a minute or two to arrive.",
        "If nothing comes, look in your junk mail. Then check the address and \(link("ask again", to: "/sign-in")).",
      ])
      paragraph(markup: "Still nothing? Phone \(phoneLink(view.site.settings.dutyPhone)).")
    }
  }
}

/// Where a link from a mail leads. Looking at it changes nothing: some mail programs look before the reader does.
struct SignInLinkPage: Page, Codable {
  enum State: String, Codable, CaseIterable { case signIn, newPassword, tooOld }
  var title: String
  let state: State
  let path: String
  var entry = Entry()
  var status: Int { state == .tooOld ? 410 : 200 }

  init(_ link: SignInLink?, _ request: Request) {
    path = request.path.hasSuffix("/password") ? String(request.path.dropLast(9)) : request.path
    entry = request.entry
    switch link {
    case nil:
      state = .tooOld
      title = "This link does not work any more"
    case let link? where link.isForPassword:
      state = .newPassword
      title = "Choose a new password"
    default:
      state = .signIn
      title = "Sign in"
    }
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      switch state {
      case .tooOld:
        paragraph("It has been used, or it is more than \(linkMinutes) minutes old.")
        linkButton("Ask for a new link", to: "/sign-in")
      case .signIn:
        paragraph("Press the button to sign in on this phone or computer.")
        view.form(to: path, keepsDraft: false) { button("Sign in") }
      case .newPassword:
        view.form(to: path + "/password", keepsDraft: false) {
          control(SignInForm.newPassword, entry)
          codeQuestions(entry)
          button("Save and sign in")
        }
      }
    }
  }
}
