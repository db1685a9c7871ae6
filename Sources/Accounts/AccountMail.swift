import Kernel
import Store

// Letters of this slice. They name nobody but the reader, by first name.

private func mail(_ account: Account, _ subject: String, _ paragraphs: [String]) -> Mail {
  Mail(
    to: account.email, subject: subject,
    body: (["Hello \(account.firstName),"] + paragraphs + ["Keywork"]).joined(separator: "\n\n") + "\n")
}

func linkMail(to account: Account, _ link: String) -> Mail {
  mail(
    account, "Your link to sign in",
    [
      "Use this link to sign in:", link,
      "It works once, and for \(linkMinutes) minutes. Do not pass it on to anyone.",
      "If you did not ask for it, you need do nothing.",
    ])
}

func passwordMail(to account: Account, _ link: String) -> Mail {
  mail(
    account, "Choose a new password",
    [
      "Somebody asked for a link to sign in as you. You sign in with a password and a one-time code.",
      "If you forgot your password, use this link to choose a new one. You will need your one-time code:", link,
      "It works once, and for \(linkMinutes) minutes. If you did not ask for it, you need do nothing.",
    ])
}

func invitationMail(to account: Account, _ link: String, isFamily: Bool) -> Mail {
  mail(
    account, "You are invited to Keywork",
    isFamily
      ? [
        "You can now see what is happening, who is helping, and write to the people you work with.",
        "Use this link to open your account. You do not need a password:", link,
        "It works for \(invitationDays) days.",
      ]
      : [
        "An account has been made for you. Use this link to choose a password and set up your one-time code:", link,
        "You need a phone with an authenticator app. The link works for \(invitationDays) days.",
      ])
}

func waitMail(to account: Account) -> Mail {
  mail(
    account, "Somebody could not sign in as you",
    [
      "Somebody tried to sign in with your e-mail address several times and got it wrong. We now wait before each new try: "
        + "at first one minute, at most fifteen.",
      "If it was you, wait, then try again. If you forgot your password, ask for a link on the page where you sign in.",
      "If it was not you, tell whoever looks after accounts where you work.",
    ])
}

func passwordChangedMail(to account: Account) -> Mail {
  mail(
    account, "Your password was changed",
    ["If it was not you, tell whoever looks after accounts where you work, at once."])
}

func phoneChangedMail(to account: Account) -> Mail {
  mail(
    account, "Your one-time codes come from another phone now",
    ["If it was not you, tell whoever looks after accounts where you work, at once."])
}

func resetMail(to account: Account, _ link: String) -> Mail {
  mail(
    account, "Set up how you sign in again",
    [
      "Your password and one-time code have been reset. Use this link to choose a password and set up a new code:",
      link,
      "It works for \(invitationDays) days. If you did not ask for this, tell whoever looks after accounts where you work.",
    ])
}
