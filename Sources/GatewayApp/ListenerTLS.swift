internal import NIOSSL

/// The listener's certificate and key.
enum ListenerTLS {
  /// A context for TLS 1.2 and later, HTTP/1.1 only.
  static func context(certificate: String, key: String) throws -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
      let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(privateKey))
      configuration.minimumTLSVersion = .tlsv12
      configuration.applicationProtocols = ["http/1.1"]
      configuration.shutdownTimeout = .seconds(1)
      return try NIOSSLContext(configuration: configuration)
    } catch {
      throw Gateway.StartProblem(
        description:
          "the listener's certificate \(certificate) and key \(key) cannot be used: they have to be PEM files that belong together")
    }
  }
}
