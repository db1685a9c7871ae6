package import Design
package import Kernel
package import Store

/// One line of the route table: what is asked, who may, what comes back. From the same table come the website, the
/// JSON interface, `/openapi.json` and the access matrix that the tests walk.
package struct Route: Sendable {
  package typealias MakePage = @Sendable (Request, Transaction) throws -> any Page
  package typealias Perform = @Sendable (Request, Transaction) throws -> Outcome

  package enum Work: Sendable {
    /// Builds a page in one read transaction.
    case page(MakePage)
    /// Reads a form and does a verb in one write transaction; `again` is the page that shows its errors.
    case form(Perform, again: MakePage?)
    /// For what cannot run inside a transaction: hashing a password, sending a file.
    case task(@Sendable (Request) async throws -> Outcome, again: MakePage?)
    case bytes(@Sendable (Request) async throws -> Response)
    /// Takes a file of any size and answers with a page; the file is gone after it.
    case file(@Sendable (Request, SentFile) async throws -> any Page, again: MakePage)
  }

  package let method: Method
  package let path: PathPattern
  /// What it is for, in a few plain words: the title in the documents.
  package let summary: String
  package let permission: Permission
  /// The fields that a form takes, or the parameters of a page's query.
  package let fields: [Field]
  package let work: Work
  /// The shape of the page as JSON; nil where it is not described.
  package let schema: Schema?
  /// Whether the page is filled with what was typed into its forms and not sent. Every page is, but for lists and searches
  /// (pages that are asked something): those say so, where they have a form.
  package let keepsDraft: Bool
  /// Whether the page may be given again for some seconds, while the child's record has not changed.
  package private(set) var isRemembered = false
  /// Whether the address may end with a slash too, as the address of a whole interface is often written.
  package private(set) var isFolder = false
  /// Whether scripts of any other website may read it: a browser that asks first is told so.
  package private(set) var isReadFromElsewhere = false
  /// Writes down that the page was read: beside the opening of the record, in the same transaction.
  package private(set) var noteRead: (@Sendable (any Page, Request, Transaction) throws -> Void)? = nil

  /// A page. `asks` are the parameters of its query, for filters and searches. `noteRead` writes down, once the page is
  /// made, what of it the caller has now read.
  package static func page<P: Page>(
    _ path: PathPattern, _ summary: String, may permission: Permission, asks: [Field] = [], keepsDraft: Bool? = nil,
    noteRead: (@Sendable (P, Request, Transaction) throws -> Void)? = nil,
    _ make: @escaping @Sendable (Request, Transaction) throws -> P
  ) -> Route {
    var route = Route(
      method: .get, path: path, summary: summary, permission: permission, fields: asks,
      work: .page { try make($0, $1) }, schema: P.schema, keepsDraft: keepsDraft ?? asks.isEmpty)
    if let noteRead {
      route.noteRead = { page, request, tx in
        if let page = page as? P { try noteRead(page, request, tx) }
      }
    }
    return route
  }

  /// The same page of a child, remembered: for one that many slices make together. See `RememberedPages`.
  package func remembered() -> Route {
    precondition(permission.subject == .child, "only a page of a child tells by its events whether it has changed")
    var route = self
    route.isRemembered = true
    return route
  }

  /// The same, for scripts of any other website as well.
  package func readFromElsewhere() -> Route {
    var route = self
    route.isReadFromElsewhere = true
    return route
  }

  /// The same, answered with a slash at the end too.
  package func asFolder() -> Route {
    var route = self
    route.isFolder = true
    return route
  }

  /// A verb. `again` draws the page that the form stands on, for when something in it is wrong.
  package static func form(
    _ path: PathPattern, _ summary: String, may permission: Permission, fields: [Field], again: MakePage? = nil,
    _ perform: @escaping Perform
  ) -> Route {
    Route(
      method: .post, path: path, summary: summary, permission: permission, fields: fields,
      work: .form(perform, again: again), schema: nil, keepsDraft: false)
  }

  package static func task(
    _ path: PathPattern, _ summary: String, may permission: Permission, fields: [Field], again: MakePage? = nil,
    _ perform: @escaping @Sendable (Request) async throws -> Outcome
  ) -> Route {
    Route(
      method: .post, path: path, summary: summary, permission: permission, fields: fields,
      work: .task(perform, again: again), schema: nil, keepsDraft: false)
  }

  /// A form with a file, which is read from the disk and not kept. Its field is the last of the form.
  package static func file(
    _ path: PathPattern, _ summary: String, may permission: Permission, fields: [Field], again: @escaping MakePage,
    _ perform: @escaping @Sendable (Request, SentFile) async throws -> any Page
  ) -> Route {
    Route(
      method: .post, path: path, summary: summary, permission: permission, fields: fields,
      work: .file(perform, again: again), schema: nil, keepsDraft: false)
  }

  package static func bytes(
    _ path: PathPattern, _ summary: String, may permission: Permission, asks: [Field] = [],
    _ make: @escaping @Sendable (Request) async throws -> Response
  ) -> Route {
    Route(
      method: .get, path: path, summary: summary, permission: permission, fields: asks, work: .bytes(make),
      schema: nil, keepsDraft: false)
  }
}

