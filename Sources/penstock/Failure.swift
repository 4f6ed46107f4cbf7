internal import ArgumentParser
internal import Foundation

/// What goes wrong while a command works, in contrast to arguments that are wrong: one line on standard error, exit code 1, no usage text.
enum Failure {
  /// Says `message`, and gives the error to throw.
  static func told(_ message: String) -> ExitCode {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    return ExitCode(1)
  }

  /// Runs a step whose errors are told so; `place` comes before what they say.
  static func telling<Result>(_ place: String = "", _ step: () throws -> Result) throws -> Result {
    do { return try step() } catch { throw told("\(place)\(error)") }
  }
}
