import Design
import Kernel
import Web

/// The questions about a comment and its answer.
enum CommentForm {
  static let about = Field("about", "The page that it is about", .hidden(max: 300))
  static let topic = Field(
    "topic", "What is it about?", .choice(Field.options(CommentTopic.self)), required: "Choose what it is about")
  /// The topic that a link chooses beforehand.
  static let askedTopic = Field("topic", "What it is about", .choice(Field.options(CommentTopic.self)))
  static let words = Field(
    "words", "What do you want to tell us?", .prose(max: 4000), hint: "Please do not write names or anything private.",
    required: "Enter what you want to tell us")
  static let mayPublish = Field("may_publish", "You may publish this, without my name, with your answer", .flag)
  static let email = Field(
    "email", "Your e-mail address, if you want an answer yourself", .email, autocomplete: "email")
  static let all = [topic, words, mayPublish, email]

  static let shownWords = Field(
    "shown_words", "What is published of it", .prose(max: 4000), hint: "Take out names and anything about a person.",
    required: "Enter what is published of it")
  static let answer = Field("answer", "Our answer", .prose(max: 4000), required: "Enter the answer")
  static let action = Field(
    "action", "What we did", .prose(max: 2000), hint: "Leave empty where nothing was to be done.")
  static let publish = Field("publish", "Publish comment and answer", .flag)
  static let version = Field("version", "Version", .hidden(max: 9), required: "Open the comment again")
  static let answering = [shownWords, answer, action, publish, version]
}

extension NewComment {
  static func check(_ entry: Entry) -> Checked<NewComment> {
    var form = FormReading(entry)
    let about = entry[CommentForm.about.name]
    let topic: CommentTopic? = form.choice(CommentForm.topic)
    let words = form.text(CommentForm.words)
    let (mayPublish, email) = (form.flag(CommentForm.mayPublish), form.email(CommentForm.email))
    return form.result {
      NewComment(about: about, topic: topic!, words: words!, mayPublish: mayPublish, email: email)
    }
  }
}

extension CommentAnswer {
  static func check(_ entry: Entry) -> Checked<(CommentAnswer, Int)> {
    var form = FormReading(entry)
    let (words, answer) = (form.text(CommentForm.shownWords), form.text(CommentForm.answer))
    let (action, isPublished) = (form.text(CommentForm.action), form.flag(CommentForm.publish))
    let version = form.value(CommentForm.version, "Open the comment again") { Int($0) }
    return form.result {
      (CommentAnswer(shownWords: words!, answer: answer!, action: action, isPublished: isPublished), version!)
    }
  }
}

/// One comment with its answer, as everybody reads it.
func saidAndDid(_ comment: ShownComment) -> HTML {
  Design.saidAndDid(comment.words, answer: comment.answer, action: comment.action, on: comment.on)
}

/// What families said, and what was done: of everything.
struct CommentsPage: Page, Codable {
  let words: WordedPage
  let comments: [ShownComment]
  let page: Int
  let hasMore: Bool
  /// Only the way to say something: what was said stands above.
  let said: SaidHere
  var title: String { words.name }
  var trail: [Link] { [Link("Local offer", "/local-offer")] }
  var menuPath: String? { "/local-offer" }
  var sheet: Sheet? {
    Sheet(
      name: "comments", columns: ["page", "topic", "comment", "answer", "done", "answered_on"],
      rows: comments.map { [$0.page, $0.topic.title, $0.words, $0.answer, $0.action ?? "", $0.on.description] })
  }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageOpening(words)
      linkButton("Tell us something", to: "/local-offer/comments/new")
      if comments.isEmpty { emptyState("Nothing yet", "Nobody has said anything that is published yet. Be the first.") }
      comments.map { comment in
        card(comment.page, id: "c-\(comment.on)-\(comment.words.utf8.count)-\(comment.page.utf8.count)") {
          saidAndDid(comment)
        }
      }
      pagination(Pages(page: page, hasMore: hasMore) { "/local-offer/comments?page=\($0)" })
      said.html
    }
  }
}

/// Where somebody says something about a page, or about the whole.
struct NewCommentPage: Page, Codable {
  /// The address and the name of the page that it is about.
  let path: String
  let name: String
  let entry: Entry
  var title: String { "Tell us something" }
  var trail: [Link] {
    [Link("Local offer", "/local-offer")] + (["/local-offer", keptLists].contains(path) ? [] : [Link(name, path)])
  }
  var menuPath: String? { "/local-offer" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: name)
      view.form(to: "/local-offer/comments", entry) {
        hidden(CommentForm.about.name, path)
        controls(CommentForm.all, entry)
        button("Send it")
      }
    }
  }
}

/// Comments for the editors: what waits for an answer, then what was answered; each page shows a part of both.
struct CommentQueuePage: Page, Codable {
  let waiting: [OfferComment]
  let answered: [OfferComment]
  let page: Int
  let hasMore: Bool
  var title: String { "Comments" }
  var trail: [Link] { [Link("Directory", "/directory")] }
  var menuPath: String? { "/directory" }
  var sheet: Sheet? {
    Sheet(
      name: "comments", columns: ["about", "topic", "written_on", "words", "answered", "published"],
      rows: [(waiting, "no"), (answered, "yes")].flatMap { comments, isAnswered in
        comments.map {
          [
            $0.page, $0.topic.title, $0.writtenAt.day.description, $0.words, isAnswered, $0.isPublished ? "yes" : "no",
          ]
        }
      })
  }
  func body(_ view: View) -> HTML {
    markup {
      pageHeading(title)
      card("Waiting for an answer", id: "waiting") { lines(waiting, empty: "Every comment has its answer.") }
      card("Answered", id: "answered") { lines(answered, empty: "None yet.") }
      pagination(Pages(page: page, hasMore: hasMore) { "/directory/comments?page=\($0)" })
      paragraph(markup: link("Download as a table", to: "/directory/comments?format=csv"))
    }
  }
  private func lines(_ comments: [OfferComment], empty: String) -> HTML {
    table(
      Table(
        "Comments", [.init("About"), .init("Topic"), .init("Written"), .init("Published")],
        comments.map { comment in
          .init(
            [
              "\(comment.page)", "\(comment.topic.title)", day(comment.writtenAt.day),
              tag(
                comment.isPublished ? "Published" : comment.mayPublish ? "Not published" : "Not to be published", .grey),
            ], link: "/directory/comments/\(comment.id)")
        }, empty: empty))
  }
}

/// One comment, to be answered.
struct AnswerCommentPage: Page, Codable {
  let comment: OfferComment
  let entry: Entry
  var title: String { "Answer a comment" }
  var trail: [Link] { [Link("Directory", "/directory"), Link("Comments", "/directory/comments")] }
  var menuPath: String? { "/directory" }
  func body(_ view: View) -> HTML {
    readingColumn {
      pageHeading(title, caption: comment.page)
      if let path = comment.path, path != keptLists { paragraph(markup: link("See the page", to: path)) }
      insetText {
        paragraph(markup: "<strong>\(comment.topic.title)</strong>, \(day(comment.writtenAt.day))")
        prose(comment.words)
      }
      if !comment.mayPublish { paragraph("Whoever wrote it does not want it published.") }
      comment.email.map { paragraph(markup: "They want an answer themselves: \(mailLink($0)).") } ?? .empty
      view.form(to: "/directory/comments/\(comment.id)/answer", entry) {
        controls([CommentForm.shownWords, CommentForm.answer, CommentForm.action], entry)
        if comment.mayPublish { control(CommentForm.publish, entry) }
        control(CommentForm.version, entry)
        button("Save the answer")
      }
    }
  }
}
