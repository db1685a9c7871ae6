import Foundation
import Kernel
import LinkageEngine
import Store
import Synchronization

/// All records as they are compared, held in memory by each node and kept in step with the database, which says in one row
/// whether anything has changed.
///
/// It follows what is committed and never what a transaction has only written: whoever writes asks first, or works on a
/// copy (`copy`), so that what is rolled back has never been in it.
package final class LinkHub: Sendable {
  private struct Held {
    var revision: Int
    var index: LinkIndex
    /// The model that was the newest when it was built.
    var model: AnyID?
    /// How many records there were when it was built: names are counted then.
    let builtOf: Int
    var changed = 0
  }
  private let held = Mutex<Held?>(nil)
  package init() {}

  /// The records as they are in this transaction, before it has written anything. The first call after a start reads
  /// them all; later ones what is new.
  func with<T>(_ tx: Transaction, _ work: (inout LinkIndex) throws -> T) throws -> T {
    let revision = try tx.recordRevision()
    let model = try tx.newestModel()
    return try held.withLock { held in
      try follow(&held, to: revision, model, in: tx)
      guard var now = held.take() else { throw LinkageError("there is no index") }
      defer { held = now }
      return try work(&now.index)
    }
  }

  /// A copy to write into within a transaction.
  func copy(in tx: Transaction) throws -> LinkIndex { try with(tx) { $0 } }

  private func follow(_ held: inout Held?, to revision: Int, _ model: AnyID?, in tx: Transaction) throws {
    if let known = held, known.model == model {
      if known.revision >= revision { return }
      let changed = try tx.childrenChanged(after: known.revision)
      if known.changed + changed.count <= max(500, known.builtOf / 4) {
        try take(changed, into: &held, in: tx)
        held?.revision = revision
        held?.changed += changed.count
        return
      }
    }
    let records = try tx.linkedRecords()
    held = Held(
      revision: revision, index: try LinkIndex(records.map { ($0.name, $0.raw) }, model: tx.linkModel()), model: model,
      builtOf: records.count)
  }

  private func take(_ changed: [ChildID], into held: inout Held?, in tx: Transaction) throws {
    let there = try tx.linkedRecords(of: changed)
    var gone = Set(changed.map { RecordName(source: ownSource, id: $0.description) })
    for start in stride(from: 0, to: changed.count, by: 400) {
      gone.formUnion(try tx.recordNames(of: Array(changed[start..<min(start + 400, changed.count)])))
    }
    for name in gone.subtracting(there.map(\.name)).sorted() { held?.index.remove(name) }
    for record in there.sorted(by: { $0.name < $1.name }) { held?.index.put(record.raw, record.name) }
  }
}

extension Transaction {
  /// Which model was learnt last from the partnership's own records; nil where none was.
  func newestModel() throws -> AnyID? {
    try value("SELECT id FROM link_model ORDER BY learnt_at DESC, id DESC LIMIT 1")
  }

  /// The model that was learnt last, or where there is none that fits this engine, the one that the project comes with.
  func linkModel() throws -> Model {
    let learnt: String? = try value("SELECT content FROM link_model ORDER BY learnt_at DESC, id DESC LIMIT 1")
    guard let learnt, let model = try? JSONDecoder().decode(Model.self, from: Data(learnt.utf8)), model.isWhole
    else { return startingModel }
    return model
  }
}

/// Learnt from the examples that come with the project: what there is before a partnership has enough records of its own.
let startingModel: Model = {
  guard let model = try? JSONDecoder().decode(Model.self, from: Data(startingModelText.utf8)), model.isWhole else {
    preconditionFailure("the starting model does not fit the engine's levels: keywork link learns it anew")
  }
  return model
}()
