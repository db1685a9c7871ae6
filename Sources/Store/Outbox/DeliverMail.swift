package import Kernel
import Logging

/// How mail leaves this machine.
package struct MailProgram: Sendable, Hashable {
  /// A program that reads a message with its recipient in the header, with its arguments: `/usr/sbin/sendmail -t -i`.
  package let command: [String]
  package let sender: String
  /// After so long the program is stopped, and the message counts as `unknown`.
  package let seconds: Int

  /// Throws `Refusal.malformed` where there is no program or the sender is not an address.
  package init(command: String, sender: String, seconds: Int = 60) throws {
    self.command = command.split(separator: " ").map(String.init)
    guard !self.command.isEmpty else { throw Refusal.malformed("Name the program that sends mail") }
    guard isOneAddress(sender) else { throw Refusal.malformed("The sender of mail is not an e-mail address") }
    self.sender = sender
    self.seconds = seconds
  }
}

/// What came of handing a message over.
enum MailOutcome: Sendable, Equatable {
  case taken
  /// It was surely not taken.
  case refused(String)
  case unknown(String)
}

/// Hands over all mail that is due, one message after another; returns how many were taken. Once a message is in the
/// program's hands it is never handed over again, whatever happens to this process: at most once.
package func deliverMail(
  database: Database, program: MailProgram, node: String, now: @escaping @Sendable () -> Instant
) async throws -> Int {
  var taken = 0
  // One at a time, so that a node that stops leaves no more than one message in doubt.
  while !Task.isCancelled {
    let at = now()
    guard let next = try await database.write({ tx in try tx.claimMail(node: node, at: at, upTo: 1).first }) else {
      break
    }
    let message = messageText(next.mail, id: next.id, from: program.sender, at: at)
    // In a task of its own: when the server stops, the outcome of what was handed over is still written down.
    let delivery = Task {
      let outcome = (try? await onThread { handOver(message, to: program) }) ?? .unknown("No answer.")
      let at = now()
      try await database.write { tx in try record(outcome, of: next, at: at, in: tx) }
      return outcome
    }
    let outcome = try await delivery.value
    if outcome == .taken { taken += 1 }
  }
  return taken
}

/// Delivers mail until the task is cancelled; looks every `seconds`. `node` names this process and no other: what is
/// still marked as being sent by it when it looks again was left behind.
package func deliverMail(
  database: Database, program: MailProgram, node: String, every seconds: Int, now: @escaping @Sendable () -> Instant
) async throws {
  while !Task.isCancelled {
    do {
      try await database.write { [at = now()] tx in try tx.abandonMail(of: node, at: at) }
      _ = try await deliverMail(database: database, program: program, node: node, now: now)
    } catch is CancellationError {
      return
    } catch {
      database.logger.error("mail could not be looked for", metadata: ["error": "\(error)"])
    }
    do { try await Task.sleep(for: .seconds(seconds)) } catch { return }
  }
}

private func record(_ outcome: MailOutcome, of mail: QueuedMail, at: Instant, in tx: Transaction) throws {
  switch outcome {
  case .taken: try tx.markSent(mail.id, at: at)
  case .refused(let problem): try tx.markFailed(mail, problem: problem, at: at)
  case .unknown(let problem): try tx.markUnknown(mail.id, problem: problem, at: at)
  }
}

/// Runs the program with the message as its input and waits. Blocks.
func handOver(_ message: String, to program: MailProgram) -> MailOutcome {
  switch runProgram(program.command, input: Array(message.utf8), wantsOutput: false, seconds: program.seconds) {
  case .ended(status: 0, _): .taken
  case .ended(let status, _): .refused("The program that sends mail answered \(status).")
  case .notStarted: .refused("The program that sends mail could not be started.")
  case .tookTooLong: .unknown("The program that sends mail did not answer in \(program.seconds) seconds.")
  case .stopped: .unknown("The program that sends mail was stopped.")
  }
}
