import Crypto
import Design
import Foundation
import Testing

@testable import Accounts

/// ISO/IEC 18004. The squares were made by another encoder (qrcodegen 1.8, level L, bytes) and read by OpenCV.
@Suite struct QRCodeTests {
  @Test(arguments: [
    ("otpauth://totp/Keywork:", 25, "c196511595575005"),
    (
      "otpauth://totp/Keywork:sam@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Keywork", 37,
      "b4bca47fc8622efa"
    ),
    (String(repeating: "x", count: 200), 53, "71ddfbc79101aebe"),
  ]) func drawsWhatOtherEncodersDraw(text: String, size: Int, hash: String) throws {
    let code = try #require(QRCode(text))
    #expect(code.size == size)
    let lines = (0..<size).map { row in (0..<size).map { code[row, $0] ? "1" : "0" }.joined() }
    let digest = SHA256.hash(data: Data(lines.joined(separator: "\n").utf8))
    #expect(digest.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == hash)
  }

  @Test func takesUpTo230Bytes() {
    #expect(QRCode(String(repeating: "é", count: 115))?.size == 53)
    #expect(QRCode(String(repeating: "é", count: 116)) == nil)
  }

  @Test func isDrawnWithAQuietBorder() throws {
    let code = try #require(QRCode("Keywork"))
    let svg = qrDrawing(code, title: "Picture").text
    #expect(
      svg.contains("viewBox=\"0 0 29 29\"") && svg.contains("M4 4h1v1h-1z") && svg.contains("aria-label=\"Picture\""))
  }
}
