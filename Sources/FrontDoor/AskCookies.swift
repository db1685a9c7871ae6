import Kernel
import Web

// What a browser holds of a request: the code of the one being written, or reference and code of the one followed. Both
// go when the browser is closed; the second after an hour, since a computer may be shared.

let askingCookie = "asking"
let followingCookie = "following"

extension Request {
  var askingCode: HelpCode? { cookie(askingCookie).flatMap { HelpCode($0) } }

  /// Reference and code of the request that this browser follows.
  var following: (reference: HelpReference, code: HelpCode)? {
    let parts = (cookie(followingCookie) ?? "").split(separator: ".")
    guard parts.count == 2, let reference = HelpReference(String(parts[0])), let code = HelpCode(String(parts[1]))
    else {
      return nil
    }
    return (reference, code)
  }
}

func asking(_ code: HelpCode) -> Cookie { Cookie(askingCookie, code.text) }
func following(_ reference: HelpReference, _ code: HelpCode) -> Cookie {
  Cookie(followingCookie, "\(reference).\(code)", maxAge: 3600)
}
let forgetAsking = Cookie(askingCookie, "", maxAge: 0)
let forgetFollowing = Cookie(followingCookie, "", maxAge: 0)
