import Kernel
import Testing

@testable import Accounts

/// RFC 6238, appendix B; RFC 4648 §10.
@Suite struct OneTimeCodeTests {
  private let secret = Array("12345678901234567890".utf8)

  @Test(arguments: [
    (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ]) func agreesWithTheStandard(seconds: Int, code: String) {
    let step = timeStep(at: Instant(seconds: seconds))
    #expect(oneTimeCode(secret: secret, step: step, digits: 8) == code)
    #expect(oneTimeCode(secret: secret, step: step) == code.suffix(6))
  }

  @Test func takesTheNeighboursOfThePresentStepAndNoOthers() {
    let now = Instant(seconds: 1_111_111_111)
    let present = timeStep(at: now)
    for offset in -3...3 {
      let code = oneTimeCode(secret: secret, step: present + Int64(offset))
      let accepted = acceptedStep(of: code, secret: secret, at: now, after: 0)
      #expect(accepted == (abs(offset) <= 1 ? present + Int64(offset) : nil))
    }
  }

  @Test func aStepCountsOnce() {
    let now = Instant(seconds: 1_111_111_111)
    let step = timeStep(at: now)
    let code = oneTimeCode(secret: secret, step: step)
    #expect(acceptedStep(of: code, secret: secret, at: now, after: step - 1) == step)
    #expect(acceptedStep(of: code, secret: secret, at: now, after: step) == nil)
    let before = oneTimeCode(secret: secret, step: step - 1)
    #expect(acceptedStep(of: before, secret: secret, at: now, after: step) == nil)
  }

  @Test func readsWhatPeopleType() {
    let now = Instant(seconds: 1_234_567_890)
    for typed in ["005924", "005 924", "005-924"] {
      #expect(acceptedStep(of: typed, secret: secret, at: now, after: 0) == timeStep(at: now))
    }
    for typed in ["", "5924", "0059240", "ABCDEF"] {
      #expect(acceptedStep(of: typed, secret: secret, at: now, after: 0) == nil)
    }
  }

  @Test func writesSecretsAsTheAppsReadThem() {
    for (bytes, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
      #expect(base32(Array(bytes.utf8)) == text)
    }
    #expect(inFours("MZXW6YTBOI") == "MZXW 6YTB OI")
    #expect(
      authenticatorAddress(secret: secret, email: "sam@example.org")
        == "otpauth://totp/Keywork:sam@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Keywork")
  }

  @Test func recoveryCodesGrowFromTheirSeedAndAreReadLoosely() {
    let codes = RecoveryCodes(seed: "one").codes
    #expect(codes.count == 8 && Set(codes).count == 8 && codes == RecoveryCodes(seed: "one").codes)
    #expect(Set(codes).isDisjoint(with: RecoveryCodes(seed: "two").codes))
    for code in codes {
      #expect(code.count == 14)
      #expect(RecoveryCodes.hash(code) == RecoveryCodes.hash(code.uppercased().replacing("-", with: " ")))
    }
  }
}
