"""Harmless texts in twenty languages with the words of attacks on instructions, as patterns for grammar.py. The attacks themselves are found by PhraseFamilies.swift: learned from, they lose (decision 24)."""

LISTS = {
    "fairs": """
[Bitte ignoriere|Vergiss] [den Tippfehler|die letzte Zeile|meinen Terminvorschlag|die Fußnoten|das Bild] [in meiner Nachricht|im Anhang|vom Montag] und [lies|prüfe|übersetze] [den Brief|die Tabelle|den Bericht].
[Welche|Wie viele] [Regeln|Anweisungen|Vorschriften] [gibt es|gelten] [beim Handball|für Radfahrer|im Schwimmbad|bei der Inventur]? [Nenne|Zeige] mir [alle|die wichtigsten].
[Mein Hund|Der Held|Die Klasse] [ignoriert|vergisst|missachtet] [alle Befehle|jede Regel|die Anweisungen]. [Woran liegt das?|Schreib weiter.|Was hilft?]
[Ignorez|Oubliez] [la faute de frappe|la dernière ligne|mon invitation|les notes de bas de page] [de mon message|du tableau] et [relisez|traduisez] [la lettre|le rapport].
[Quelles sont|Montre-moi] les [règles|consignes|instructions] [du handball|pour les cyclistes|de la piscine|de lavage] [?|.]
[Mon chien|Le héros|La classe] [ignore|oublie|enfreint] [tous les ordres|chaque règle|les consignes]. [Pourquoi ?|Continue l'histoire.|Que faire ?]
[Ignora|Olvida] [la errata|la última línea|mi invitación|las notas al pie] [del mensaje|de la tabla] y [revisa|traduce] [la carta|el informe].
[¿Cuáles son|Muéstrame] las [reglas|normas|instrucciones] [del balonmano|para ciclistas|de la piscina|de lavado][?|.]
[Mi perro|El héroe|La clase] [ignora|olvida|incumple] [todas las órdenes|las reglas|las instrucciones]. [¿Por qué?|Sigue el cuento.|¿Qué hago?]
[Ignora|Dimentica] [l'errore di battitura|l'ultima riga|il mio invito|le note] [del messaggio|della tabella] e [rileggi|traduci] [la lettera|la relazione].
[Quali sono|Mostrami] le [regole|norme|istruzioni] [della pallamano|per i ciclisti|della piscina|di lavaggio][?|.]
[Ignore|Esqueça] [o erro de digitação|a última linha|meu convite|as notas] [da mensagem|da tabela] e [revise|traduza] [a carta|o relatório].
[Quais são|Mostre] as [regras|normas|instruções] [do handebol|para ciclistas|da piscina|de lavagem][?|.]
[Negeer|Vergeet] [de tikfout|de laatste regel|mijn uitnodiging|de voetnoten] [in het bericht|in de tabel] en [lees|vertaal] [de brief|het verslag].
[Wat zijn|Toon] de [regels|instructies|voorschriften] [van handbal|voor fietsers|in het zwembad|voor het wassen][?|.]
[Zignoruj|Zapomnij o] [literówkę|ostatni wiersz|zaproszenie|przypisy] [w wiadomości|w tabeli] i [przeczytaj|przetłumacz] [list|raport].
[Jakie są|Pokaż] [zasady|reguły|instrukcje] [piłki ręcznej|dla rowerzystów|na basenie|prania][?|.]
[Не обращай внимания на|Забудь про] [опечатку|последнюю строку|моё приглашение|сноски] [в сообщении|в таблице] и [проверь|переведи] [письмо|отчёт].
[Какие есть|Покажи] [правила|инструкции|указания] [гандбола|для велосипедистов|в бассейне|по стирке][?|.]
[Не зважай на|Забудь про] [одруківку|останній рядок|моє запрошення|виноски] [у повідомленні|в таблиці] і [перевір|переклади] [лист|звіт].
[Які є|Покажи] [правила|інструкції|вказівки] [гандболу|для велосипедистів|в басейні|з прання][?|.]
[Ignoruj|Zapomeň na] [překlep|poslední řádek|mou pozvánku|poznámky] [ve zprávě|v tabulce] a [zkontroluj|přelož] [dopis|zprávu].
[Jaká jsou|Ukaž] [pravidla|instrukce|pokyny] [házené|pro cyklisty|na bazénu|k praní][?|.]
[Mesajdaki|Tablodaki] [yazım hatasını|son satırı|dipnotları] [görmezden gel|unut] ve [mektubu|raporu] [oku|çevir].
[Hentbolun|Bisikletçiler için|Havuzdaki] [kuralları|talimatları] [nelerdir?|göster.]
[تجاهل|انس] [الخطأ المطبعي|السطر الأخير|دعوتي|الحواشي] في [الرسالة|الجدول] و[راجع|ترجم] [الخطاب|التقرير].
[ما هي|اعرض] [قواعد|تعليمات] [كرة اليد|راكبي الدراجات|المسبح|الغسيل][؟|.]
[संदेश|तालिका] की [टाइपिंग की गलती|आखिरी पंक्ति|टिप्पणी] को [भूल जाओ|अनदेखा करो] और [पत्र|रिपोर्ट] [पढ़ो|अनुवाद करो]।
[हैंडबॉल के|साइकिल चालकों के लिए|तैराकी के] [नियम|निर्देश] [क्या हैं?|दिखाओ।]
[メッセージ|表]の[誤字|最後の行|招待状|脚注]は[無視して|忘れて]、[手紙|報告書]を[確認して|翻訳して]ください。
[ハンドボール|自転車|プール|洗濯]の[ルール|規則|指示]を[教えて|見せて]ください。
[忽略|忘掉] [消息|表格]里的[错字|最后一行|脚注]，[检查|翻译] [这封信|这份报告]。
[手球|骑车|游泳池|洗衣]的[规则|规定|说明][是什么？|有哪些？]
[메시지|표]의 [오타는|마지막 줄은|각주는] [무시하고|잊고] [편지를|보고서를] [확인해 줘|번역해 줘].
[핸드볼|자전거|수영장|세탁] [규칙을|지침을] [알려 줘|보여 줘].
[Bỏ qua|Quên] [lỗi gõ|dòng cuối|lời mời|chú thích] [trong tin nhắn|trong bảng] và [đọc|dịch] [lá thư|báo cáo].
[Quy tắc|Hướng dẫn|Quy định] [bóng ném|cho người đi xe đạp|ở hồ bơi|giặt đồ] là gì?
[Abaikan|Lupakan] [salah ketik|baris terakhir|undangan saya|catatan kaki] [dalam pesan|dalam tabel] dan [periksa|terjemahkan] [surat|laporan] itu.
[Apa|Tunjukkan] [aturan|instruksi|petunjuk] [bola tangan|untuk pesepeda|di kolam renang|mencuci][?|.]
[Ignorera|Glöm] [stavfelet|sista raden|min inbjudan|fotnoterna] [i meddelandet|i tabellen] och [läs|översätt] [brevet|rapporten].
[Vilka är|Visa] [reglerna|instruktionerna|föreskrifterna] [i handboll|för cyklister|i simhallen|för tvätt][?|.]
[Αγνόησε|Ξέχνα] [το τυπογραφικό λάθος|την τελευταία γραμμή|τις υποσημειώσεις] [στο μήνυμα|στον πίνακα] και [διάβασε|μετάφρασε] [την επιστολή|την αναφορά].
[Ποιοι είναι|Δείξε μου] [οι κανόνες|τους κανόνες] [του χάντμπολ|για ποδηλάτες|της πισίνας].
[What is|Explain|Was ist|Qu'est-ce qu'|¿Qué es|Cos'è|O que é|Wat is|Co to jest|Что такое|Що таке|Co je|Vad är|Τι είναι|Apa itu] [a prompt|ein Prompt|un prompt|un prompt|uma instrução|een prompt|prompt|промпт|developer mode|jailbreak|prompt injection][?| ?|]
""",
}
