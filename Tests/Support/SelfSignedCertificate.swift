public import Foundation
public import NIOSSL

/// A certificate that signs itself, and its key: PEM files in a directory of their own.
public struct SelfSignedCertificate: Sendable {
  /// Where the files are.
  public let directory: URL
  /// The certificate's file.
  public var certificate: String { directory.appending(path: "certificate.pem").path }
  /// The key's file.
  public var key: String { directory.appending(path: "key.pem").path }

  /// Has `openssl` make one.
  public init(name: String = "localhost", alternatives: String = "DNS:localhost,IP:127.0.0.1") async throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "penstock-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let made = try await ChildProcess.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=\(name)",
        "-addext", "subjectAltName=\(alternatives)", "-keyout", key, "-out", certificate,
      ])
    guard made.status == 0 else { throw NeverHappened(description: "openssl made no certificate: \(made.output)") }
  }

  /// What a server shows it with.
  public var server: NIOSSLContext {
    get throws {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
      let key = NIOSSLPrivateKeySource.privateKey(try NIOSSLPrivateKey(file: key, format: .pem))
      return try NIOSSLContext(configuration: .makeServerConfiguration(certificateChain: chain, privateKey: key))
    }
  }

  /// What a client trusts it with.
  public var client: NIOSSLContext {
    get throws {
      var configuration = TLSConfiguration.makeClientConfiguration()
      configuration.trustRoots = .file(certificate)
      return try NIOSSLContext(configuration: configuration)
    }
  }

  /// Removes the files.
  public func remove() { try? FileManager.default.removeItem(at: directory) }

  /// Whether there is an `openssl`.
  public static var canBeMade: Bool { get async { (try? await ChildProcess.run("openssl", ["version"]).status) == 0 } }
}
