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

// The page, the JSON API and the sandbox over HTTP; a separate package because of its dependencies
// (docs/decisions/server-in-two-parts.md).
let package = Package(
  name: "Server",
  platforms: [.macOS(.v26)],
  products: [.executable(name: "csrkit-server", targets: ["CSRKitServer"])],
  dependencies: [
    .package(name: "CSRKit", path: ".."),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(
      url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["CommandLineArguments", "JSON"]),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.9.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
  ],
  targets: [
    // The responses, as functions of requests: without sockets and Hummingbird, and tested without them.
    .target(
      name: "Site", dependencies: [csrkit, sandbox], resources: [.embedInCode("Assets")], swiftSettings: strict),
    // Metrics and logs in standard formats.
    .target(
      name: "Telemetry",
      dependencies: [
        csrkit, .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    // Serves the site over HTTP, with worker threads and limits.
    .target(
      name: "SiteServer",
      dependencies: [
        "Site", "Telemetry", csrkit,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CSRKitServer",
      dependencies: [
        "Site", "SiteServer", "Telemetry", csrkit, sandbox,
        .product(name: "CSRKitLedger", package: "CSRKit"),
        .product(name: "CSRKitLedgerPostgreSQL", package: "CSRKit"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SiteTests",
      dependencies: [
        "Site", "Telemetry", csrkit, .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SiteServerTests",
      dependencies: [
        "Site", "SiteServer", "Telemetry", csrkit, .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
  ]
)
