import Design
import Kernel
import Store
import Web

/// The first page: for a family that needs help, and for those who work here.
struct StartPage: Page, Codable {
  let partnership: String
  let isDemonstration: Bool
  var title: String { "Help for your child and your family" }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      lead("One place to ask. You tell your story once, and you can always see what happens next.")
      columns {
        card("Ask for help", style: .lead) {
          paragraph(
            "Anyone can ask: a parent, a young person, a teacher, a nurse, a neighbour. You do not need an account.")
          linkButton("Ask for help", to: "/ask-for-help", style: .start)
          paragraph(markup: "Started already? \(link("Carry on with your code", to: "/ask-for-help/return"))")
        }
        card("If somebody is in danger", style: .safety) {
          paragraph(markup: "Call \(phoneLink("999")).")
          paragraph(
            markup:
              "If you are worried about a child, call us on \(phoneLink(view.site.settings.dutyPhone)), day or night.")
        }
        card("Ask for an EHC needs assessment") {
          paragraph("For children and young people up to 25 who need more help with learning than school can give.")
          linkButton("Ask for an assessment", to: "/ehc/ask", style: .secondary)
        }
        card("Follow your request") {
          paragraph("See where it is, who has it and when you will hear from us.")
          linkButton("Follow your request", to: "/requests/follow", style: .secondary)
        }
        card("What happens next") {
          bulletList([
            "We read what you send by the end of the next working day.", "We tell you what we think can help, and why.",
            "If we are not the right people, we tell you who is.",
            "You have one key worker, one plan, and you can see who has looked at your record.",
          ])
        }
      } side: {
        card("Sign in") {
          paragraph("Families use a link that we send by e-mail. People who work here use a password and a code.")
          linkButton("Sign in", to: "/sign-in", style: .secondary)
          if isDemonstration { paragraph(markup: link("Look around the demonstration", to: "/demonstration")) }
        }
      }
    }
  }
}

/// A page of text: help, privacy, accessibility, who to call.
struct TextPage: Page, Codable {
  let title: String
  let sections: [Section]
  struct Section: Codable, Sendable, Hashable {
    let heading: String
    let paragraphs: [String]
    /// Where to go on.
    var link: Link?
  }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title)
      sections.map { section in
        markup {
          heading(section.heading)
          section.paragraphs.map { paragraph(markup: withNumbers($0, [view.site.settings.dutyPhone, "999", "111"])) }
          section.link.map { paragraph(markup: link($0.label, to: $0.path)) } ?? .empty
        }
      }
    }
  }
}

/// A text in which the phone numbers can be tapped.
private func withNumbers(_ text: String, _ numbers: [String]) -> HTML {
  let found = numbers.compactMap { number in text.firstRange(of: number).map { (number, $0) } }
  guard let (number, range) = found.min(by: { $0.1.lowerBound < $1.1.lowerBound }) else { return "\(text)" }
  return """
    \(String(text[..<range.lowerBound]))\(phoneLink(number))\
    \(withNumbers(String(text[range.upperBound...]), numbers))
    """
}

struct GalleryPage: Page, Codable {
  var title: String { "Components" }
  var isWide: Bool { true }
  func body(_ view: View) -> HTML { componentGalleryBody() }
}

let publicRoutes: [Route] = [
  .page("/", "Start page", may: .anyone("start.read")) { request, _ in
    StartPage(partnership: request.site.settings.partnership, isDemonstration: request.site.settings.isDemonstration)
  },
  .page("/design", "Every component with its example", may: .anyone("design.read")) { _, _ in GalleryPage() },
  .page("/help", "Help", may: .anyone("help.read")) { request, _ in helpPage(request) },
  .page("/contact", "Who to call", may: .anyone("contact.read")) { request, _ in contactPage(request) },
  .page("/privacy", "Privacy", may: .anyone("privacy.read")) { request, _ in privacyPage(request) },
  .page("/accessibility", "Accessibility", may: .anyone("accessibility.read")) { request, _ in
    accessibilityPage(request)
  },
]

