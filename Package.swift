// swift-tools-version: 6.2
import PackageDescription

// The house as a table: a target, what it may use. Arrows point down only; nothing else compiles.
let graph: [(name: String, uses: [String])] = [
  // Engines.
  ("PlanningEngine", []),
  // The foundation.
  ("Kernel", []),
  ("Store", ["Kernel", "CSQLite", "CPostgres", "Crypto", "Logging"]),
  ("Clocks", ["Kernel", "Store"]),
  ("LinkageEngine", []),
  ("Design", ["Kernel"]),
  ("Web", ["Kernel", "Store", "Design", "Crypto", "Hummingbird", "Logging", "CZlib"]),
  // The slices: a slice uses a slice only where this table says so.
  ("Accounts", ["Web", "Crypto", "CryptoExtras"]),
  ("People", ["Web", "Clocks"]),
  ("Sharing", ["Web", "Clocks", "Accounts", "People"]),
  ("FrontDoor", ["Web", "Clocks", "People"]),
  ("Plans", ["Web", "Clocks", "People"]),
  ("HomeVisiting", ["Web", "Clocks", "People"]),
  ("Messages", ["Web", "Clocks", "People"]),
  ("LocalOffer", ["Web", "Clocks", "People"]),
  ("Linkage", ["Web", "Clocks", "People", "LinkageEngine"]),
  ("SEN2", ["Kernel"]),
  ("EHC", ["Web", "Clocks", "People", "SEN2", "PlanningEngine"]),
  ("Planning", ["Web", "PlanningEngine"]),
  ("Governance", ["Web", "Clocks", "People", "PlanningEngine"]),
  ("Voice", ["Web", "Clocks", "People", "PlanningEngine"]),
  ("Workforce", ["Web", "Clocks", "People", "PlanningEngine"]),
  // What goes to others and comes from them, by published standards.
  ("Exchange", ["Web", "LocalOffer", "Crypto"]),
  // Composition, and the executable.
  (
    "App",
    [
      "Accounts", "Sharing", "People", "FrontDoor", "Plans", "HomeVisiting", "Messages", "LocalOffer", "EHC", "SEN2",
      "Governance", "Voice", "Exchange", "Planning", "Linkage", "Workforce",
    ]
  ),
]
let foundation = ["Kernel", "Store", "Clocks", "Design"]
// Engines: values in, values out; no database, no web. Their tests need nothing but themselves.
let engines: Set<String> = ["LinkageEngine", "PlanningEngine", "SEN2"]
// Optimised in debug builds too: simulations, comparisons and every page run through these. For them alone it costs a minute of a
// first build, and makes the tests and the demonstration that they fill twice as fast; for all it would cost half an hour.
let quick = engines.subtracting(["SEN2"]).union(["Kernel", "Store", "Design", "Clocks"])
// What only the tests of a slice use: access as it is really decided.
let testsUse = ["Messages": ["Sharing"], "Linkage": ["HomeVisiting", "Plans"]]

let libraries: [String: Target.Dependency] = [
  "Crypto": .product(name: "Crypto", package: "swift-crypto"),
  "CryptoExtras": .product(name: "CryptoExtras", package: "swift-crypto"),
  "Hummingbird": .product(name: "Hummingbird", package: "hummingbird"),
  "Logging": .product(name: "Logging", package: "swift-log"),
  "ArgumentParser": .product(name: "ArgumentParser", package: "swift-argument-parser"),
  "Configuration": .product(name: "Configuration", package: "swift-configuration"),
  "ServiceLifecycle": .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
]
func dependencies(_ names: [String]) -> [Target.Dependency] { names.map { libraries[$0] ?? .target(name: $0) } }

// A slice may name what its layers name: a file imports what it speaks of (MemberImportVisibility).
func reach(_ name: String) -> [String] {
  let uses = graph.first { $0.name == name }?.uses ?? []
  let below = uses.contains("Web") || name == "App" ? foundation + ["Web", "Logging"] : []
  var seen = Set<String>()
  return (uses + below + (uses.contains("Accounts") ? ["Accounts"] : [])).filter { seen.insert($0).inserted }
}

// Beside its sources each target has a README, which is not compiled.
func readme(_ name: String) -> [String] { [name == "App" ? "Demonstration/README.md" : "README.md"] }

let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

// KEYWORK_ONLY=HomeVisiting,Plans builds and tests those targets and what they use: for work on one slice.
let only = Context.environment["KEYWORK_ONLY"]?.split(separator: ",").map(String.init)
func closure(of names: [String]) -> Set<String> {
  var wanted = Set<String>()
  var next = names
  while let name = next.popLast() {
    if wanted.insert(name).inserted { next += reach(name) }
  }
  return wanted
}
let wanted = only.map { names in
  let testKit = names.allSatisfy(engines.contains) ? [] : ["Web"]
  return closure(of: names + names.flatMap { testsUse[$0] ?? [] } + testKit)
}
func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? true }

var targets: [Target] = [
  .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
  .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
]
if isWanted("Web") {
  targets.append(
    .target(
      name: "TestKit", dependencies: dependencies(["Kernel", "Store", "Design", "Web", "Crypto", "Logging"]),
      path: "Tests/TestKit",
      swiftSettings: strict))
}
targets += graph.filter { isWanted($0.name) }.map {
  .target(
    name: $0.name, dependencies: dependencies(reach($0.name)), exclude: readme($0.name),
    swiftSettings: strict + (quick.contains($0.name) ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []))
}
targets += graph.filter { isWanted($0.name) && (only?.contains($0.name) ?? true) }.map {
  .testTarget(
    name: $0.name + "Tests",
    dependencies: dependencies(
      [$0.name] + (engines.contains($0.name) ? [] : ["TestKit"]) + reach($0.name) + (testsUse[$0.name] ?? [])),
    swiftSettings: strict)
}
if only == nil {
  targets.append(
    .executableTarget(
      name: "keywork",
      dependencies: dependencies(
        Set(["App", "ArgumentParser", "Configuration", "ServiceLifecycle", "Hummingbird"] + reach("App"))
          .union(engines).sorted()),
      swiftSettings: strict))
}

let package = Package(
  name: "keywork",
  products: only == nil ? [.executable(name: "keywork", targets: ["keywork"])] : [],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: targets
)
