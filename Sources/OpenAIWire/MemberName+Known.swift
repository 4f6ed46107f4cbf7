/// The names that this library reads, as the words that they are compared by: first byte lowest, eight bytes a word. They are written out so
/// that the compiler knows them; a test compares each with its text.
extension MemberName {
  static var abort: Self { Self(0x74_726f_6261, count: 5) }
  static var arguments: Self { Self(0x746e_656d_7567_7261, 0x73, count: 9) }
  static var audio: Self { Self(0x6f_6964_7561, count: 5) }
  static var bestOf: Self { Self(0x66_6f5f_7473_6562, count: 7) }
  static var cacheSalt: Self { Self(0x6173_5f65_6863_6163, 0x746c, count: 10) }
  static var cachedTokens: Self { Self(0x745f_6465_6863_6163, 0x73_6e65_6b6f, count: 13) }
  static var chatTemplate: Self { Self(0x6d65_745f_7461_6863, 0x65_7461_6c70, count: 13) }
  static var chatTemplateKwargs: Self { Self(0x6d65_745f_7461_6863, 0x776b_5f65_7461_6c70, 0x7367_7261, count: 20) }
  static var choices: Self { Self(0x73_6563_696f_6863, count: 7) }
  static var code: Self { Self(0x6564_6f63, count: 4) }
  static var completionTokens: Self { Self(0x6974_656c_706d_6f63, 0x6e65_6b6f_745f_6e6f, 0x73, count: 17) }
  static var content: Self { Self(0x74_6e65_746e_6f63, count: 7) }
  static var contentFilter: Self { Self(0x5f74_6e65_746e_6f63, 0x7265_746c_6966, count: 14) }
  static var created: Self { Self(0x64_6574_6165_7263, count: 7) }
  static var data: Self { Self(0x6174_6164, count: 4) }
  static var delta: Self { Self(0x61_746c_6564, count: 5) }
  static var detail: Self { Self(0x6c69_6174_6564, count: 6) }
  static var documents: Self { Self(0x746e_656d_7563_6f64, 0x73, count: 9) }
  static var error: Self { Self(0x72_6f72_7265, count: 5) }
  static var fallbacks: Self { Self(0x6b63_6162_6c6c_6166, 0x73, count: 9) }
  static var finishReason: Self { Self(0x725f_6873_696e_6966, 0x6e_6f73_6165, count: 13) }
  static var function: Self { Self(0x6e6f_6974_636e_7566, count: 8) }
  static var functionCall: Self { Self(0x6e6f_6974_636e_7566, 0x6c_6c61_635f, count: 13) }
  static var functions: Self { Self(0x6e6f_6974_636e_7566, 0x73, count: 9) }
  static var guidedChoice: Self { Self(0x635f_6465_6469_7567, 0x65_6369_6f68, count: 13) }
  static var guidedGrammar: Self { Self(0x675f_6465_6469_7567, 0x7261_6d6d_6172, count: 14) }
  static var guidedJSON: Self { Self(0x6a5f_6465_6469_7567, 0x6e_6f73, count: 11) }
  static var guidedRegex: Self { Self(0x725f_6465_6469_7567, 0x7865_6765, count: 12) }
  static var custom: Self { Self(0x6d6f_7473_7563, count: 6) }
  static var id: Self { Self(0x6469, count: 2) }
  static var includeUsage: Self { Self(0x5f65_6475_6c63_6e69, 0x65_6761_7375, count: 13) }
  static var index: Self { Self(0x78_6564_6e69, count: 5) }
  static var input: Self { Self(0x74_7570_6e69, count: 5) }
  static var length: Self { Self(0x6874_676e_656c, count: 6) }
  static var location: Self { Self(0x63_6f6c, count: 3) }
  static var maxCompletionTokens: Self { Self(0x706d_6f63_5f78_616d, 0x745f_6e6f_6974_656c, 0x73_6e65_6b6f, count: 21) }
  static var maxModelLength: Self { Self(0x6564_6f6d_5f78_616d, 0x6e_656c_5f6c, count: 13) }
  static var maxTokens: Self { Self(0x656b_6f74_5f78_616d, 0x736e, count: 10) }
  static var message: Self { Self(0x65_6761_7373_656d, count: 7) }
  static var messages: Self { Self(0x7365_6761_7373_656d, count: 8) }
  static var model: Self { Self(0x6c_6564_6f6d, count: 5) }
  static var msg: Self { Self(0x67_736d, count: 3) }
  static var n: Self { Self(0x6e, count: 1) }
  static var name: Self { Self(0x656d_616e, count: 4) }
  static var object: Self { Self(0x7463_656a_626f, count: 6) }
  static var ownedBy: Self { Self(0x7962_5f64_656e_776f, count: 8) }
  static var param: Self { Self(0x6d_6172_6170, count: 5) }
  static var parent: Self { Self(0x746e_6572_6170, count: 6) }
  static var priority: Self { Self(0x7974_6972_6f69_7270, count: 8) }
  static var prompt: Self { Self(0x7470_6d6f_7270, count: 6) }
  static var promptCacheKey: Self { Self(0x635f_7470_6d6f_7270, 0x7965_6b5f_6568_6361, count: 16) }
  static var promptEmbeds: Self { Self(0x655f_7470_6d6f_7270, 0x73_6465_626d, count: 13) }
  static var promptTokens: Self { Self(0x745f_7470_6d6f_7270, 0x73_6e65_6b6f, count: 13) }
  static var promptTokensDetails: Self { Self(0x745f_7470_6d6f_7270, 0x6564_5f73_6e65_6b6f, 0x73_6c69_6174, count: 21) }
  static var reasoning: Self { Self(0x6e69_6e6f_7361_6572, 0x67, count: 9) }
  static var reasoningContent: Self { Self(0x6e69_6e6f_7361_6572, 0x6e65_746e_6f63_5f67, 0x74, count: 17) }
  static var refusal: Self { Self(0x6c_6173_7566_6572, count: 7) }
  static var responseFormat: Self { Self(0x6573_6e6f_7073_6572, 0x74_616d_726f_665f, count: 15) }
  static var role: Self { Self(0x656c_6f72, count: 4) }
  static var root: Self { Self(0x746f_6f72, count: 4) }
  static var status: Self { Self(0x7375_7461_7473, count: 6) }
  static var stop: Self { Self(0x706f_7473, count: 4) }
  static var stream: Self { Self(0x6d61_6572_7473, count: 6) }
  static var streamOptions: Self { Self(0x6f5f_6d61_6572_7473, 0x736e_6f69_7470, count: 14) }
  static var structuredOutputs: Self { Self(0x7275_7463_7572_7473, 0x7570_7475_6f5f_6465, 0x7374, count: 18) }
  static var suffix: Self { Self(0x7869_6666_7573, count: 6) }
  static var text: Self { Self(0x7478_6574, count: 4) }
  static var thinking: Self { Self(0x676e_696b_6e69_6874, count: 8) }
  static var toolCalls: Self { Self(0x6c61_635f_6c6f_6f74, 0x736c, count: 10) }
  static var tools: Self { Self(0x73_6c6f_6f74, count: 5) }
  static var totalTokens: Self { Self(0x6f74_5f6c_6174_6f74, 0x736e_656b, count: 12) }
  static var type: Self { Self(0x6570_7974, count: 4) }
  static var usage: Self { Self(0x65_6761_7375, count: 5) }
  static var uuid: Self { Self(0x6469_7575, count: 4) }
}
