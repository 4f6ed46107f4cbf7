extension KeyFormat {
  /// The formats that providers publish, or that their keys have had for years.
  static let all: [KeyFormat] = models + clouds + code + money + messages + work

  /// Model providers, and what is built around them.
  private static let models: [KeyFormat] = [
    KeyFormat("sk-ant-", .urlSafe, 20...200), KeyFormat("sk-proj-", .urlSafe, 20...220), KeyFormat("sk-svcacct-", .urlSafe, 20...220),
    KeyFormat("sk-admin-", .urlSafe, 20...220), KeyFormat("sk-or-v1-", .hex, 40...80), KeyFormat("sk-lf-", .urlSafe, 30...50),
    KeyFormat("sk-", .urlSafe, 20...120), KeyFormat("sess-", .alphanumeric, 40), KeyFormat("hf_", .alphanumeric, 30...50),
    KeyFormat("api_org_", .alphanumeric, 30...40), KeyFormat("nvapi-", .urlSafe, 40...100), KeyFormat("gsk_", .alphanumeric, 40...70),
    KeyFormat("r8_", .alphanumeric, 30...50), KeyFormat("xai-", .alphanumeric, 60...100), KeyFormat("pplx-", .alphanumeric, 40...60),
    KeyFormat("fw_", .alphanumeric, 20...40), KeyFormat("tgp_v1_", .urlSafe, 40...60), KeyFormat("csk-", .alphanumeric, 40...60),
    KeyFormat("jina_", .alphanumeric, 50...70), KeyFormat("pcsk_", .urlSafe, 50...90), KeyFormat("pa-", .urlSafe, 43, isStrict: true),
    KeyFormat("sk_", .hex, 48), KeyFormat("ak-", .alphanumeric, 22, isStrict: true), KeyFormat("as-", .alphanumeric, 22, isStrict: true),
    KeyFormat("e2b_", .hex, 40), KeyFormat("fc-", .hex, 32), KeyFormat("wandb_v1_", .urlSafe, 40...120),
    KeyFormat("tvly-", .urlSafe, 24...60), KeyFormat("lsv2_pt_", .urlSafe, 32...60), KeyFormat("lsv2_sk_", .urlSafe, 32...60),
    KeyFormat("rpa_", .alphanumeric, 40...60), KeyFormat("bedrock-api-key-", .base64, 40...), KeyFormat("ABSK", .base64, 80...),
  ]

  /// Clouds, hosts, and keepers of secrets.
  private static let clouds: [KeyFormat] =
    ["AKIA", "ASIA", "ABIA", "ACCA"].map { KeyFormat($0, .upper, 16) } + ["AROA", "AIDA"].map { KeyFormat($0, .upper, 16...17) }
    + ["dop_v1_", "doo_v1_", "dor_v1_"].map { KeyFormat($0, .hex, 64) }
    + ["dp.pt.", "dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."].map { KeyFormat($0, .dotted, 40...70) }
    + ["nfp_", "nfc_", "nfo_", "nfu_", "nfb_"].map { KeyFormat($0, .alphanumeric, 36...40) }
    + ["vcp_", "vci_", "vca_", "vcr_", "vck_"].map { KeyFormat($0, .alphanumeric, 40...70) }
    + ["fm1a_", "fm1r_", "fm2_"].map { KeyFormat($0, .base64, 60...) }
    + ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"].map { KeyFormat($0, .dotted, 32...64) }
    + ["dt0c01.", "dt0s01.", "dt0s02.", "dt0s16."].map { KeyFormat($0, .dotted, 80...100) }
    + [
      KeyFormat("IQoJb3JpZ2luX2Vj", .base64, 80...), KeyFormat("FwoGZXIvYXdz", .base64, 80...), KeyFormat("FQoGZXIvYXdz", .base64, 80...),
      KeyFormat("AIza", .urlSafe, 35), KeyFormat("GOCSPX-", .urlSafe, 24...32), KeyFormat("ya29.", .dotted, 30...),
      KeyFormat("1//0", .urlSafe, 36...), KeyFormat("GOOG1E", .upper, 50...60), KeyFormat("dapi", .hex, 32...34),
      KeyFormat("LTAI", .alphanumeric, 12...26), KeyFormat("AKID", .alphanumeric, 13...40), KeyFormat("AKLT", .alphanumeric, 30...70),
      KeyFormat("ALTAK", .alphanumeric, 20...24), KeyFormat("AQVN", .urlSafe, 35...40), KeyFormat("t1.", .dotted, 60..., isStrict: true),
      KeyFormat("y0_", .urlSafe, 50...70), KeyFormat("HRKU-", .urlSafe, 36...70), KeyFormat("tskey-", .urlSafe, 20...80),
      KeyFormat("cfut_", .urlSafe, 30...80), KeyFormat("v1.0-", .uuid, 160...180), KeyFormat("fo1_", .urlSafe, 43),
      KeyFormat("sbp_", .hex, 40), KeyFormat("sb_secret_", .urlSafe, 28...50), KeyFormat("rnd_", .alphanumeric, 24...40),
      KeyFormat("napi_", .alphanumeric, 50...70), KeyFormat("xau_", .alphanumeric, 30...50), KeyFormat("cflt", .base64, 60),
      KeyFormat("hvs.", .urlSafe, 24...), KeyFormat("hvb.", .urlSafe, 24...), KeyFormat("hvr.", .urlSafe, 24...),
      KeyFormat("s.", .alphanumeric, 24, isStrict: true), KeyFormat("vault:v1:", .base64, 40...), KeyFormat("atlasv1.", .urlSafe, 50...80),
      KeyFormat("pul-", .hex, 40), KeyFormat("sha256~", .urlSafe, 43), KeyFormat("AGE-SECRET-KEY-1", .upper, 58),
      KeyFormat("ops_eyJ", .base64, 60...), KeyFormat("A3-", .upperHyphen, 30...40), KeyFormat("ico-", .alphanumeric, 32),
      KeyFormat("00", .urlSafe, 40, isStrict: true),
    ]

  /// Code hosts, registries of packages, builds.
  private static let code: [KeyFormat] =
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { KeyFormat($0, .alphanumeric, 36...220) }
    + ["glpat-", "glrt-"].map { KeyFormat($0, .dotted, 20...120) }
    + ["gldt-", "glptt-", "glcbt-", "glsoat-", "glft-", "glagent-", "gloas-", "glimt-", "glffct-"].map { KeyFormat($0, .urlSafe, 20...80) }
    + ["ATATT3", "ATCTT3", "ATSTT3"].map { KeyFormat($0, .base64, 60...) } + ["squ_", "sqp_", "sqa_"].map { KeyFormat($0, .hex, 40) }
    + ["CCIPAT_", "CCIPRJ_"].map { KeyFormat($0, .urlSafe, 40...80) }
    + ["pnu_", "pnb_", "ddp_", "ddw_"].map { KeyFormat($0, .alphanumeric, 36) }
    + [
      KeyFormat("github_pat_", .urlSafe, 36...120), KeyFormat("GR1348941", .urlSafe, 20...30), KeyFormat("ATBB", .alphanumeric, 24...40),
      KeyFormat("npm_", .alphanumeric, 36), KeyFormat("pypi-", .urlSafe, 50...), KeyFormat("rubygems_", .hex, 48),
      KeyFormat("dckr_pat_", .urlSafe, 24...40), KeyFormat("dckr_oat_", .urlSafe, 24...40), KeyFormat("oy2", .alphanumeric, 43),
      KeyFormat("cio", .alphanumeric, 32), KeyFormat("CLOJARS_", .hex, 60), KeyFormat("AKCp", .alphanumeric, 60...80),
      KeyFormat("ovsxp_", .uuid, 36), KeyFormat("bkua_", .hex, 40), KeyFormat("sgp_", .urlSafe, 40...60), KeyFormat("API-", .upper, 26),
      KeyFormat("tr_dev_", .alphanumeric, 20...30), KeyFormat("tr_prod_", .alphanumeric, 20...30),
      KeyFormat("snyk_uat.", .dotted, 40...), KeyFormat("snyk_sat.", .dotted, 40...),
    ]

  /// Payment and shops.
  private static let money: [KeyFormat] =
    ["sk_live_", "sk_test_", "rk_live_", "rk_test_"].map { KeyFormat($0, .alphanumeric, 10...200) }
    + ["shpat_", "shpca_", "shppa_", "shpss_"].map { KeyFormat($0, .hex, 32) }
    + ["access_token$production$", "access_token$sandbox$"].map { KeyFormat($0, .dollar, 49) }
    + ["access-sandbox-", "access-development-", "access-production-"].map { KeyFormat($0, .uuid, 36) }
    + ["shippo_live_", "shippo_test_"].map { KeyFormat($0, .hex, 40) }
    + ["duffel_live_", "duffel_test_"].map { KeyFormat($0, .urlSafe, 43) }
    + ["rzp_live_", "rzp_test_"].map { KeyFormat($0, .alphanumeric, 14) }
    + ["FLWSECK-", "FLWSECK_TEST-"].map { KeyFormat($0, .urlSafe, 12...50) }
    + [
      KeyFormat("whsec_", .base64, 24...80), KeyFormat("sq0atp-", .urlSafe, 22), KeyFormat("sq0csp-", .urlSafe, 43),
      KeyFormat("EAAA", .urlSafe, 60...120), KeyFormat("AQE", .base64, 80..., isStrict: true), KeyFormat("EZAK", .alphanumeric, 54),
      KeyFormat("EZTK", .alphanumeric, 54), KeyFormat("polar_oat_", .alphanumeric, 40...50),
    ]

  /// Messages, mail, and what is posted to an address that is the key.
  private static let messages: [KeyFormat] =
    ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxc-", "xapp-"].map { KeyFormat($0, .urlSafe, 20...220) }
    + [
      KeyFormat("xoxe", .dotted, 20...220), KeyFormat("xoxd-", .percent, 40...), KeyFormat("SG.", .dotted, 60...72),
      KeyFormat("SK", .hex, 32), KeyFormat("AC", .hex, 32), KeyFormat("key-", .alphanumeric, 32),
      KeyFormat("hooks.slack.com/services/", .path, 30...80), KeyFormat("hooks.slack.com/workflows/", .path, 30...90),
      KeyFormat("discord.com/api/webhooks/", .path, 60...110), KeyFormat("discordapp.com/api/webhooks/", .path, 60...110),
      KeyFormat("EAA", .alphanumeric, 90..., isStrict: true), KeyFormat("IGQV", .urlSafe, 90..., isStrict: true),
      KeyFormat("AAAAAAAAAAAAAAAAAAAAA", .percent, 70...120, isStrict: true), KeyFormat("xkeysib-", .urlSafe, 81),
      KeyFormat("xsmtpsib-", .urlSafe, 81), KeyFormat("re_", .urlSafe, 24...40, isStrict: true),
      KeyFormat("secret-live-", .urlSafe, 30...60),
      KeyFormat("secret-test-", .urlSafe, 30...60), KeyFormat("dG9rOg", .base64, 40...80), KeyFormat("nyk_v0_", .alphanumeric, 50...90),
    ]

  /// Tools of work: documents, tickets, designs, measurements.
  private static let work: [KeyFormat] =
    ["figd_", "figu_", "figo_", "figoh_", "figor_"].map { KeyFormat($0, .urlSafe, 30...60) }
    + ["pat-na1-", "pat-na2-", "pat-na3-", "pat-eu1-", "pat-ap1-"].map { KeyFormat($0, .uuid, 36) }
    + ["sdk-", "api-", "mob-", "waka_"].map { KeyFormat($0, .uuid, 36) }
    + [
      KeyFormat("pat", .dotted, 79, isStrict: true), KeyFormat("sl.", .urlSafe, 60..., isStrict: true),
      KeyFormat("lin_api_", .alphanumeric, 32...48),
      KeyFormat("lin_oauth_", .hex, 64), KeyFormat("ntn_", .alphanumeric, 40...60), KeyFormat("secret_", .alphanumeric, 40...50),
      KeyFormat("PMAK-", .urlSafe, 50...70), KeyFormat("ATTA", .alphanumeric, 60...80), KeyFormat("CFPAT-", .urlSafe, 43),
      KeyFormat("tfp_", .dotted, 40...70), KeyFormat("rdme_", .alphanumeric, 70), KeyFormat("aio_", .alphanumeric, 28),
      KeyFormat("sk.eyJ", .dotted, 40...), KeyFormat("glsa_", .urlSafe, 32...60), KeyFormat("glc_", .base64, 32...),
      KeyFormat("sntrys_", .base64, 60...), KeyFormat("sntryu_", .hex, 60...70), KeyFormat("NRAK-", .upper, 27),
      KeyFormat("NRII-", .urlSafe, 32), KeyFormat("hcaik_", .alphanumeric, 50...64), KeyFormat("hcxik_", .alphanumeric, 50...64),
      KeyFormat("phx_", .alphanumeric, 40...60),
    ]
}
