// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let dcv = Target.Dependency.product(name: "DCV", package: "CSRKit")

// The stores of used request tokens, apart from the main package because of what their libraries cost
// (docs/decisions/ledger-helper.md).
let package = Package(
  name: "Ledger",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Ledger", targets: ["Ledger"]),
    .executable(name: "csrkit-ledger", targets: ["LedgerHelper"]),
  ],
  dependencies: [
    .package(name: "CSRKit", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(name: "PostgresBridge", dependencies: ["CPQ"], swiftSettings: strict),
    .target(
      name: "LedgerSQLite", dependencies: [dcv, .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(name: "LedgerPostgres", dependencies: [dcv, "PostgresBridge"], swiftSettings: strict),
    .target(name: "Ledger", dependencies: [dcv, "LedgerSQLite", "LedgerPostgres"], swiftSettings: strict),
    .target(name: "LedgerConformance", dependencies: [dcv], swiftSettings: strict),
    .executableTarget(name: "LedgerHelper", dependencies: [dcv, "Ledger"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests",
      dependencies: [
        dcv, "Ledger", "LedgerConformance", "LedgerHelper", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
  ]
)
