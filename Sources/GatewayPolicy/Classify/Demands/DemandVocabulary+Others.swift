extension DemandVocabulary {
  static let greek: Words = [
    .disregard: "αγνόησε αγνοήστε ξέχασε ξέχνα ξεχάστε πέτα ακύρωσε παράκαμψε παράβλεψε απόρριψε",
    .follow: "ακολουθείς ακολουθείτε ακολουθήσεις τηρείς υπακούς δίνεις ακολουθάς",
    .not: "μη μην σταμάτα ποτέ", .instructions: "οδηγίες οδηγία κατευθύνσεις προτροπές", .rules: "κανόνες κανόνα εντολές εντολή διαταγές",
    .past: "προηγούμεν:ες,ους,α πρότερ:ες,ους παραπάνω πριν παλι:ές,ούς τώρα ανωτέρω προγενέστερ:ες", .yours: "σου σας",
    .every: "όλες όλους κάθε", .everything: "όλα ό,τι",
    .inside: "στο στη στην για του της", .expose: "αποκάλυψε φανέρωσε", .reveal: "δείξε γράψε επανάλαβε τύπωσε αντίγραψε πες ποια ποιο",
    .prompt: "προτροπή prompt", .system: "συστήματος",
    .hidden: "κρυφ:ές,ούς,ή,ό μυστικ:ές,ούς,ό εσωτερικές λέξη αρχικές", .be: "είσαι παίξε προσποιήσου κάνε φαντάσου",
    .machine: "τν νοημοσύνη βοηθός μοντέλο ai", .without: "χωρίς κανέναν δεν κανένα",
    .limits: "περιορισμό περιορισμούς κανόνα κανόνες φίλτρα λογοκρισία όρια ηθική", .asIf: "σαν προσποιήσου", .developer: "προγραμματιστή",
    .mode: "λειτουργία", .enabled: "ενεργοποιήθηκε ενεργή",
    .invalid: "άκυρες άκυροι", .reads: "διαβάζει", .this: "αυτό αυτή", .favour: "πρότεινε",
  ]

  static let turkish: Words = [
    .disregardBehind: "unut:,un bırak:,ın etme:,yin alma:,yın uyma:,yın çiğne boşver", .disregard: "unut:,un",
    .instructions: "talimat:lar,ları,lara,larını,larına,ların yönerge:ler,leri,lere,lerini,lerine istem:ler,leri,ini prompt:u,unu,ları",
    .rules: "kural:lar,ları,lara,larını,larına,ların komut:lar,ları,lara emir:ler,leri",
    .past: "önceki yukarıdaki önce üstteki şimdiye kadar evvelki",
    .yours: "sana size verilen kurallarını kurallarına talimatlarını talimatlarına yönergelerini yönergelerine", .every: "tüm bütün hiçbir",
    .everything: "şeyi", .inside: "içindeki", .expose: "açıkla ifşa yazdır", .reveal: "göster yaz tekrarla kopyala söyle nedir",
    .prompt: "istemini promptunu", .system: "sistem",
    .hidden: "gizli kelimesine aynen kelimesi başında", .be: "sın sin zekasın zekâsın gibi rolünü davran",
    .machine: "yapay zekâ zeka zekâsın asistan model bot", .without: "hiçbir olmayan yok olmadan uymaz",
    .limits: "kural:ı,ın,lar,a,lara sınır:ı,lar filtre:si sansür ahlak kısıtlama:sı", .asIf: "yokmuş gibi", .developer: "geliştirici",
    .mode: "modu", .enabled: "açıldı etkin etkinleştirildi açık", .invalid: "geçersiz iptal",
    .reads: "okuyan", .this: "bu", .favour: "öner",
  ]

  static let arabic: Words = [
    .disregard: "تجاهل تجاهلي تجاهلوا انس انسى انسَ ألغ تجاوز اترك تخل تخلى تخلَّ أهمل", .follow: "تتبع تلتزم تطع تلتفت اتباع تنفذ",
    .not: "لا توقف لن فلا",
    .instructions: "تعليمات التعليمات تعليماتك توجيهات التوجيهات توجيهاتك إرشادات الإرشادات",
    .rules: "قواعد القواعد قواعدك الأوامر أوامر أوامرك القوانين",
    .past: "السابقة السابق أعلاه سابقا سبق قبل الآن الماضية", .yours: "قواعدك تعليماتك توجيهاتك أوامرك المعطاة لك لديك",
    .every: "جميع كل كافة", .everything: "كل", .inside: "في من ل",
    .expose: "اكشف أظهر أفش", .reveal: "اعرض اطبع انسخ أعطني كرر ما أرني اكتب", .prompt: "موجه موجهك المطالبة", .system: "النظام",
    .hidden: "المخفية السرية الداخلية حرفيا الخاص السري البداية الخفية",
    .be: "أنت تصرف تقمص تخيل تظاهر", .machine: "ذكاء اصطناعي مساعد نموذج للذكاء الاصطناعي", .without: "بلا دون بدون لا",
    .limits: "قيود قواعد قانون رقابة حدود مرشحات أخلاق", .asIf: "كأنه كأنك كأن كما",
    .developer: "المطور المطورين", .mode: "وضع", .enabled: "تفعيل مفعل تشغيل", .invalid: "ملغاة لاغية", .reads: "يقرأ تقرأ",
    .this: "هذه هذا", .favour: "أوص أوصِ",
  ]

  static let hindi: Words = [
    .disregardBehind: "भूल भूलो नज़रअंदाज़ नजरअंदाज अनदेखा रद्द छोड़ तोड़", .follow: "ध्यान पालन", .not: "मत न बंद",
    .instructions: "निर्देश निर्देशों हिदायत हिदायतों प्रॉम्प्ट", .rules: "नियम नियमों आदेश आदेशों", .past: "पिछले पिछली पहले पूर्व ऊपर अब उपरोक्त", .yours: "अपने अपना तुम्हें तुम्हारे दिए",
    .every: "सभी सारे सब", .everything: "सब", .inside: "में", .expose: "उजागर", .reveal: "दिखाओ बताओ दोहराओ छापो लिखो दिखाएं बताएं", .prompt: "प्रॉम्प्ट",
    .system: "सिस्टम", .hidden: "छिपे गुप्त आंतरिक शब्दशः हूबहू शुरुआती",
    .be: "तुम आप निभाओ बनो", .machine: "एआई सहायक मॉडल", .without: "बिना नहीं किसी", .limits: "पाबंदी नियम नियमों फ़िल्टर सेंसर सीमा नैतिकता", .asIf: "जैसे मानो",
    .developer: "डेवलपर", .mode: "मोड", .enabled: "चालू सक्रिय",
    .invalid: "रद्द अमान्य", .reads: "पढ़ने", .this: "इस यह", .favour: "सिफ़ारिश",
  ]

  static let vietnamese: Words = [
    .disregard: "quên bỏ hủy phớt", .follow: "theo tuân ý làm", .not: "đừng không ngừng", .instructions: "dẫn thị nhắc",
    .rules: "tắc luật định lệnh",
    .past: "trước trên", .yours: "bạn mày", .every: "mọi tất các", .everything: "hết", .inside: "trong", .expose: "lộ in",
    .reveal: "hiển xem cho lặp sao",
    .prompt: "nhắc prompt", .system: "thống", .hidden: "ẩn mật nguyên nội", .be: "là vai giả", .machine: "ai trợ hình", .without: "không",
    .limits: "giới hạn luật tắc lọc kiểm đức", .asIf: "thể như",
    .developer: "triển", .mode: "độ", .enabled: "bật kích", .reads: "đọc", .this: "này", .favour: "xuất",
  ]

  static let indonesian: Words = [
    .disregard: "abaikan lupakan buang batalkan langgar kesampingkan hiraukan", .follow: "ikuti mengikuti hiraukan patuhi dipatuhi turuti",
    .not: "jangan tidak berhenti tak", .instructions: "instruksi instruksimu petunjuk arahan pedoman pedomanmu prompt",
    .rules: "aturan aturanmu perintah peraturan",
    .past: "sebelumnya tadi atas terdahulu lalu sebelum pernah",
    .yours: "aturanmu instruksimu pedomanmu kamu anda kepadamu diberikan promptmu", .every: "semua segala seluruh",
    .everything: "semua segala",
    .inside: "dalam untuk", .expose: "ungkapkan bocorkan", .reveal: "tampilkan tunjukkan perlihatkan cetak salin ulangi tuliskan apa",
    .prompt: "prompt promptmu sistemmu", .system: "sistem sistemmu",
    .hidden: "tersembunyi rahasia rahasiamu internal kata persis", .be: "kamu anda perankan jadilah bersikaplah bertingkahlah",
    .machine: "ai asisten model kecerdasan", .without: "tanpa tidak",
    .limits: "batasan aturan filter sensor moral batas peraturan", .asIf: "seolah seakan", .developer: "pengembang", .mode: "mode",
    .enabled: "aktif diaktifkan", .invalid: "batal dicabut", .reads: "membaca",
    .this: "ini", .favour: "rekomendasikan",
  ]
}
