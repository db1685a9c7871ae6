package import Design
package import Kernel

extension View {
  /// A form to `path` that carries its token, its own id, and the page under which a draft is kept. With `entry`, a kept
  /// draft is announced. What was wrong stands at the top of every page by itself.
  package func form(
    to path: String, _ entry: Entry? = nil, keepsDraft: Bool = true, @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    Design.form(
      to: path, csrf: csrf, id: site.newID(at: now, as: AnyKey.self).description, page: formPage, keepsDraft: keepsDraft
    ) {
      entry.map { keptDraftNotice($0) } ?? .empty
      content()
    }
  }
  /// The address of the page that shows the form: after an error, the page it was typed on.
  package var formPage: String {
    request.method == .post ? request.entry["form_page"] ?? request.path : request.path
  }
  /// A button that does one thing at once.
  package func postButton(
    _ text: String, to path: String, _ hidden: [(String, String)] = [], style: ButtonStyle = .secondary
  ) -> HTML {
    Design.form(
      to: path, csrf: csrf, id: site.newID(at: now, as: AnyKey.self).description, page: formPage, keepsDraft: false
    ) {
      hidden.map { Design.hidden($0.0, $0.1) }
      button(text, style: style)
    }
  }
}

extension Site {
  package func newID<Of>(at now: Instant, as _: Of.Type) -> ID<Of> { newID(at: now) }
}

extension Responder {
  /// The whole document around a page.
  func frame(_ page: any Page, _ request: Request, flash: String?) -> HTML {
    let view = View(request: request, csrf: request.cookieToken.map(site.csrfToken(for:)) ?? "")
    var frame = Frame(
      title: page.title, path: request.path, assetVersion: site.settings.assetVersion,
      body: errorSummary(request.entry) + page.body(view))
    let current = page.menuPath ?? request.path
    frame.partnership = site.settings.partnership
    frame.nav = site.menu(request.caller).map { link in
      NavItem(link.label, link.path, isCurrent: current == link.path || current.hasPrefix(link.path + "/"))
    }
    frame.user = request.caller.isSignedIn ? request.caller.name : nil
    frame.csrf = view.csrf
    frame.breadcrumbs = page.trail.map { Frame.Crumb($0.label, $0.path) }
    frame.flash = flash.map { Frame.Flash($0) }
    frame.hasErrors = !page.shownErrors.isEmpty || !request.entry.errors.isEmpty
    frame.isDemonstration = site.settings.isDemonstration
    frame.hasQuickExit = page.hasQuickExit
    frame.isWide = page.isWide
    frame.contact = Frame.Contact("Duty desk", phone: site.settings.dutyPhone)
    return pageFrame(frame)
  }
}
