// What a password must be: the National Cyber Security Centre's "Password policy: updating your approach" (length and a
// list of refused passwords, no rules of composition, no regular changes).

let passwordMinimum = 12

/// What is wrong with a new password; nil where nothing is.
func passwordProblem(_ password: String, email: String, name: String) -> String? {
  if password.count < passwordMinimum { return "Password must be \(passwordMinimum) characters or more" }
  let letters = onlyLetters(password)
  let compact = password.lowercased().filter { !$0.isWhitespace }
  let local = String(email.prefix { $0 != "@" })
  let own = [email, local, name, local + name, name + local].map(onlyLetters).filter { !$0.isEmpty }
  if own.contains(letters) || compact == email { return "Password must not be your name or e-mail address" }
  let isCommon = commonPasswords.contains(compact) || commonBeginnings.contains(letters)
  // "aaaaaaaaaaaa", "121212121212", "123456789012".
  if isCommon || Set(compact).count < 5 || isRun(compact) {
    return "Choose a password that is harder to guess, such as three words that do not belong together"
  }
  return nil
}

private func onlyLetters(_ text: String) -> String { text.lowercased().filter(\.isLetter) }

/// Each character is the neighbour of the one before; after 9 comes 0, or the other way about: `345678901234`.
private func isRun(_ text: String) -> Bool {
  let bytes = text.utf8.map { Int($0) }
  return zip(bytes, bytes.dropFirst()).allSatisfy { pair in
    let step = abs(pair.0 - pair.1)
    return step == 1 || (step == 9 && min(pair.0, pair.1) == 48)
  }
}

/// What is left of the most common passwords when figures and signs are taken away: "Password123!!" is "password".
private let commonBeginnings: Set<String> = [
  "password", "passwordpassword", "passw", "passwort", "passwrd", "pssword", "psswrd", "letmein", "welcome", "admin",
  "administrator", "qwerty", "qwertyuiop", "qwertyuiopasdfghjkl", "asdfghjkl", "zxcvbnm", "iloveyou", "football",
  "liverpool", "arsenal", "chelsea", "manchester", "monkey", "dragon", "sunshine", "princess", "charlie", "superman",
  "abc", "abcd", "abcdef", "abcdefgh", "changeme", "secret", "test", "testing", "temp", "temporary", "guest", "login",
  "keywork", "keyworker", "council", "children", "portage", "localoffer", "nhs", "january", "february", "march",
  "april",
  "june", "july", "august", "september", "october", "november", "december", "spring", "summer", "autumn", "winter",
  "mypassword", "newpassword", "passwordone", "welcomeback", "qazwsx", "qazwsxedc", "qwe", "qweasdzxc", "asdf", "qwer",
]

private let commonPasswords: Set<String> = [
  "1q2w3e4r5t6y", "1qaz2wsx3edc", "1qaz2wsx3edc4rfv", "q1w2e3r4t5y6", "qwerty123456", "qwertyuiop123", "123456789abc",
  "abc123456789", "abcd12345678", "a1b2c3d4e5f6", "1234567890qwerty", "letmeinplease", "correcthorsebatterystaple",
  "correct-horse-battery-staple", "thisisapassword", "ihatepasswords", "iloveyousomuch", "manchesterunited",
  "manchestercity", "tottenhamhotspur", "newcastleunited", "westhamunited", "leedsunited", "sheffieldwednesday",
  "trustno1trustno1", "opensesame123", "harrypotter123", "pokemon12345",
]