private func helpPage(_ request: Request) -> TextPage {
  TextPage(
    title: "Help",
    sections: [
      .init(
        heading: "Asking for help",
        paragraphs: [
          "Press “Ask for help” and answer what you can. Only a few questions need an answer. After the first page you get a code: with it you can stop and come back.",
          "You do not need an account. When we have your request, you can ask for one.",
        ], link: Link("Ask for help", "/ask-for-help")),
      .init(
        heading: "What you type is kept",
        paragraphs: [
          "While you type, we keep a copy. If your phone or computer stops working, it is there when you come back."
        ]),
      .init(
        heading: "Signing in",
        paragraphs: [
          "Parents, carers and young people: type your e-mail address, and we send you a link. It works once, for 20 minutes.",
          "People who work here: use your password and the six-digit code from your phone. If you lose the phone, use a recovery code, or ask your administrator.",
        ], link: Link("Sign in", "/sign-in")),
      .init(
        heading: "Talk to somebody",
        paragraphs: ["Phone \(request.site.settings.dutyPhone). We can use an interpreter."]),
    ])
}

private func contactPage(_ request: Request) -> TextPage {
  TextPage(
    title: "Who to call",
    sections: [
      .init(heading: "Somebody is in danger now", paragraphs: ["Call 999."]),
      .init(heading: "Somebody is ill, and you are not sure what to do", paragraphs: ["Call 111, day or night."]),
      .init(
        heading: "You are worried about a child",
        paragraphs: ["Call us on \(request.site.settings.dutyPhone), day or night."]),
      .init(
        heading: "You have a question about your plan or a visit",
        paragraphs: ["Write to your key worker on your page, or phone them. Their number is there."],
        link: Link("Sign in to your page", "/sign-in")),
      .init(
        heading: "You are not happy with us",
        paragraphs: [
          "Tell your key worker or their manager. If that does not help, you can complain to the council. If you are still not happy, the Local Government and Social Care Ombudsman can look at it."
        ], link: Link("Tell us what was not right", "/voice/complaints/new")),
    ])
}

private func privacyPage(_ request: Request) -> TextPage {
  TextPage(
    title: "Privacy",
    sections: [
      .init(
        heading: "Who we are",
        paragraphs: [
          "\(request.site.settings.partnership): the council, health services, schools and charities that work together here."
        ]),
      .init(
        heading: "What we keep, and why",
        paragraphs: [
          "We keep what is needed to help your child: who they are, who helps them, what was agreed. The law calls this a public task.",
          "When you agree to work with us, that is your choice. You can change your mind at any time.",
        ]),
      .init(
        heading: "Who sees it",
        paragraphs: [
          "Only those who work with your child, and their manager. Every look is written down, and you can see the list.",
          "If a child may be in danger we may have to tell others. We write down why.",
        ]),
      .init(
        heading: "Your rights",
        paragraphs: [
          "You can ask for a copy, and ask us to put something right. If you are not happy with our answer, you can complain to the Information Commissioner’s Office."
        ]),
      .init(
        heading: "Cookies",
        paragraphs: [
          "Cookies are small notes that your browser keeps for us. We use them only to keep you signed in and to keep your form yours. They go when you close the browser, or sooner. We use none to follow you."
        ]),
    ])
}

private func accessibilityPage(_ request: Request) -> TextPage {
  TextPage(
    title: "Accessibility",
    sections: [
      .init(
        heading: "How to use this website",
        paragraphs: [
          "You can use it with a keyboard, with a screen reader, on a phone, with large text, and without JavaScript.",
          "We build to the Web Content Accessibility Guidelines 2.2, level AA.",
        ]),
      .init(
        heading: "What we know is not good enough yet",
        paragraphs: [
          "Pages are checked by a program at each change. They have not yet been tested by people who use a screen reader every day."
        ]),
      .init(
        heading: "Tell us",
        paragraphs: [
          "If something does not work for you, phone \(request.site.settings.dutyPhone). We can send it in another way: large print, easy read, on paper or read aloud."
        ]),
    ])
}
