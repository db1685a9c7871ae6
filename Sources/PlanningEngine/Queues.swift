import Foundation

/// Answers by formula for a queue that has settled. Times are in the unit of the rates.
///
/// Sources: Erlang (1917); Pollaczek and Khinchine; Cobham, "Priority assignment in waiting line problems" (1954);
/// Allen and Cunneen's approximation for many servers.

/// Customers at random, exponential service, several places: M/M/c.
package struct ManyServers: Equatable, Sendable {
  package let arrivalRate: Double
  package let serviceRate: Double
  package let servers: Int

  package init(arrivalRate: Double, serviceRate: Double, servers: Int) {
    (self.arrivalRate, self.serviceRate, self.servers) = (arrivalRate, serviceRate, servers)
  }

  /// Arriving work over what can be done. From 1 up the queue grows without end and the means below are endless.
  package var load: Double { arrivalRate / (serviceRate * Double(servers)) }
  package var isStable: Bool { load < 1 }

  /// The chance of being turned away if nobody could wait (Erlang B), by the stable recursion.
  package var erlangB: Double {
    let offered = arrivalRate / serviceRate
    var blocked = 1.0
    for server in 1...servers { blocked = offered * blocked / (Double(server) + offered * blocked) }
    return blocked
  }
  /// The chance of having to wait (Erlang C).
  package var chanceOfWaiting: Double {
    guard isStable else { return 1 }
    let b = erlangB
    return b / (1 - load * (1 - b))
  }
  /// How fast the waits of those who wait fall off.
  private var slack: Double { serviceRate * Double(servers) - arrivalRate }
  package var meanWait: Double { isStable ? chanceOfWaiting / slack : .infinity }
  /// Little: the number waiting is the arrival rate times the wait.
  package var meanQueue: Double { arrivalRate * meanWait }
  package var meanTimeInSystem: Double { meanWait + 1 / serviceRate }

  /// The wait that the share `p` do not exceed.
  package func wait(at p: Double) -> Double {
    guard isStable else { return .infinity }
    return p <= 1 - chanceOfWaiting ? 0 : log(chanceOfWaiting / (1 - p)) / slack
  }
}

/// Any service time, told by its mean and its squared coefficient of variation (variance over mean squared): exact for
/// one place (Pollaczek–Khinchine), Allen–Cunneen's approximation for more.
package struct GeneralService: Equatable, Sendable {
  package let arrivalRate: Double
  package let meanService: Double
  package let squaredVariation: Double
  package let servers: Int

  package init(arrivalRate: Double, meanService: Double, squaredVariation: Double, servers: Int) {
    (self.arrivalRate, self.meanService) = (arrivalRate, meanService)
    (self.squaredVariation, self.servers) = (squaredVariation, servers)
  }

  private var exponential: ManyServers {
    ManyServers(arrivalRate: arrivalRate, serviceRate: 1 / meanService, servers: servers)
  }
  package var load: Double { exponential.load }
  package var isExact: Bool { servers == 1 || squaredVariation == 1 }
  package var meanWait: Double { exponential.meanWait * (1 + squaredVariation) / 2 }
  package var meanQueue: Double { arrivalRate * meanWait }
}

/// Classes of customers who share servers, first come first served within a class, the lower class first, nobody
/// interrupted (Cobham). One service rate for all.
package struct PriorityClasses: Equatable, Sendable {
  package let arrivalRates: [Double]
  package let serviceRate: Double
  package let servers: Int

  package init(arrivalRates: [Double], serviceRate: Double, servers: Int) {
    (self.arrivalRates, self.serviceRate, self.servers) = (arrivalRates, serviceRate, servers)
  }

  /// The mean wait of each class; endless for a class whose load with those before it reaches 1.
  package var meanWaits: [Double] {
    let capacity = serviceRate * Double(servers)
    let total = arrivalRates.reduce(0, +)
    let all = ManyServers(arrivalRate: total, serviceRate: serviceRate, servers: servers)
    // Until a place is free, everybody waits as if all were busy with equal right.
    let residual = all.chanceOfWaiting / capacity
    var before = 0.0
    return arrivalRates.map { rate in
      let through = before + rate / capacity
      defer { before = through }
      return through < 1 ? residual / ((1 - before) * (1 - through)) : .infinity
    }
  }
}

/// M/M/c with customers who leave when they have waited an exponential time (Erlang-A, Palm). Settles at any load.
package struct ImpatientQueue: Equatable, Sendable {
  package let arrivalRate: Double
  package let serviceRate: Double
  package let servers: Int
  /// One over the mean patience.
  package let leavingRate: Double

  package init(arrivalRate: Double, serviceRate: Double, servers: Int, leavingRate: Double) {
    (self.arrivalRate, self.serviceRate) = (arrivalRate, serviceRate)
    (self.servers, self.leavingRate) = (servers, leavingRate)
  }

  /// What the settled queue looks like.
  package struct Settled: Equatable, Sendable {
    package var chanceOfWaiting = 0.0
    package var meanQueue = 0.0
    package var meanInSystem = 0.0
    package var chanceOfLeaving = 0.0
    /// Of all, those who leave included.
    package var meanWait = 0.0
    package var throughput = 0.0
    package var busyShare = 0.0
  }

  private func leavingFlow(_ present: Int) -> Double {
    serviceRate * Double(min(present, servers)) + leavingRate * Double(max(0, present - servers))
  }

  /// Sums over the number present, outward from the likeliest so that nothing overflows, until what is left is below
  /// 10⁻¹⁸.
  package var settled: Settled {
    var mode = 0
    while arrivalRate > leavingFlow(mode + 1) { mode += 1 }
    var sum = Sums()
    add(mode, 1, &sum)
    var weight = 1.0
    var present = mode
    while weight > 1e-18 {
      present += 1
      weight *= arrivalRate / leavingFlow(present)
      add(present, weight, &sum)
    }
    weight = 1
    present = mode
    while weight > 1e-18, present > 0 {
      weight *= leavingFlow(present) / arrivalRate
      present -= 1
      add(present, weight, &sum)
    }
    var settled = Settled()
    settled.chanceOfWaiting = sum.waiting / sum.all
    settled.meanQueue = sum.queue / sum.all
    settled.busyShare = sum.busy / sum.all / Double(servers)
    settled.meanInSystem = settled.meanQueue + sum.busy / sum.all
    settled.chanceOfLeaving = leavingRate * settled.meanQueue / arrivalRate
    settled.meanWait = settled.meanQueue / arrivalRate
    settled.throughput = serviceRate * sum.busy / sum.all
    return settled
  }

  private struct Sums {
    var all = 0.0
    var waiting = 0.0
    var queue = 0.0
    var busy = 0.0
  }
  private func add(_ present: Int, _ weight: Double, _ sum: inout Sums) {
    sum.all += weight
    if present >= servers { sum.waiting += weight }
    sum.queue += weight * Double(max(0, present - servers))
    sum.busy += weight * Double(min(present, servers))
  }

  /// The queue if people were a liquid: nobody by chance, only what cannot be served. Good from a load of about 1.2.
  package var fluidQueue: Double { max(0, arrivalRate - serviceRate * Double(servers)) / leavingRate }
}
