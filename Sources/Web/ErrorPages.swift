import Design
import Kernel
import Store

/// What is said when something cannot be done: a title, what it means, what to do next.
struct ErrorPage: Page, Codable {
  let status: Int
  let title: String
  var paragraphs: [String]
  var link: Link?

  func body(_ view: View) -> HTML {
    """
    <h1 class="govuk-heading-l">\(title)</h1>
    \(paragraphs.map { "<p class=\"govuk-body\">\($0)</p>" as HTML })
    \(link.map { "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"\($0.path)\">\($0.label)</a></p>" as HTML })
    """
  }

  init(_ status: Int, _ title: String, _ paragraphs: [String], link: Link? = ErrorPage.start) {
    self.status = status
    self.title = title
    self.paragraphs = paragraphs
    self.link = link
  }

  private static let start = Link("Go to the start page", "/")

  /// The same for somebody who is signed in: the way leads to their own first page, not to the public's; and who works
  /// with children learns why a record may not be there. What is hidden and what is missing read the same.
  func addressed(to caller: Caller, startingAt first: Link?) -> ErrorPage {
    guard caller.isSignedIn else { return self }
    var page = self
    if let first, link == ErrorPage.start { page.link = Link("Go to \(first.label)", first.path) }
    if caller.isFamily, paragraphs == ["Your role does not include this page."] {
      page.paragraphs = ["This page is for people who work with families."]
    }
    if status == 404 && !caller.isFamily {
      page.paragraphs.append("If you were opening a child’s record, it may be one that you cannot see.")
    }
    return page
  }

  /// Nil where the error is a bug.
  init?(saying error: any Error, dutyPhone: String) {
    switch error {
    case Refusal.notFound:
      self.init(
        404, "We cannot find that page",
        ["If you typed the address, check that it is right. If you followed a link, it may have moved."])
    case Refusal.moved(_, let to):
      self.init(
        409, "This record is part of another now",
        ["Two records of one child were put together. Open the other one, and do there what you wanted to do."],
        link: Link("Open the record", "/children/\(to)"))
    case Refusal.forbidden(let why): self.init(403, "This is not open to you", [why])
    case Refusal.signInNeeded, is SignInAndCarryOn:
      self.init(
        401, "Sign in first", ["Your session has ended, or you have not signed in."], link: Link("Sign in", "/sign-in"))
    case Refusal.changedByAnother(let what):
      self.init(
        409, "Somebody else changed this while you were working",
        [what, "Nothing of yours has been written over theirs."])
    case Refusal.notNow(let why): self.init(409, "This cannot be done now", [why])
    case Refusal.tooMany(let seconds):
      let minutes = max(1, (seconds + 59) / 60)
      self.init(
        429, "Too many tries",
        ["Wait \(minutes) minute\(minutes == 1 ? "" : "s"), then try again. If it is urgent, phone \(dutyPhone)."])
    case Refusal.busy, DatabaseError.busy, DatabaseError.serialization, DatabaseError.connection:
      self.init(503, "We are very busy", ["Wait a moment, then try again. What you typed has not been sent yet."])
    case Refusal.malformed(let why): self.init(400, "We could not read what was sent", [why])
    case Refusal.tooLarge: self.init(413, "That is too much at once", ["Send less than half a megabyte."])
    case is UnsupportedType:
      self.init(415, "We cannot read that kind of content", ["Send a form or a JSON object."])
    case is StaleForm:
      self.init(
        403, "This form is out of date",
        ["It was opened before you signed in, or in another window. Go back, refresh the page and send it again."])
    case let sent as AlreadySent:
      self.init(
        409, "You have already sent this form", ["It came twice. We kept it the first time and changed nothing now."],
        link: sent.path.map { Link("Go back to the page", $0) })
    case let invalid as Invalid:
      self.init(422, "Some answers need changing", invalid.errors.map(\.message))
    default: return nil
    }
  }

  static func bug(reference: String, dutyPhone: String) -> ErrorPage {
    ErrorPage(
      500, "Sorry, something went wrong on our side",
      [
        "Try again in a few minutes. What you had saved is still there.",
        "If it happens again, tell us this reference: \(reference).",
        "If a child may be in danger, phone \(dutyPhone), or 999.",
      ])
  }
}
