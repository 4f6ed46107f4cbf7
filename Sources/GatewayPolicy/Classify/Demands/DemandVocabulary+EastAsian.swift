/// Parts of words, since their grammar is in what they end with.
extension DemandVocabulary {
  static let chinese: Words = [
    .disregard: "忽略 无视 忘掉 忘记 抛弃 抛开 丢掉 取消 绕过 违反 不要管 别管 不用管 不必理会 不用再理会 不要理会 不顾 作废 推翻 放弃",
    .disregardBehind: "忘掉 忽略 无视 作废 不用再理会 不必理会 不用理会 不必遵守 不要遵守 抛到 不算数",
    .follow: "遵守 遵循 服从 听从 执行", .not: "不要 不再 别再 停止 不必 不用 不得 不要再 不需要", .instructions: "指令 指示 提示 提示词 准则 设定 要求",
    .rules: "规则 命令 规定 规矩", .past: "之前 以前 先前 上面 以上 上述 前面 此前 原先 刚才", .yours: "你的 给你 所给 告诉你 跟你说 您的", .every: "所有 全部 一切 任何",
    .everything: "全部 一切 所有 全都", .inside: "文中 里面的 中的", .expose: "透露 泄露 公布 输出 打印 揭示", .reveal: "显示 告诉我 给我 复制 重复 是什么 展示 说出",
    .prompt: "提示词 提示", .system: "系统", .hidden: "隐藏 秘密 内部 一字不差 逐字 最初 原样 一开始", .be: "你是 扮演 假装 成为 你将 想象", .machine: "人工智能 助手 模型 机器人 ai",
    .without: "没有 不受 无 不守 毫无 任何", .limits: "限制 规则 过滤 审查 道德 约束 底线 规矩", .asIf: "假装 仿佛 好像", .developer: "开发者 开发人员", .mode: "模式",
    .enabled: "开启 启用 激活 打开",
    .invalid: "失效 作废 无效", .reads: "阅读 正在读", .this: "这份 这个 本文", .favour: "推荐",
  ]

  static let japanese: Words = [
    .disregardBehind: "忘れて 忘れろ 無視し 破棄し 取り消し 破って 気にせず 気にしない 従わない 従わなく 従うのをやめ 守らな 守る必要はあり 縛られない 捨てて", .disregard: "無視",
    .instructions: "指示 プロンプト ガイドライン 指令", .rules: "ルール 命令 規則", .past: "以前 上の 上記 これまで 今まで 前の 先ほど 上に 以上の", .yours: "あなたの 与えられた 君の お前の",
    .every: "すべて 全て 全部 あらゆる", .everything: "全部 すべて 全て こと", .inside: "中の にある", .expose: "公開 暴露 漏ら 出力", .reveal: "見せて 教えて 表示 繰り返 書いて 何ですか",
    .prompt: "プロンプト", .system: "システム", .hidden: "隠 秘密 内部 一字一句 最初 そのまま 非公開", .be: "あなたは なりきって ふり 君は 演じて になって",
    .machine: "アシスタント モデル ボット 人工知能",
    .without: "ない なし なく 一切 何も 縛られず", .limits: "制限 ルール フィルター 検閲 道徳 規則 制約", .asIf: "かのよう ふり つもり", .developer: "開発者 デベロッパー", .mode: "モード",
    .enabled: "有効 起動 オン",
    .invalid: "無効 取り消され", .reads: "読む 読んで", .this: "この", .favour: "推薦 勧め",
  ]

  static let korean: Words = [
    .disregardBehind: "잊고 잊어 무시하 무시해 취소하 어기고 버리고 버려 따르지 지키지 폐기", .disregard: "무시",
    .instructions: "지시 지침 프롬프트 가이드라인", .rules: "명령 규칙", .past: "이전 위의 앞의 앞선 지금까지 위에 방금 기존", .yours: "너의 네가 당신의 너에게 주어진 받은",
    .every: "모두 모든 전부", .everything: "다 모두 모든 전부", .inside: "안에 속의", .expose: "공개해 폭로 출력", .reveal: "보여 알려 말해 반복 복사 뭐야", .prompt: "프롬프트",
    .system: "시스템",
    .hidden: "숨은 숨겨진 비밀 내부 그대로 처음에 빠짐없이 글자도", .be: "너는 당신은 역할 행동 상상", .machine: "인공지능 비서 모델 챗봇", .without: "없는 없이 없다 없고 하나도 어떤 아무",
    .limits: "제한 규칙 필터 검열 도덕 제약", .asIf: "것처럼 듯이", .developer: "개발자", .mode: "모드", .enabled: "켜졌 활성화", .invalid: "무효 유효하지", .reads: "읽는 읽고",
    .this: "이", .favour: "추천",
  ]
}
