internal import ArgumentParser
internal import Foundation

/// What goes wrong while a command works, in contrast to arguments that are wrong: one line on standard error, exit code 1, no usage text.
enum Failure {
  /// Says `message`, and gives the error to throw.
  static func told(_ message: String, code: Int32 = 1) -> ExitCode {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    return ExitCode(code)
  }

  /// Runs a step whose errors are told so; `place` comes before what they say.
  static func telling<Result>(_ place: String = "", _ step: () throws -> Result) throws -> Result {
    do { return try step() } catch let exit as ExitCode { throw exit } catch { throw told("\(place)\(error)") }
  }

  /// Runs the work of a command whose errors are told so, and end it with this exit code.
  static func telling<Result>(code: Int32, _ work: () async throws -> Result) async throws -> Result {
    do { return try await work() } catch let exit as ExitCode { throw exit } catch { throw told("\(error)", code: code) }
  }
}
