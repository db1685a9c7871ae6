import Design

/// The code as a picture with the quiet border that readers need; dark on white whatever the page's colours.
func qrDrawing(_ code: QRCode, title: String) -> HTML {
  let side = code.size + 8
  var path = ""
  for row in 0..<code.size {
    for column in 0..<code.size where code[row, column] { path += "M\(column + 4) \(row + 4)h1v1h-1z" }
  }
  return """
    <svg xmlns="http://www.w3.org/2000/svg" width="240" height="240" viewBox="0 0 \(side) \(side)" role="img" \
    aria-label="\(title)" shape-rendering="crispEdges"><rect width="\(side)" height="\(side)" fill="#fff"/>\
    <path fill="#000" d="\(path)"/></svg>
    """
}