/// `/children/{child}/visits`: constants and named holes; a hole takes one segment.
package struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
  package enum Segment: Sendable, Hashable {
    case constant(String)
    case hole(String)
    /// The rest of the path, of one segment or more: only for files.
    case rest(String)
  }
  package let description: String
  package let segments: [Segment]

  package init(stringLiteral text: String) {
    description = text
    segments = text.split(separator: "/").map { part in
      guard part.hasPrefix("{"), part.hasSuffix("}") else { return .constant(String(part)) }
      let name = String(part.dropFirst().dropLast())
      return name.hasSuffix("…") ? .rest(String(name.dropLast())) : .hole(name)
    }
  }
  package var holes: [String] {
    segments.compactMap { if case .hole(let name) = $0 { name } else { nil } }
  }
  /// The path with its holes filled: for links and for the tests that walk the table.
  package func filled(_ value: (String) -> String) -> String {
    "/"
      + segments.map { segment in
        switch segment {
        case .constant(let text): text
        case .hole(let name), .rest(let name): value(name)
        }
      }.joined(separator: "/")
  }
}

/// The route table, made ready for looking up: constants before holes, one step a segment.
package struct RouteTable: Sendable {
  package let routes: [Route]
  private let root: Node

  private final class Node: Sendable {
    let constants: [String: Node]
    let hole: Node?
    let routes: [Method: Route]
    let rest: [Method: Route]
    init(_ routes: [(Route, ArraySlice<PathPattern.Segment>)]) {
      var constants: [String: [(Route, ArraySlice<PathPattern.Segment>)]] = [:]
      var holes: [(Route, ArraySlice<PathPattern.Segment>)] = []
      var here: [Method: Route] = [:]
      var rest: [Method: Route] = [:]
      for (route, segments) in routes {
        switch segments.first {
        case nil:
          precondition(here[route.method] == nil, "two routes for \(route.method.rawValue) \(route.path)")
          here[route.method] = route
        case .constant(let text): constants[text, default: []].append((route, segments.dropFirst()))
        case .hole: holes.append((route, segments.dropFirst()))
        case .rest: rest[route.method] = route
        }
      }
      self.constants = constants.mapValues(Node.init)
      hole = holes.isEmpty ? nil : Node(holes)
      self.routes = here
      self.rest = rest
    }

    func find(_ segments: ArraySlice<Substring>) -> (node: [Method: Route], holes: [Substring])? {
      guard let first = segments.first else { return routes.isEmpty ? nil : (routes, []) }
      if let found = constants[String(first)]?.find(segments.dropFirst()) { return found }
      if let found = hole?.find(segments.dropFirst()) { return (found.node, [first] + found.holes) }
      return rest.isEmpty ? nil : (rest, [segments.joined(separator: "/")[...]])
    }
  }

  package init(_ routes: [Route]) {
    self.routes = routes
    root = Node(routes.map { ($0, $0.path.segments[...]) })
  }

  package enum Match {
    case route(Route, [String: String])
    case otherMethods([Method])
    case none
  }
  /// `path` is decoded already; a segment that is empty, `.` or `..` matches nothing, but for one slash at the end of
  /// a route that is a folder.
  package func match(_ method: Method, _ asked: String) -> Match {
    guard asked.hasPrefix("/") else { return .none }
    let endsInSlash = asked.utf8.count > 1 && asked.utf8.last == UInt8(ascii: "/")
    let path = endsInSlash ? String(asked.dropLast()) : asked
    let segments = path == "/" ? [] : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard segments.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), let found = root.find(segments[...]) else {
      return .none
    }
    if endsInSlash, !found.node.values.contains(where: \.isFolder) { return .none }
    guard let route = found.node[method] else { return .otherMethods(Array(found.node.keys)) }
    var names = route.path.segments.compactMap { segment -> String? in
      switch segment {
      case .hole(let name), .rest(let name): name
      case .constant: nil
      }
    }
    var values: [String: String] = [:]
    for value in found.holes where !names.isEmpty { values[names.removeFirst()] = String(value) }
    return .route(route, values)
  }
}
