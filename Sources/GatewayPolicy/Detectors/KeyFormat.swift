/// The form of a provider's keys: what they begin with, their alphabet, how long the rest is.
struct KeyFormat: Sendable {
  /// The alphabets that are in use.
  enum Alphabet: Int, CaseIterable, Sendable {
    case alphanumeric, urlSafe, hex, upper, dotted, base64

    func contains(_ byte: UInt8) -> Bool {
      switch self {
      case .alphanumeric: ByteClass.isAlphanumeric(byte)
      case .urlSafe: ByteClass.isWord(byte) || byte == UInt8(ascii: "-")
      case .hex: ByteClass.isDigit(byte) || (byte | 0x20) &- 0x61 < 6
      case .upper: ByteClass.isUpper(byte) || ByteClass.isDigit(byte)
      case .dotted: ByteClass.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      case .base64:
        ByteClass.isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
          || byte == UInt8(ascii: "=")
      }
    }

    /// All of its bytes.
    var bytes: ByteSet { Self.sets[rawValue] }

    private static let sets = allCases.map { ByteSet(where: $0.contains) }
  }

  let prefix: [UInt8]
  let alphabet: Alphabet
  let fewest: Int
  let most: Int

  init(_ prefix: String, _ alphabet: Alphabet, _ fewest: Int, _ most: Int) {
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    self.fewest = fewest
    self.most = most
  }

  /// The formats, by first byte of their prefix; a longer prefix stands before a shorter one that it begins with.
  static let byFirst: [[KeyFormat]] = {
    var result = [[KeyFormat]](repeating: [], count: 256)
    for format in all { if let first = format.prefix.first { result[Int(first)].append(format) } }
    return result
  }()

