// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let sandbox = Target.Dependency.product(name: "CSRKitSandbox", package: "CSRKit")
let csrkit = Target.Dependency.product(name: "CSRKit", package: "CSRKit")
let nio = ["NIOCore", "NIOHTTP1", "NIOPosix"].map { Target.Dependency.product(name: $0, package: "swift-nio") }

// The page, the JSON API and the sandbox over HTTP; a separate package because of its dependencies
// (docs/decisions/server-in-two-parts.md).
let package = Package(
  name: "Server",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "csrkit-server", targets: ["CSRKitServer"])],
  dependencies: [
    .package(name: "CSRKit", path: ".."),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
  ],
  targets: [
    // OpenSSL's TLS, and the only target with unsafe code.
    .systemLibrary(name: "CTLS", pkgConfig: "libssl", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "TLSBridge", dependencies: ["CTLS"], swiftSettings: strict),
    // The responses, as functions of requests: without sockets, and tested without them.
    .target(
      name: "Site", dependencies: [csrkit, sandbox], resources: [.embedInCode("Assets")], swiftSettings: strict),
    // Metrics and logs in standard formats.
    .target(name: "Telemetry", dependencies: [csrkit], swiftSettings: strict),
    // Serves the site over HTTP, with worker threads and limits.
    .target(name: "SiteServer", dependencies: ["Site", "Telemetry", "TLSBridge", csrkit] + nio, swiftSettings: strict),
    .executableTarget(
      name: "CSRKitServer",
      dependencies: [
        "Site", "SiteServer", "Telemetry", "TLSBridge", csrkit, sandbox,
        .product(name: "CSRKitLedger", package: "CSRKit"),
        .product(name: "CSRKitLedgerPostgreSQL", package: "CSRKit"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(name: "SiteTests", dependencies: ["Site", "Telemetry", csrkit, sandbox], swiftSettings: strict),
    .testTarget(
      name: "SiteServerTests", dependencies: ["Site", "SiteServer", "Telemetry", csrkit] + nio, swiftSettings: strict),
  ]
)
