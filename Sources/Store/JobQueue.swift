import Foundation
import Kernel

/// A closure that waits for a connection. Its state is guarded by the queue it waits in; after that one thread owns it.
class Job: @unchecked Sendable {
  /// What a job does to the database.
  enum Kind {
    case read
    /// Reads, and adds rows of its own at the end that no other transaction can be in the way of.
    case readAndNote
    case write(Durability)
  }
  let kind: Kind
  fileprivate var isCancelled = false

  init(_ kind: Kind) { self.kind = kind }

  /// Whether a commit is owed an answer.
  var isWrite: Bool { if case .read = kind { false } else { true } }
  var mustReachDisk: Bool { if case .write(.disk) = kind { true } else { false } }

  /// Runs the closure and keeps what it returned.
  func perform(in tx: Transaction) throws { preconditionFailure("a job is a Work") }
  /// Answers the waiting task with what was kept.
  func succeed() { preconditionFailure("a job is a Work") }
  func fail(_ error: any Error) { preconditionFailure("a job is a Work") }

  /// Runs the closure in `tx`; a statement's failure that the closure swallowed is thrown all the same.
  func perform(on connection: Connection) throws {
    let writes = if case .write = kind { true } else { false }
    let tx = Transaction(connection, writes: writes)
    defer { tx.end() }
    do {
      try perform(in: tx)
    } catch {
      // The real reason wins over what the closure made of it, where it decides whether to try again.
      switch tx.failure {
      case .serialization(let what): throw DatabaseError.serialization(what)
      case .connection(let what): throw DatabaseError.connection(what)
      default: throw error
      }
    }
    if let failure = tx.failure { throw failure }
  }
}

/// A job that answers with a `T`.
final class Work<T: Sendable>: Job, @unchecked Sendable {
  private let body: @Sendable (Transaction) throws -> T
  private var result: T?
  private var waiting: CheckedContinuation<T, any Error>?

  init(_ kind: Kind, _ body: @escaping @Sendable (Transaction) throws -> T) {
    self.body = body
    super.init(kind)
  }

  func wait(with continuation: CheckedContinuation<T, any Error>) { waiting = continuation }
  override func perform(in tx: Transaction) throws { result = try body(tx) }
  override func succeed() {
    waiting?.resume(returning: result!)
    waiting = nil
  }
  override func fail(_ error: any Error) {
    waiting?.resume(throwing: error)
    waiting = nil
  }
}

/// Jobs in the order they came, for the threads that take them. Refuses more than `limit`: better a quick "busy" than
/// a queue that grows until nobody is still waiting for the answer.
final class JobQueue: @unchecked Sendable {
  private let condition = NSCondition()
  private let limit: Int
  private var jobs: [Job] = []
  private var head = 0
  private var isClosed = false
  private var threads = 0
  private var whenGone: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) { self.limit = limit }

  /// Starts a thread that ends when the queue is closed and empty.
  func startThread(_ name: String, _ work: @escaping @Sendable (JobQueue) -> Void) {
    condition.withLock { threads += 1 }
    let thread = Thread { [self] in
      work(self)
      threadEnded()
    }
    thread.name = name
    thread.stackSize = 4 << 20
    thread.start()
  }

  func run<T>(_ work: Work<T>) async throws -> T {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        work.wait(with: continuation)
        if let refusal = add(work) { work.fail(refusal) }
      }
    } onCancel: {
      if cancel(work) { work.fail(CancellationError()) }
    }
  }

  private func add(_ job: Job) -> (any Error)? {
    condition.lock()
    defer { condition.unlock() }
    if job.isCancelled { return CancellationError() }
    if isClosed { return DatabaseError.connection("the database is closed") }
    if jobs.count - head >= limit { return Refusal.busy }
    jobs.append(job)
    condition.signal()
    return nil
  }

  /// True where the job was still waiting and is now gone. A job that has begun runs to its end.
  private func cancel(_ job: Job) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    job.isCancelled = true
    guard let position = jobs[head...].firstIndex(where: { $0 === job }) else { return false }
    jobs.remove(at: position)
    return true
  }

  enum Taken {
    case jobs([Job])
    /// Nothing came for the time given.
    case idle
    case closed
  }

  /// Waits for a job and takes up to `count` that are there; after `seconds` without one says `idle`.
  func take(upTo count: Int, idleAfter seconds: Double? = nil) -> Taken {
    condition.lock()
    defer { condition.unlock() }
    let deadline = seconds.map { Date(timeIntervalSinceNow: $0) }
    while head == jobs.count {
      if isClosed { return .closed }
      if let deadline {
        if !condition.wait(until: deadline), head == jobs.count, !isClosed { return .idle }
      } else {
        condition.wait()
      }
    }
    let end = min(jobs.count, head + count)
    let taken = Array(jobs[head..<end])
    head = end
    if head == jobs.count {
      jobs.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 512 {
      jobs.removeFirst(head)
      head = 0
    }
    return .jobs(taken)
  }

  func takeOne() -> Job? {
    guard case .jobs(let jobs) = take(upTo: 1) else { return nil }
    return jobs.first
  }

  /// Takes no more; what waits is still done.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
    }
  }

  /// Returns when the last thread has ended.
  func gone() async {
    await withCheckedContinuation { continuation in
      let already = condition.withLock {
        if threads > 0 { whenGone.append(continuation) }
        return threads == 0
      }
      if already { continuation.resume() }
    }
  }

  private func threadEnded() {
    let waiting = condition.withLock {
      threads -= 1
      guard threads == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { whenGone = [] }
      return whenGone
    }
    waiting.forEach { $0.resume() }
  }
}
