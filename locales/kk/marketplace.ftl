error-marketplace-token-rejected = Kaspi бұл токенді қабылдамады. Kaspi кабинетінде жаңасын жасап (Баптаулар → API токені), осында жіберіңіз.
error-marketplace-unreachable = Kaspi қазір жауап бермей тұр. Ештеңе жоғалған жоқ, бірнеше минуттан кейін қайталап көріңіз.
error-marketplace-not-sent = Kaspi-мен байланыса алмадық, сондықтан ештеңе жіберілмеді. Бірнеше минуттан кейін қайталап көріңіз.
error-marketplace-blocked = Kaspi бізге қолжетімділікті уақытша жапты. Ештеңе жоғалған жоқ, бірнеше минуттан кейін қайталап көріңіз.
error-marketplace-rate-limited = Kaspi сұрауды сирегірек жіберуді өтінеді. Сәл кейінірек қайталап көріңіз.
error-marketplace-bad-answer = Kaspi-дің жауабын түсіне алмадық. Қайталап көріңіз; тағы болса, қолдау қызметіне айтыңыз.
error-marketplace-invalid-credentials = Kaspi поштаны, телефонды немесе құпиясөзді қабылдамады. Тексеріп, қайта жазыңыз.
error-marketplace-code-wrong = Код сәйкес келмеді. Kaspi-дің соңғы хабарламасын қарап, кодты қайта жазыңыз.
error-marketplace-code-flood = Әрекет тым көп болғандықтан, Kaspi енді код қабылдамайды әрі жібермейді. Бірнеше минут күтіп, кіруді басынан бастаңыз.
error-marketplace-session-expired = Kaspi кабинетіне кіру мерзімі бітті. Қайта кіріңіз.
error-marketplace-refused = Kaspi бас тартты: { $reason ->
    [wrong-code] код сәйкес келмеді.
    [order-cancelled] тапсырыстан бұрын бас тартылған.
    [order-completed] тапсырыс аяқталған.
    [needs-signing] тапсырысқа әлі қол қойылмаған.
    [not-found] Kaspi-де мұндай жоқ.
    [bad-price] бұл баға жарамайды.
   *[not-allowed] қазір бұл әрекетті жасау мүмкін емес.
  }
error-marketplace-no-merchant = Kaspi-дің бұл тіркелгісінде бірде-бір дүкен жоқ. Сатушының тіркелгісімен кіріңіз.
