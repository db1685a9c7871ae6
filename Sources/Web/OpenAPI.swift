import Design
import Foundation
import Kernel

// `/openapi.json`: the route table as an OpenAPI 3.1 document. Nothing in it is written by hand.

func openAPI(_ routes: [Route], partnership: String) throws -> [UInt8] {
  var paths: [String: [String: Any]] = [:]
  for route in routes where !route.isFile {
    paths[route.path.description, default: [:]][route.method.rawValue.lowercased()] = operation(route)
  }
  let document: [String: Any] = [
    "openapi": "3.1.0",
    "info": [
      "title": "Keywork: \(partnership)", "version": "1",
      "description":
        "The addresses of the website, as an interface: ask for application/json and a page answers with its value; "
        + "send a form as JSON with the same names and the header X-CSRF-Token.",
    ],
    "paths": paths,
    "components": [
      "securitySchemes": ["session": ["type": "apiKey", "in": "cookie", "name": "session"]],
      "schemas": ["Problem": problemSchema],
    ],
  ]
  return Array(try JSONSerialization.data(withJSONObject: document, options: [.sortedKeys, .withoutEscapingSlashes]))
}

extension Route {
  var isFile: Bool {
    path.segments.contains { if case .rest = $0 { true } else { false } }
  }
}

private func operation(_ route: Route) -> [String: Any] {
  var parameters: [[String: Any]] = route.path.holes.map {
    ["name": $0, "in": "path", "required": true, "schema": ["type": "string", "minLength": 1]]
  }
  var operation: [String: Any] = [
    "summary": route.summary, "operationId": operationID(route), "x-permission": route.permission.name,
  ]
  if route.permission.subject != .anyone { operation["security"] = [["session": [String]()]] }
  var responses: [String: Any] = [:]
  for status in ["400", "401", "403", "404", "405", "409", "410", "413", "415", "422", "429", "503"] {
    responses[status] = [
      "description": "Refused",
      "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]
  }
  if route.method == .get {
    parameters += route.fields.map { ["name": $0.name, "in": "query", "required": false, "schema": schema(of: $0)] }
    responses["200"] = [
      "description": route.summary,
      "content": content(route),
    ]
  } else {
    let properties = Dictionary(route.fields.map { ($0.name, schema(of: $0)) }) { a, _ in a }
    let body: [String: Any] = [
      "type": "object", "properties": properties,
      "required": Set(route.fields.filter { $0.required != nil }.map(\.name)).sorted(),
    ]
    operation["requestBody"] = [
      "required": true,
      "content": ["application/json": ["schema": body], "application/x-www-form-urlencoded": ["schema": body]],
    ]
    responses["303"] = ["description": "Done; see Location"]
  }
  operation["parameters"] = parameters
  operation["responses"] = responses
  return operation
}

private func content(_ route: Route) -> [String: Any] {
  guard let schema = route.schema else { return ["*/*": [String: Any]()] }
  return ["application/json": ["schema": json(schema)], "text/html": [String: Any](), "text/csv": [String: Any]()]
}

private func operationID(_ route: Route) -> String {
  let words = route.path.description.split { !$0.isLetter && !$0.isNumber }
  return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
}

private func schema(of field: Field) -> [String: Any] {
  var schema: [String: Any] = ["type": "string", "description": field.label]
  if let limit = field.limit { schema["maxLength"] = limit }
  switch field.kind {
  case .day:
    schema["format"] = "date"
    schema["maxLength"] = nil
  case .number(let range):
    schema = ["type": "integer", "minimum": range.lowerBound, "maximum": range.upperBound, "description": field.label]
  case .choice(let options): schema.merge(oneOf(options)) { _, new in new }
  case .choices(let options):
    let item = ["type": "string"].merging(oneOf(options)) { _, new in new }
    schema = ["type": "array", "items": item, "description": field.label]
  case .flag: schema = ["type": "boolean", "description": field.label]
  case .id: schema["format"] = "uuid"
  case .time: schema["examples"] = ["14:30"]
  case .email: schema["examples"] = ["name@example.org"]
  case .phone: schema["examples"] = ["01632 960 001"]
  case .postcode: schema["examples"] = ["TN1 2AB"]
  case .nhsNumber: schema["examples"] = ["943 476 5919"]
  case .upn: schema["examples"] = ["W886200012345"]
  default: break
  }
  if field.required != nil, schema["type"] as? String == "string" { schema["minLength"] = 1 }
  return schema
}

/// The values that may be chosen; nothing where they come from the records, and no document can name them.
private func oneOf(_ options: [Field.Option]) -> [String: Any] {
  options.isEmpty ? [:] : ["enum": options.map(\.value)]
}

private func json(_ schema: Schema) -> [String: Any] {
  switch schema {
  case .string(let format, let choices):
    var out: [String: Any] = ["type": "string"]
    if let format { out["format"] = format }
    if let choices { out["enum"] = choices }
    return out
  case .integer: return ["type": "integer"]
  case .number: return ["type": "number"]
  case .boolean: return ["type": "boolean"]
  case .anything: return [:]
  case .array(let element): return ["type": "array", "items": json(element)]
  case .object(let title, let fields, let required):
    var out: [String: Any] = ["type": "object", "properties": fields.mapValues(json), "required": required]
    if let title { out["title"] = title }
    return out
  }
}

private var problemSchema: [String: Any] {
  [
    "type": "object",
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
      "detail": ["type": "string"],
      "errors": [
        "type": "array",
        "items": ["type": "object", "properties": ["field": ["type": "string"], "message": ["type": "string"]]],
      ],
    ],
    "required": ["type", "title", "status"],
  ]
}
