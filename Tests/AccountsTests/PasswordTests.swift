import Kernel
import Testing

@testable import Accounts

@Suite struct PasswordTests {
  @Test(arguments: [
    "violet tractor pudding", "x9$kQ2!mZ7@p", "correct battery horse", "Manchester in 1996, in the rain",
    "ĝardeno kaj luno",
  ]) func takes(password: String) {
    #expect(passwordProblem(password, email: "sam@example.org", name: "Sam Smith") == nil)
  }

  @Test(arguments: [
    "short", "elevenchars", "password1234", "Password123!!", "aaaaaaaaaaaa", "123456789012", "321098765432",
    "abcdefghijklmnop", "qwertyuiop12", "liverpool2005", "1q2w3e4r5t6y", "samsmith1234", "Sam Smith 2024",
    "sam@example.org", "121212121212",
  ]) func refuses(password: String) {
    #expect(passwordProblem(password, email: "sam@example.org", name: "Sam Smith") != nil)
  }

  @Test func aShortOneIsToldHowLong() {
    #expect(passwordProblem("elevenchars", email: "", name: "") == "Password must be 12 characters or more")
  }

  /// RFC 7914 §12: what is kept today must be known tomorrow.
  @Test func hashesAsTheStandardSays() throws {
    let hash = try scrypt("password", salt: Array("NaCl".utf8), PasswordCost(log2Rounds: 10, blockSize: 8, lanes: 16))
    #expect(
      hash.prefix(8) == [0xfd, 0xba, 0xbe, 0x1c, 0x9d, 0x34, 0x72, 0x00] && hash.count == 32 && hash.last == 0x62)
  }

  @Test func comparesAndSaltsEach() async throws {
    let hashing = HashingThread(cost: PasswordCost(log2Rounds: 4))
    let one = try await hashing.stored("violet tractor pudding")
    let two = try await hashing.stored("violet tractor pudding")
    #expect(one.hash != two.hash && one.salt != two.salt)
    #expect(try await hashing.matches("violet tractor pudding", one))
    #expect(try await !hashing.matches("violet tractor puddinG", one))
    #expect(try await !hashing.matches("violet tractor pudding", nil))
    // An accent may be one character or two: the same password.
    let accent = try await hashing.stored("caf\u{E9} caf\u{E9} caf\u{E9}")
    #expect(try await hashing.matches("cafe\u{301} cafe\u{301} cafe\u{301}", accent))
  }

  @Test func refusesWhatWouldWaitTooLong() async throws {
    let hashing = HashingThread(cost: PasswordCost(log2Rounds: 13), waiting: 2)
    let outcomes = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<30 {
        group.addTask {
          do {
            _ = try await hashing.stored("violet tractor pudding")
            return true
          } catch { return error as? Refusal != .busy }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(outcomes.contains(true) && outcomes.contains(false))
  }

  @Test func waitsGrowAndStop() {
    let waits = (1...14).map { waitingSeconds(failures: $0, free: 5) }
    #expect(waits == [0, 0, 0, 0, 60, 120, 240, 480, 900, 900, 900, 900, 900, 900])
  }

  @Test func namesDevices() {
    #expect(device(userAgent: nil) == "A program")
    #expect(device(userAgent: "curl/8.5") == "A program")
    #expect(
      device(userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36")
        == "Chrome on Android")
    #expect(
      device(userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1")
        == "Safari on iPhone")
  }
}
