// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: nonisolated async functions stay on their caller's executor (the event loop), and a warning is an error.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Views into a text that may not outlive it.
let lifetimes: [SwiftSetting] = [.enableExperimentalFeature("Lifetimes")]

let package = Package(
  name: "penstock",
  // For the client library; the gateway runs on Linux.
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "penstock", targets: ["penstock"]),
    .library(name: "OpenAIWire", targets: ["OpenAIWire"]),
    .library(name: "PenstockClient", targets: ["PenstockClient"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // Wire formats and pure parts: no I/O.
    .target(name: "OpenAIWire", swiftSettings: strict),
    // The client library. Nothing of the gateway: it stands beside it.
    .target(
      name: "PenstockClient",
      dependencies: [
        "OpenAIWire",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
      ],
      swiftSettings: strict
    ),
    .target(name: "GatewayCore", dependencies: ["OpenAIWire"], swiftSettings: strict),
    .target(
      name: "GatewayConfig",
      dependencies: [
        "GatewayCore", "GatewayPolicy",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict
    ),
    // HTTP/1.1 on ByteBuffer, as values, and the executor that keeps a request's task on its event loop.
    .target(name: "GatewayHTTP", dependencies: [.product(name: "NIOCore", package: "swift-nio")], swiftSettings: strict),
    // The NIO client: connections, pool, TLS.
    .target(
      name: "GatewayUpstream",
      dependencies: [
        "GatewayCore", "GatewayHTTP",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    // The innermost loops over a text, in C for the processor's vectors. Header only.
    .target(name: "CTextScan"),
    // Policies: detectors, classifiers, the chain, and the enforcer of streams. Pure.
    .target(
      name: "GatewayPolicy", dependencies: ["CTextScan", "GatewayCore", "OpenAIWire", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict + lifetimes),
    // The audit log: records, chain, segment files, verification.
    .target(
      name: "GatewayAudit", dependencies: ["GatewayCore", "OpenAIWire", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    // SQLite: the query index of the audit log.
    .target(
      name: "GatewayStore", dependencies: ["GatewayAudit", "GatewayCore", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    // Live export of the audit log: syslog, webhooks, files.
    .target(
      name: "GatewayExport",
      dependencies: [
        "GatewayAudit", "GatewayCore", "OpenAIWire",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    // Pure translation: which target serves which model, under which name.
    .target(name: "GatewayProviders", dependencies: ["GatewayCore", "OpenAIWire"], swiftSettings: strict),
    // A fleet of replicas: health, load, prefix index, choice, retries, waiting room, rescue. Pure values, without I/O and clock.
    .target(name: "GatewayFleet", dependencies: ["GatewayCore", "OpenAIWire"], swiftSettings: strict),
    // The data path.
    .target(
      name: "GatewayServer",
      dependencies: [
        "GatewayCore", "GatewayFleet", "GatewayHTTP", "GatewayPolicy", "GatewayProviders", "GatewayUpstream", "OpenAIWire",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    // The simulator: a stand-in for vLLM, in process or as a server.
    .target(
      name: "Simulator",
      dependencies: [
        "GatewayCore",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ],
      swiftSettings: strict
    ),
    // The composition root, and the command line on top of it.
    .target(
      name: "GatewayApp",
      dependencies: [
        "GatewayAudit", "GatewayConfig", "GatewayCore", "GatewayExport", "GatewayFleet", "GatewayPolicy", "GatewayProviders",
        "GatewayServer",
        "GatewayStore",
        "GatewayUpstream", "OpenAIWire", "Simulator",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "penstock",
      dependencies: [
        "GatewayApp", "GatewayAudit", "GatewayConfig", "GatewayCore", "GatewayStore", "Simulator",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
    // The client's examples, one a file.
    .executableTarget(
      name: "penstock-client-examples", dependencies: ["PenstockClient"], path: "examples/client", exclude: ["README.md"],
      swiftSettings: strict),
    // Tests.
    .testTarget(name: "GatewayCoreTests", dependencies: ["GatewayCore"], swiftSettings: strict),
    .testTarget(name: "OpenAIWireTests", dependencies: ["GatewayTestSupport", "OpenAIWire"], swiftSettings: strict),
    .testTarget(
      name: "GatewayConfigTests",
      dependencies: ["GatewayConfig", "GatewayCore", "GatewayTestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PenstockClientTests",
      dependencies: [
        "GatewayTestSupport", "PenstockClient",
        .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Metrics", package: "swift-metrics"),
        .product(name: "MetricsTestKit", package: "swift-metrics"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "Tracing", package: "swift-distributed-tracing"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: strict
    ),
    // What tests of several targets need: random cases, recorded exchanges, programs that are run, threads for long computations. A test target, so that releases are built without it.
    .testTarget(
      name: "GatewayTestSupport",
      dependencies: [
        .product(name: "NIOSSL", package: "swift-nio-ssl"), .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      path: "Tests/Support",
      swiftSettings: strict
    ),
    .testTarget(
      name: "GatewayHTTPTests",
      dependencies: [
        "GatewayHTTP", "GatewayTestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "GatewayPolicyTests", dependencies: ["CTextScan", "GatewayCore", "GatewayPolicy", "GatewayTestSupport", "OpenAIWire"],
      resources: [.copy("Fixtures")], swiftSettings: strict),
    .testTarget(
      name: "GatewayFleetTests", dependencies: ["GatewayCore", "GatewayFleet", "GatewayTestSupport", "OpenAIWire"], swiftSettings: strict),
    .testTarget(
      name: "GatewayAuditTests", dependencies: ["GatewayAudit", "GatewayCore", "GatewayTestSupport"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "GatewayStoreTests", dependencies: ["GatewayAudit", "GatewayCore", "GatewayStore", "GatewayTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GatewayExportTests",
      dependencies: [
        "GatewayAudit", "GatewayCore", "GatewayExport", "GatewayTestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    .testTarget(name: "GatewayProvidersTests", dependencies: ["GatewayCore", "GatewayProviders", "OpenAIWire"], swiftSettings: strict),
    .testTarget(
      name: "GatewayServerTests",
      dependencies: [
        "GatewayCore", "GatewayFleet", "GatewayHTTP", "GatewayProviders", "GatewayServer", "GatewayTestSupport", "GatewayUpstream",
        "OpenAIWire", .product(name: "Crypto", package: "swift-crypto"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "GatewayUpstreamTests",
      dependencies: [
        "GatewayCore", "GatewayHTTP", "GatewayTestSupport", "GatewayUpstream",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "SimulatorTests",
      dependencies: [
        "Simulator", "GatewayCore",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      exclude: ["Transcripts"],
      swiftSettings: strict
    ),
    // Whole gateways in this process, over real sockets.
    .testTarget(
      name: "GatewayAppTests",
      dependencies: [
        "GatewayApp", "GatewayAudit", "GatewayCore", "GatewayTestSupport", "Simulator",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ],
      swiftSettings: strict
    ),
    // The built executable, as a process.
    .testTarget(
      name: "CommandLineTests", dependencies: ["GatewayAudit", "GatewayCore", "GatewayTestSupport", "Simulator", "penstock"],
      swiftSettings: strict),
  ]
)

#if os(Linux)
  // The benchmark's canned upstream and load generator: plain epoll, so that they cost less than what they measure.
  package.targets += [
    .systemLibrary(name: "CBenchSystem", path: "Benchmarks/CBenchSystem"),
    .executableTarget(
      name: "PenstockBench",
      dependencies: ["CBenchSystem", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Benchmarks/PenstockBench",
      swiftSettings: strict
    ),
  ]
  package.products.append(.executable(name: "penstock-bench", targets: ["PenstockBench"]))
#endif

// What `make eval` asks for findings and scores.
package.targets.append(
  .executableTarget(name: "PolicyEval", dependencies: ["GatewayPolicy"], path: "Benchmarks/PolicyEval", swiftSettings: strict))

// What a routing decision costs: `make bench-routing`.
package.targets.append(
  .executableTarget(
    name: "FleetBench", dependencies: ["GatewayCore", "GatewayFleet", "OpenAIWire"], path: "Benchmarks/FleetBench", swiftSettings: strict))

// What `make bench-audit` measures: what a record of the audit log costs.
package.targets.append(
  .executableTarget(
    name: "AuditBench", dependencies: ["GatewayAudit", "GatewayCore"], path: "Benchmarks/AuditBench", swiftSettings: strict))
