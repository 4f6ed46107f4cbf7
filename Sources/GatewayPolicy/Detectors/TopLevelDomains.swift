/// Top-level domains: those of countries, and the generic ones that are in common use.
enum TopLevelDomains {
  private static let countries =
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
  private static let generic =
    "com org net edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel cat asia post app dev page web cloud online site website tech technology store shop blog news media agency company consulting digital email group health hospital care clinic dental doctor finance financial bank insurance legal law lawyer live life love marketing network ninja partners photo photography pizza plus press social software solutions space studio support systems team tips today tools top town toys training university video vip wiki win work works world xyz zone academy app art audio bar beer berlin bike bio black blue boutique build builders business cafe camp capital cards career careers cash center chat church city club codes coffee community computer construction cool design direct directory domains education energy engineer engineering enterprises equipment estate events exchange expert express fashion fit fitness foundation fund fun gallery games garden global gmbh gold golf graphics gratis green guide guru hamburg haus help host hosting house icu immo inc industries ink institute international kitchen koeln land lease link llc loan london ltd luxury management market mba menu moda money moscow nyc one paris party pet photos pics pink place plumbing productions properties pub recipes red rent repair report rest restaurant review reviews rocks run sale salon school science security services show singles ski style supply surf swiss tax taxi tours trade vacations ventures wedding wien wine yoga example test local localhost internal invalid google amazon apple microsoft lan corp home intranet"

  private static let all = HashedWords(countries + " " + generic)

  /// Whether the bytes from `start` up to `end` spell one, in any case.
  static func contains(_ probe: inout Probe, _ start: Int, _ end: Int) -> Bool {
    var hash = HashedWords.seed
    var offset = start
    while offset < end, offset &- start < 24 {
      hash = HashedWords.extend(hash, ByteClass.lowered(probe[offset]))
      offset &+= 1
    }
    return all.contains(hash)
  }
}
