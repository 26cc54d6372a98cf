// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A layer of the library: it may import only what it names here.
func layer(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ of: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: of, exclude: exclude, swiftSettings: strict)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "CSRKit",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CSRKit", targets: ["CSRKit"]),
    // Optional: packages that do not use these do not build them and do not need their libraries.
    .library(name: "CSRKitLedger", targets: ["CSRKitLedger"]),
    .library(name: "CSRKitLedgerPostgreSQL", targets: ["CSRKitLedgerPostgreSQL"]),
    .library(name: "CSRKitProbe", targets: ["CSRKitProbe"]),
    .library(name: "CSRKitSandbox", targets: ["CSRKitSandbox"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
    .executable(name: "csrkit-companion", targets: ["CSRKitCompanion"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .systemLibrary(
      name: "CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
    // Without pkg-config, which SwiftPM would ask in every build of this package and warn where these are not installed.
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    .systemLibrary(name: "CUnbound", providers: [.apt(["libunbound-dev"]), .brew(["unbound"])]),
    .target(name: "CSRKitData", exclude: ["README.md", "data"]),
    .target(name: "CSRKitKeyData", dependencies: ["CSRKitData"], exclude: ["README.md", "data"]),
    // Bridges, and the base
    layer("SystemBridge", ["CSRKitData"]),
    layer("CSRKitBase", ["SystemBridge"]),
    layer("OpenSSLBridge", ["COpenSSL", "CSRKitBase"]),
    layer("DomainLibraries", ["CLibPSL", "CLibIDN2", "CSRKitData"]),
    // Reading
    layer("PKCS10", ["CSRKitBase", "OpenSSLBridge", "SystemBridge"]),
    layer("DomainNames", ["CSRKitBase", "DomainLibraries", "OpenSSLBridge"]),
    // Domain
    layer("KeyAudit", ["CSRKitBase", "CSRKitData", "CSRKitKeyData", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    layer("AutoApplySSL", ["CSRKitBase", "DomainNames", "OpenSSLBridge", "SystemBridge"]),
    // Rules
    layer(
      "Preflight",
      ["AutoApplySSL", "CSRKitBase", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    // Façade
    layer(
      "CSRKit",
      [
        "AutoApplySSL", "CSRKitBase", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    // Optional products: the ledger of used request tokens, the probe, and the CA's endpoints as functions
    layer("SQLiteBridge", ["CSQLite"]),
    layer("PostgreSQLBridge", ["CPQ"]),
    layer("ProbeBridge", ["CCurl", "CUnbound"]),
    layer("CSRKitLedger", ["AutoApplySSL", "CSRKitBase", "SQLiteBridge", "SystemBridge"]),
    layer("CSRKitLedgerPostgreSQL", ["AutoApplySSL", "CSRKitBase", "PostgreSQLBridge"]),
    layer("CSRKitProbe", ["AutoApplySSL", "CSRKitBase", "DomainNames", "ProbeBridge"]),
    layer("CSRKitSandbox", ["AutoApplySSL", "CSRKit", "CSRKitBase", "OpenSSLBridge", "PKCS10", "Preflight"]),
    // The options that csrkit passes to its companion, and how both report wrong usage.
    layer("CommandSupport", ["CSRKitBase", "SystemBridge", arguments]),
    // The command. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: [
        "AutoApplySSL", "CommandSupport", "CSRKit", "CSRKitBase", "CSRKitLedger", "DomainNames", "KeyAudit",
        "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge", arguments,
      ],
      swiftSettings: strict),
    // The program that csrkit starts for what a static executable cannot load: libpq, libcurl, libunbound.
    .executableTarget(
      name: "CSRKitCompanion",
      dependencies: [
        "AutoApplySSL", "CommandSupport", "CSRKitBase", "CSRKitLedger", "CSRKitLedgerPostgreSQL", "CSRKitProbe",
        "SystemBridge", arguments,
      ],
      swiftSettings: strict),
    // What tests share: vectors, seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge", "TestSupport"]),
    tests("SystemBridgeTests", ["SystemBridge"]),
    tests("CSRKitBaseTests", ["CSRKitBase", "TestSupport"]),
    tests("PKCS10Tests", ["OpenSSLBridge", "PKCS10", "TestSupport"]),
    tests("DomainNamesTests", ["CSRKitBase", "DomainLibraries", "DomainNames"]),
    tests("KeyAuditTests", ["KeyAudit", "OpenSSLBridge", "PKCS10", "TestSupport"]),
    tests("KeyListTests", ["KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    tests("AutoApplySSLTests", ["AutoApplySSL", "CSRKitBase", "OpenSSLBridge"]),
    tests(
      "PreflightTests",
      ["AutoApplySSL", "CSRKitBase", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "TestSupport"],
      exclude: ["pkilint_comparison.py"]),
    tests(
      "CSRKitTests",
      [
        "AutoApplySSL", "CSRKit", "CSRKitBase", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    tests(
      "CommandTests", ["AutoApplySSL", "CSRKitBase", "CSRKitCommand", arguments],
      exclude: ["publishing.py", "windows_forms.py"]),
    tests(
      "CSRKitLedgerTests",
      [
        "AutoApplySSL", "CSRKitBase", "CSRKitCommand", "CSRKitCompanion", "CSRKitLedger", "CSRKitLedgerPostgreSQL",
        "SQLiteBridge",
      ]),
    tests(
      "CSRKitProbeTests",
      ["AutoApplySSL", "CSRKitBase", "CSRKitCommand", "CSRKitCompanion", "CSRKitLedger", "CSRKitProbe"],
      exclude: ["hostile.py"]),
    tests(
      "CSRKitSandboxTests",
      ["AutoApplySSL", "CSRKit", "CSRKitBase", "CSRKitLedger", "CSRKitSandbox", "OpenSSLBridge"]),
  ]
)
