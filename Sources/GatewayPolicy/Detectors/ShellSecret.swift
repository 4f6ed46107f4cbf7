/// Passwords that a command takes behind a short option: `mysql -pSECRET`, `sshpass -p SECRET`, `curl -u user:SECRET`.
///
/// The option alone says nothing (`ssh -p 22`, `mkdir -p`), so the command has to stand in front of it, on the same line.
enum ShellSecret {
  private struct Option: Sendable {
    let name: StaticString
    /// What the commands begin with.
    let commands: [StaticString]
    /// Whether the value may stand behind a blank.
    let isSpaced: Bool
    /// Whether it may stand directly behind the option.
    let isGlued: Bool

    init(_ name: StaticString, _ commands: [StaticString], isSpaced: Bool, isGlued: Bool) {
      self.name = name
      self.commands = commands
      self.isSpaced = isSpaced
      self.isGlued = isGlued
    }
  }

  private static let options = [
    Option("p", ["mysql", "mariadb", "7z", "rar "], isSpaced: false, isGlued: true),
    Option("p", ["sshpass", "mongo", "lftp"], isSpaced: true, isGlued: true),
    Option(
      "p", ["docker login", "podman login", "az login", "oc login", "nerdctl login", "helm registry login"], isSpaced: true, isGlued: false),
    Option("a", ["redis-cli"], isSpaced: true, isGlued: false),
    Option("w", ["ldap"], isSpaced: true, isGlued: true),
    Option("P", ["zip", "unzip", "sqlcmd", "bcp", "isql"], isSpaced: true, isGlued: true),
    Option("pw", ["plink", "pscp", "psftp", "putty"], isSpaced: true, isGlued: false),
  ]

  /// The second and third bytes of options with a value behind them, glued or not.
  static let letters = ByteSet("pPaw")

  /// The value at the start, an option and its blank (and a quote) in front.
  static func isValue(_ probe: inout Probe) -> Bool {
    var offset = -1
    if ByteClass.isQuote(probe[offset]) { offset &-= 1 }
    guard probe[offset] == UInt8(ascii: " ") else { return false }
    var start = offset &- 1
    while start > offset &- 4, ByteClass.isLetter(probe[start]) { start &-= 1 }
    guard probe[start] == UInt8(ascii: "-"), probe[start &- 1] == UInt8(ascii: " "), start &+ 1 < offset else { return false }
    return options.contains { option in
      option.isSpaced && option.name.utf8CodeUnitCount == offset &- start &- 1 && probe.hasExactly(option.name, at: start &+ 1)
        && isCommand(&probe, option.commands, before: start)
    }
  }

  /// Where the value begins that stands directly behind the option at the start.
  static func gluedValue(_ probe: inout Probe) -> Int? {
    guard probe[0] == UInt8(ascii: "-"), probe.previous == UInt8(ascii: " "), letters.contains(probe[1]), probe[2] > 0x20 else {
      return nil
    }
    let isGlued = options.contains { option in
      option.isGlued && probe.hasExactly(option.name, at: 1) && isCommand(&probe, option.commands, before: 0)
    }
    return isGlued ? 2 : nil
  }

  /// Whether the word that ends in front of an offset is a user, named to a program that takes `user:password` there.
  static func isUser(_ probe: inout Probe, before end: Int) -> Bool {
    if probe.hasExactly("-u", at: end &+ 1), isCommand(&probe, userCommands, before: end) { return true }
    var offset = end
    if ByteClass.isQuote(probe[offset]) { offset &-= 1 }
    guard probe[offset] == UInt8(ascii: " ") || probe[offset] == UInt8(ascii: "=") else { return false }
    let isOption = userOptions.contains { probe.hasExactly($0, at: offset &- $0.utf8CodeUnitCount) }
    return isOption && isCommand(&probe, userCommands, before: offset)
  }

  private static let userOptions: [StaticString] = [" -u", " -U", " -a", " --user", " --proxy-user"]
  private static let userCommands: [StaticString] = ["curl", "http", "https", "wget", "xh ", "ab ", "rclone"]

  /// Whether one of some commands stands in front of an offset, on its line.
  private static func isCommand(_ probe: inout Probe, _ commands: [StaticString], before end: Int) -> Bool {
    var offset = end &- 1
    while offset > -96, probe[offset] != 0x0a, probe[offset] != 0 {
      if !ByteClass.isAlphanumeric(probe[offset &- 1]), ByteClass.isAlphanumeric(probe[offset]) {
        for command in commands where probe.hasExactly(command, at: offset) { return true }
      }
      offset &-= 1
    }
    return false
  }
}
