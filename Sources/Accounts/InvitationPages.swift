import Design
import Kernel
import Store
import Web

/// Taking up an invitation: one press for a family; for staff a password, then the first one-time code.
struct InvitationPage: Page, Codable {
  enum Step: String, Codable, CaseIterable { case family, password, code, tooOld }
  var title: String
  let step: Step
  let token: String
  let name: String?
  let email: String?
  /// What the authenticator app needs, for typing by hand and as an address.
  let secret: String?
  let authenticatorAddress: String?
  var entry: Entry
  var status: Int { step == .tooOld ? 410 : 200 }

  init(_ invitation: OpenInvitation?, _ request: Request) {
    token = request.parameters["token"] ?? ""
    name = invitation?.account.name
    email = invitation?.account.email
    entry = request.entry.filled(["name": invitation?.account.name ?? ""])
    // With an error on the password, that step is shown again although a password was kept before.
    let redoes = request.query("step") == "password" || request.entry.error(SignInForm.newPassword.name) != nil
    var secret: [UInt8]?
    switch invitation {
    case nil:
      step = .tooOld
      title = "This invitation does not work any more"
    case let invitation? where invitation.isFamily:
      step = .family
      title = "Open your account"
    case let invitation? where invitation.hasPassword && invitation.secret != nil && !redoes:
      step = .code
      title = "Set up your one-time code"
      secret = invitation.secret
    default:
      step = .password
      title = "Choose a password"
    }
    self.secret = secret.map { inFours(base32($0)) }
    authenticatorAddress = secret.map {
      Accounts.authenticatorAddress(secret: $0, email: invitation?.account.email ?? "")
    }
  }

  func body(_ view: View) -> HTML {
    readingColumn {
      switch step {
      case .tooOld:
        pageHeading(title)
        paragraph("It has been used, or it is more than \(invitationDays) days old.")
        paragraph("Ask whoever invited you for a new one. If you have joined already, sign in.")
        linkButton("Sign in", to: "/sign-in")
      case .family: familyStep(view)
      case .password: passwordStep(view)
      case .code: codeStep(view)
      }
    }
  }

  private var firstName: String { name?.split(separator: " ").first.map(String.init) ?? "" }

  private func familyStep(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("Hello \(firstName).")
      paragraph(
        "Here you can see what is happening and who is helping. You can write to them, and add things in your own words."
      )
      paragraph(
        "You do not need a password. Each time you sign in, we send a link to \(email ?? "your e-mail address").")
      view.form(to: "/invitations/\(token)/opening", keepsDraft: false) { button("Open my account") }
    }
  }

  private func passwordStep(_ view: View) -> HTML {
    markup {
      progress(step: 1, of: 2)
      pageHeading(title)
      paragraph("You will sign in as \(email ?? "") with this password and a code from your phone.")
      view.form(to: "/invitations/\(token)", keepsDraft: false) {
        control(JoiningForm.name, entry)
        control(SignInForm.newPassword, entry)
        button("Continue")
      }
    }
  }

  private func codeStep(_ view: View) -> HTML {
    markup {
      progress(step: 2, of: 2)
      pageHeading(title)
      secretForApp(secret ?? "", address: authenticatorAddress ?? "", isOpen: !entry.errors.isEmpty)
      view.form(to: "/invitations/\(token)/one-time-code", keepsDraft: false) {
        control(SignInForm.neededCode, entry)
        button("Finish")
      }
      paragraph(markup: link("Choose another password", to: "/invitations/\(token)?step=password"))
    }
  }
}

/// What an authenticator app needs: a picture to point the phone at, and the same as a key and as a link.
func secretForApp(_ secret: String, address: String, isOpen: Bool) -> HTML {
  markup {
    paragraph(
      "You need an authenticator app on your phone, such as Google Authenticator, Microsoft Authenticator or FreeOTP.")
    QRCode(address).map { code in
      markup {
        paragraph("In the app, add an account and point the phone at this picture.")
        paragraph(markup: qrDrawing(code, title: "Picture for your authenticator app"))
      }
    } ?? .empty
    details("I cannot use the picture", isOpen: isOpen) {
      paragraph("Type this key into the app. Choose “time-based”.")
      paragraph(markup: "<code>\(secret)</code>")
      paragraph(markup: "On this phone? \(link("Open the authenticator app", to: address)).")
    }
  }
}

func invitationRoutes(
  _ hashing: HashingThread, landing: @escaping @Sendable (Caller) -> String
) -> [Route] {
  let page: @Sendable (Request, Transaction) throws -> InvitationPage = { request, tx in
    InvitationPage(try openInvitation(request.parameters["token"] ?? "", at: request.now, in: tx), request)
  }
  return [
    .page("/invitations/{token}", "An invitation to join", may: .signIn, page),
    .task(
      "/invitations/{token}", "Choose a name and a first password", may: .signIn,
      fields: [JoiningForm.name, SignInForm.newPassword], again: page
    ) { request in try await chooseFirstPassword(request, hashing) },
    .form(
      "/invitations/{token}/one-time-code", "Confirm the first one-time code", may: .signIn,
      fields: [SignInForm.neededCode], again: page
    ) { request, tx in try confirmFirstCode(request, landing: landing, in: tx) },
    .form("/invitations/{token}/opening", "Open a family’s account", may: .signIn, fields: [], again: page) {
      request, tx in try joinFamily(request, landing: landing, in: tx)
    },
  ]
}
