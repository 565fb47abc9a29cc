error-marketplace-token-rejected = Kaspi токенді қабылдамады. Kaspi кабинетінде жаңа токен жасап (Баптаулар → API токені), осында жіберіңіз.
error-marketplace-unreachable = Kaspi қазір жауап бермейді. Ештеңе жоғалған жоқ, бірнеше минуттан кейін қайталап көріңіз.
error-marketplace-blocked = Kaspi бізге кіруді уақытша жапты. Ештеңе жоғалған жоқ, бірнеше минуттан кейін қайталап көріңіз.
error-marketplace-rate-limited = Kaspi сирегірек жүгінуді сұрайды. Сәл кейінірек қайталап көріңіз.
error-marketplace-bad-answer = Kaspi жауабын түсіне алмадық. Қайталап көріңіз; тағы болса, қолдау қызметіне айтыңыз.
error-marketplace-invalid-credentials = Kaspi поштаны, телефонды немесе құпиясөзді қабылдамады. Тексеріп, қайта жазыңыз.
error-marketplace-code-wrong = Код сәйкес келмеді. Kaspi-дің соңғы хабарламасын қарап, кодты қайта жазыңыз.
error-marketplace-code-flood = Әрекет тым көп болғандықтан, Kaspi енді код қабылдамайды әрі жібермейді. Бірнеше минут күтіп, кіруді басынан бастаңыз.
error-marketplace-session-expired = Kaspi кабинеттегі сеансты жапты. Қайта кіріңіз.
error-marketplace-refused = Kaspi бас тартты: { $reason ->
    [wrong-code] код сәйкес келмеді.
    [order-cancelled] тапсырыс бұрын тоқтатылған.
    [order-completed] тапсырыс аяқталған.
    [needs-signing] тапсырысқа әлі қол қойылмаған.
    [not-found] Kaspi-де мұндай жоқ.
    [bad-price] мұндай баға жарамайды.
   *[not-allowed] қазір бұл әрекетті жасау мүмкін емес.
  }
error-marketplace-no-merchant = Kaspi-дің бұл тіркелгісінде бірде-бір дүкен жоқ. Сатушының тіркелгісімен кіріңіз.