  /// Model providers first, then clouds, code hosts, payment, messaging, and the rest.
  private static let all: [KeyFormat] = [
    KeyFormat("sk-ant-", .urlSafe, 20, 200), KeyFormat("sk-proj-", .urlSafe, 20, 220), KeyFormat("sk-svcacct-", .urlSafe, 20, 220),
    KeyFormat("sk-admin-", .urlSafe, 20, 220), KeyFormat("sk-or-v1-", .hex, 40, 80), KeyFormat("sk-lf-", .urlSafe, 30, 50),
    KeyFormat("sk-", .urlSafe, 20, 120),
    KeyFormat("hf_", .alphanumeric, 30, 50), KeyFormat("nvapi-", .urlSafe, 40, 100), KeyFormat("gsk_", .alphanumeric, 40, 70),
    KeyFormat("r8_", .alphanumeric, 30, 50),
    KeyFormat("xai-", .alphanumeric, 60, 100), KeyFormat("pplx-", .alphanumeric, 40, 60), KeyFormat("fw_", .alphanumeric, 20, 40),
    KeyFormat("tvly-", .urlSafe, 24, 60),
    KeyFormat("lsv2_pt_", .urlSafe, 32, 60), KeyFormat("lsv2_sk_", .urlSafe, 32, 60), KeyFormat("rpa_", .alphanumeric, 40, 60),
    KeyFormat("api_org_", .alphanumeric, 30, 40),
    KeyFormat("AKIA", .upper, 16, 16), KeyFormat("ASIA", .upper, 16, 16), KeyFormat("ABIA", .upper, 16, 16),
    KeyFormat("ACCA", .upper, 16, 16), KeyFormat("AROA", .upper, 16, 17),
    KeyFormat("AIDA", .upper, 16, 17), KeyFormat("AIza", .urlSafe, 35, 35), KeyFormat("GOCSPX-", .urlSafe, 24, 32),
    KeyFormat("ya29.", .urlSafe, 30, 240),
    KeyFormat("dop_v1_", .hex, 64, 64), KeyFormat("doo_v1_", .hex, 64, 64), KeyFormat("dor_v1_", .hex, 64, 64),
    KeyFormat("dapi", .hex, 32, 34),
    KeyFormat("ghp_", .alphanumeric, 36, 240), KeyFormat("gho_", .alphanumeric, 36, 240), KeyFormat("ghu_", .alphanumeric, 36, 240),
    KeyFormat("ghs_", .alphanumeric, 36, 240),
    KeyFormat("ghr_", .alphanumeric, 36, 240), KeyFormat("github_pat_", .urlSafe, 36, 120), KeyFormat("glpat-", .dotted, 20, 120),
    KeyFormat("gldt-", .urlSafe, 20, 80),
    KeyFormat("glrt-", .dotted, 20, 120), KeyFormat("glptt-", .urlSafe, 20, 80), KeyFormat("glcbt-", .urlSafe, 20, 80),
    KeyFormat("glsoat-", .urlSafe, 20, 80),
    KeyFormat("glsa_", .urlSafe, 32, 60), KeyFormat("npm_", .alphanumeric, 36, 36), KeyFormat("pypi-", .urlSafe, 50, 240),
    KeyFormat("rubygems_", .hex, 48, 48), KeyFormat("dckr_pat_", .urlSafe, 24, 40),
    KeyFormat("sk_live_", .alphanumeric, 10, 200), KeyFormat("sk_test_", .alphanumeric, 10, 200),
    KeyFormat("rk_live_", .alphanumeric, 10, 200), KeyFormat("rk_test_", .alphanumeric, 10, 200),
    KeyFormat("whsec_", .base64, 24, 80), KeyFormat("sq0atp-", .urlSafe, 22, 22), KeyFormat("sq0csp-", .urlSafe, 43, 43),
    KeyFormat("EAAA", .urlSafe, 60, 120),
    KeyFormat("shpat_", .hex, 32, 32), KeyFormat("shpca_", .hex, 32, 32), KeyFormat("shppa_", .hex, 32, 32),
    KeyFormat("shpss_", .hex, 32, 32),
    KeyFormat("xoxb-", .urlSafe, 20, 220), KeyFormat("xoxp-", .urlSafe, 20, 220), KeyFormat("xoxa-", .urlSafe, 20, 220),
    KeyFormat("xoxr-", .urlSafe, 20, 220), KeyFormat("xoxs-", .urlSafe, 20, 220),
    KeyFormat("xoxe", .dotted, 20, 220), KeyFormat("xoxc-", .urlSafe, 20, 220), KeyFormat("xapp-", .urlSafe, 20, 220),
    KeyFormat("SG.", .dotted, 60, 72), KeyFormat("SK", .hex, 32, 32),
    KeyFormat("AC", .hex, 32, 32), KeyFormat("key-", .hex, 32, 32),
    KeyFormat("hvs.", .urlSafe, 24, 200), KeyFormat("hvb.", .urlSafe, 24, 200),
    KeyFormat("lin_api_", .alphanumeric, 32, 48), KeyFormat("ntn_", .alphanumeric, 40, 60), KeyFormat("secret_", .alphanumeric, 40, 50),
    KeyFormat("figd_", .urlSafe, 30, 60),
    KeyFormat("PMAK-", .urlSafe, 50, 70), KeyFormat("sntrys_", .base64, 60, 240), KeyFormat("sntryu_", .hex, 60, 70),
    KeyFormat("NRAK-", .upper, 27, 27), KeyFormat("pul-", .hex, 40, 40),
    KeyFormat("ATATT3", .base64, 60, 240), KeyFormat("ops_eyJ", .base64, 60, 240), KeyFormat("AGE-SECRET-KEY-1", .upper, 58, 58),
    KeyFormat("dp.pt.", .alphanumeric, 40, 50),
    KeyFormat("tskey-", .urlSafe, 20, 80), KeyFormat("vault:v1:", .base64, 40, 240), KeyFormat("phx_", .alphanumeric, 40, 60),
    KeyFormat("sbp_", .hex, 40, 40), KeyFormat("cfut_", .urlSafe, 30, 80),
  ]
}
