package import Design
import Kernel

extension View {
  /// A form to `path` that carries its token, its own id, and the page under which a draft is kept. With `entry`, a kept
  /// draft is announced. What was wrong stands at the top of every page by itself.
  package func form(
    to path: String, _ entry: Entry? = nil, keepsDraft: Bool = true, takesFile: Bool = false,
    @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    Design.form(
      to: path, csrf: csrf, id: request.newID(AnyKey.self).description, page: formPage, keepsDraft: keepsDraft,
      isRefused: !request.entry.errors.isEmpty && request.entry.form == path, takesFile: takesFile
    ) {
      entry.map { keptDraftNotice($0.of(path), form: path) } ?? .empty
      content()
    }
  }
  /// The address of the page that shows the form: after an error, the page it was typed on.
  package var formPage: String {
    request.method == .post ? request.entry["form_page"] ?? request.path : request.path
  }
  /// A button that does one thing at once. Where a page has several of one name, `hiddenText` says which this one is.
  package func postButton(
    _ text: String, to path: String, _ hidden: [String: String] = [:], style: ButtonStyle = .secondary,
    hiddenText: String? = nil
  ) -> HTML {
    let carried = ["form_id": request.newID(AnyKey.self).description, "form_page": formPage]
    return Design.postButton(
      text, to: path, csrf: csrf, style: style, hidden: hidden.merging(carried) { given, _ in given },
      hiddenText: hiddenText)
  }
}

extension Responder {
  /// The whole document around a page; `body` is the page's, where it was drawn before.
  func frame(_ page: any Page, _ request: Request, _ body: HTML? = nil, flash: String?) -> HTML {
    let view = View(request: request, csrf: request.cookieToken.map(site.csrfToken(for:)) ?? "")
    var frame = Frame(
      title: page.title, path: request.path, assetVersion: site.settings.assetVersion,
      body: errorSummary(request.entry) + (body ?? page.body(view)))
    let current = page.menuPath ?? request.path
    frame.partnership = site.settings.partnership
    let menu = site.menu(request.caller)
    // Where one entry lies beneath another, only the nearer one is where the reader is.
    let here = menu.map(\.path).filter { current == $0 || current.hasPrefix($0 + "/") }.max { $0.count < $1.count }
    frame.nav = menu.map { NavItem($0.label, $0.path, isCurrent: $0.path == here) }
    frame.user = request.caller.isSignedIn ? request.caller.name : nil
    frame.printedBy = frame.user.map { "\($0), \(request.now.long)" }
    frame.csrf = view.csrf
    frame.back = page.back.map { Frame.Crumb($0.label, $0.path) }
    frame.breadcrumbs = page.trail.map { Frame.Crumb($0.label, $0.path) }
    frame.flash = flash.map { Frame.Flash($0) }
    frame.hasErrors = !page.shownErrors.isEmpty || !request.entry.errors.isEmpty
    frame.isDemonstration = site.settings.isDemonstration
    frame.hasQuickExit = page.hasQuickExit
    frame.isWide = page.isWide || request.caller.isSignedIn && !request.caller.isFamily
    frame.fillsFrame = page.isWide
    frame.contact = Frame.Contact("us", phone: site.settings.dutyPhone)
    return pageFrame(frame)
  }
}
