/// Markup one piece after the other: the body of `form`, `card`, `details` and their like.
@resultBuilder
package enum HTMLBuilder {
  package static func buildExpression(_ markup: HTML) -> HTML { markup }
  package static func buildExpression(_ markup: HTML?) -> HTML { markup ?? .empty }
  package static func buildExpression(_ parts: [HTML]) -> HTML { parts.joined() }
  package static func buildBlock(_ parts: HTML...) -> HTML { parts.joined() }
  package static func buildOptional(_ part: HTML?) -> HTML { part ?? .empty }
  package static func buildEither(first: HTML) -> HTML { first }
  package static func buildEither(second: HTML) -> HTML { second }
  package static func buildArray(_ parts: [HTML]) -> HTML { parts.joined() }
}

/// The same pieces outside any component: `markup { … }`.
package func markup(@HTMLBuilder _ content: () -> HTML) -> HTML { content() }
