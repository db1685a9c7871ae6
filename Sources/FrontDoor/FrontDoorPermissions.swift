package import Kernel

extension Permission {
  /// Asking for help: no account is needed.
  package static let askForHelp = Permission.anyone("request.ask")
  /// Following one's own request with its code.
  package static let followRequest = Permission.anyone("request.follow")
  /// The queue. Managers see only what was given to their teams.
  package static let seeQueue = Permission.work("request.queue", for: .frontDoor, .screener, .teamManager)
  package static let openRequest = Permission.work("request.open", for: .frontDoor, .screener, .teamManager)
  /// Taking, noting, writing to the asker, finding the record, asking agencies.
  package static let screenRequest = Permission.work("request.screen", for: .frontDoor, .screener)
  package static let decideRequest = Permission.work("request.decide", for: .frontDoor, .screener)
  /// Answering what the front door asks one's agency.
  package static let answerCheck = Permission.work(
    "request.answer_check", for: .frontDoor, .practitioner, .teamManager, .screener, .ehcCoordinator)
}
