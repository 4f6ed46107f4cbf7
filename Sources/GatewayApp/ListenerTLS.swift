internal import Foundation
internal import NIOSSL

/// The listener's certificate and key.
enum ListenerTLS {
  /// A context for TLS 1.2 and later, HTTP/1.1 only.
  /// - Throws: `Gateway.StartProblem` that says which of the two files is wrong, and how.
  static func context(certificate: String, key: String) throws -> NIOSSLContext {
    let chain = try read(certificate, "certificate chain") { try NIOSSLCertificate.fromPEMFile($0) }
    let privateKey = try read(key, "private key that is not encrypted") { try NIOSSLPrivateKey(file: $0, format: .pem) }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    configuration.shutdownTimeout = .seconds(1)
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw Gateway.StartProblem(description: "the listener's key \(key) does not belong to the first certificate of \(certificate)")
    }
  }

  private static func read<Contents>(_ path: String, _ what: String, _ parse: (String) throws -> Contents) throws -> Contents {
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw Gateway.StartProblem(description: "the listener's file \(path) is not there, or cannot be read")
    }
    do { return try parse(path) } catch {
      throw Gateway.StartProblem(description: "the listener's file \(path) holds no \(what) in PEM format")
    }
  }
}
