// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// One floor of the house: it may import only what it names here.
func floor(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ of: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: of, swiftSettings: strict)
}

let package = Package(
  name: "CSRKit",
  platforms: [.macOS(.v26)],
  products: [
    .library(
      name: "CSRKit",
      targets: [
        "AutoApplySSL", "Calendar", "CSRKit", "DCV", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10",
        "Preflight", "SystemBridge",
      ]),
    // For the packages beside this one, which need no more than these floors.
    .library(name: "DCV", targets: ["Calendar", "DCV", "DomainNames"]),
    .library(name: "ProbeArguments", targets: ["ProbeArguments"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
    // Optional: nobody builds these, or needs their libraries, who does not use them.
    .library(name: "CSRKitLedger", targets: ["CSRKitLedger"]),
    .library(name: "CSRKitLedgerPostgreSQL", targets: ["CSRKitLedgerPostgreSQL"]),
    .library(name: "CSRKitSandbox", targets: ["CSRKitSandbox"]),
    .executable(name: "csrkit-companion", targets: ["CSRKitCompanion"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 0: C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .systemLibrary(
      name: "CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
    .target(name: "CSRKitData", exclude: ["README.md", "data"]),
    // Floor 1
    floor("OpenSSLBridge", ["COpenSSL"]),
    floor("DomainLibraries", ["CLibPSL", "CLibIDN2", "CSRKitData"]),
    floor("DER", []),
    floor("SystemBridge", ["CSRKitData"]),
    floor("Calendar", []),
    // Floor 2
    floor("PKCS10", ["DER", "OpenSSLBridge", "SystemBridge"]),
    floor("DomainNames", ["DomainLibraries", "OpenSSLBridge"]),
    // Floor 3
    floor("KeyAudit", ["DER", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    floor("AutoApplySSL", ["Calendar", "DomainNames", "SystemBridge"]),
    floor("DCV", ["Calendar", "OpenSSLBridge", "SystemBridge"]),
    // Floor 4
    floor(
      "Preflight",
      ["AutoApplySSL", "Calendar", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    // Floor 5
    floor(
      "CSRKit",
      [
        "AutoApplySSL", "Calendar", "DCV", "DER", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight",
        "SystemBridge",
      ]),
    // What csrkit and csrkit-probe share: the options that one hands to the other, and how wrong usage is told.
    floor("ProbeArguments", ["SystemBridge", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    // Floor 6. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: [
        "AutoApplySSL", "Calendar", "CSRKit", "CSRKitLedger", "DCV", "DomainNames", "KeyAudit", "OpenSSLBridge",
        "PKCS10", "Preflight", "ProbeArguments", "SystemBridge",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // The optional ledgers of used request tokens.
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    floor("SQLiteBridge", ["CSQLite"]),
    floor("PostgreSQLBridge", ["CPQ"]),
    floor("CSRKitLedger", ["DCV", "SQLiteBridge", "SystemBridge"]),
    floor("CSRKitLedgerPostgreSQL", ["DCV", "PostgreSQLBridge"]),
    // The program that csrkit starts for what a static executable cannot link.
    .executableTarget(
      name: "CSRKitCompanion",
      dependencies: [
        "CSRKitLedgerPostgreSQL", "DCV", "ProbeArguments", "SystemBridge",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    tests(
      "CSRKitLedgerTests",
      ["CSRKitCommand", "CSRKitCompanion", "CSRKitLedger", "CSRKitLedgerPostgreSQL", "DCV", "SQLiteBridge"]),
    // The CA's two endpoints as functions from a request to an answer.
    floor(
      "CSRKitSandbox", ["AutoApplySSL", "Calendar", "CSRKit", "DCV", "DER", "OpenSSLBridge", "PKCS10", "Preflight"]),
    tests("CSRKitSandboxTests", ["AutoApplySSL", "CSRKitLedger", "CSRKitSandbox", "DCV", "OpenSSLBridge"]),
    // What tests share: vectors, seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("DERTests", ["DER", "TestSupport"]),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge", "TestSupport"]),
    tests("AutoApplySSLTests", ["AutoApplySSL"]),
    tests("DCVTests", ["Calendar", "DCV", "OpenSSLBridge"]),
    tests("SystemBridgeTests", ["SystemBridge"]),
    tests("DomainNamesTests", ["DomainNames", "DomainLibraries"]),
    tests("KeyAuditTests", ["KeyAudit", "PKCS10", "DER", "OpenSSLBridge", "TestSupport"]),
    tests("KeyListTests", ["DER", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    tests("PreflightTests", ["AutoApplySSL", "Calendar", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight"]),
    tests(
      "CSRKitTests",
      [
        "AutoApplySSL", "Calendar", "CSRKit", "DCV", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    tests(
      "CommandTests",
      ["AutoApplySSL", "CSRKitCommand", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
    tests("PKCS10Tests", ["PKCS10", "DER", "OpenSSLBridge", "TestSupport"]),
  ]
)
