error-proxy-line-unreadable = { $line }-жол оқылмады: мекенжай http://логин:құпиясөз@хост:порт түрінде болуы керек. Ештеңе жүктелмеді.
error-proxy-not-found = { $label } деген прокси жоқ. Тізімді қараңыз.
error-store-not-found = Мұндай дүкен жоқ. Дүкендер тізімін қайта ашыңыз.
error-store-name-empty = Дүкеннің атауы бос. Кемінде бір сөз жазыңыз.
error-store-token-malformed = Бұл Kaspi токеніне ұқсамайды: онда тек латын әріптері, сандар мен таңбалар болады, бос орын болмайды. Токенді толық көшіріп, қайта жіберіңіз.
error-store-token-in-use = Бұл токен «{ $store }» дүкеніне қосылған.
error-store-token-missing = Тапсырыстар оқылмай тұр: дүкеннің жарамды Kaspi токені жоқ. Жаңа токен қосыңыз.
error-store-login-malformed = name@shop.kz түріндегі пошта мен Kaspi кабинетінің құпиясөзін жазыңыз.
error-store-phone-unreadable = Нөмірді оқи алмадық. Оны былай жазыңыз: +7 701 123 45 67.
error-store-sign-in-busy = Kaspi кабинетіне кіріп жатырмыз. Бір минут күтіп, қайталап көріңіз.
error-store-code-not-awaited = Қазір Kaspi код күтіп тұрған жоқ. Кіруді басынан бастаңыз.
error-store-code-too-late = Код ескірді: Kaspi бұл кіруді жауып қойған. Басынан бастаңыз, сонда жаңа код келеді.
error-store-other-merchant = Бұл «{ $store }» дүкенінің емес, Kaspi-дегі басқа дүкеннің тіркелгісі. «{ $store }» дүкенінің тіркелгісімен кіріңіз немесе екінші дүкен қосыңыз.
error-store-merchant-not-found = Kaspi-дің бұл тіркелгісінде мұндай дүкен жоқ. Тізімнен таңдаңыз.
error-store-cabinet-missing = Kaspi кабинеті әлі қосылмаған. Тауарларды көру және бағаны өзгерту үшін кабинетке кіріңіз.
error-store-needs-reauth = { $reason ->
    [invalid_credentials] Kaspi сақталған құпиясөзді қабылдамады. Жаңа құпиясөзбен қайта кіріңіз.
    [credentials_missing] Kaspi қайта кіруіңізді сұрайды: пошта мен құпиясөзді жазыңыз.
   *[code_required] Kaspi қайта кіріп, оны кодпен растауыңызды сұрайды.
  }

# chat
stores-home-btn = 🏪 Дүкен
stores-home-none = Kaspi дүкені әлі қосылмаған. Қоссаңыз, тауарлар мен тапсырыстар осында шығады.
stores-home-token-rejected = Kaspi «{ $name }» дүкенінің токенін енді қабылдамайды: жаңа тапсырыстар көрінбейді.
stores-home-needs-reauth = Kaspi «{ $name }» кабинетіне қайта кіруді сұрайды: бағалар өзгермей тұр.
stores-home-code-needed = «{ $name }» кабинетіне кіру үшін Kaspi жіберген код керек: әзірге бағалар өзгермей тұр.
stores-connect-btn = 🔌 Kaspi-ді қосу
stores-connect-another-btn = ➕ Тағы бір дүкен қосу
stores-none =
    🏪 <b>Дүкен</b>

    Әзірге ештеңе қосылмаған. Тапсырыстар үшін API токені, тауарлар мен бағалар үшін сатушы кабинетіне кіру керек. Кез келген қадамды өткізіп жіберіп, кейін орала аласыз.
stores-list = 🏪 <b>Дүкендер</b> · { $count }
stores-title = 🏪 <b>{ $name }</b> · Kaspi
stores-token-missing = 🧾 Тапсырыстар: токен қосылмаған
stores-token-connected = 🧾 Тапсырыстар: ✅ қосылған
stores-token-rejected = 🧾 Тапсырыстар: ⚠️ Kaspi токенді қабылдамайды, жаңасы керек
stores-cabinet-missing = 📦 Тауарлар мен бағалар: кабинет қосылмаған
stores-cabinet-code-needed = 📦 Тауарлар мен бағалар: ⚠️ Kaspi кодын күтіп тұрмыз
stores-cabinet-merchant-needed = 📦 Тауарлар мен бағалар: ⚠️ дүкенді таңдаңыз
stores-cabinet-connected = 📦 Тауарлар мен бағалар: ✅ қосылған
stores-cabinet-needs-reauth = 📦 Тауарлар мен бағалар: ⚠️ Kaspi қайта кіруді сұрайды
stores-login-hint = Тіркелгі: { $login }
stores-points = Тапсырысты алып кететін орындар: { $count }
stores-import-queued = Тауарлар қазір жүктеле бастайды.
stores-import-running = Тауарлар жүктеліп жатыр: { $received } / { $total }.
stores-import-done = Тауарлар соңғы рет жүктелген уақыт: { $at }.
stores-import-failed = ⚠️ Тауарлардың соңғы жүктелуі үзіліп қалды.
stores-token-btn = 🔑 Токен қосу
stores-token-new-btn = 🔑 Токенді ауыстыру
stores-cabinet-btn = 👤 Кабинетке кіру
stores-cabinet-again-btn = 👤 Қайта кіру
stores-code-btn = 🔢 Кодты жазу
stores-merchant-btn = 🏪 Дүкенді таңдау
stores-disconnect-btn = 🔌 Дүкенді ажырату
stores-disconnect-question = «{ $name }» дүкенін ажыратасыз ба? Токен мен кіру деректері өшеді, бағалар мен тапсырыстар тоқтайды. Тауарлар мен тарих қалады.
stores-disconnect-yes-btn = ⛔ Иә, ажыратамын
stores-token-question =
    🧾 <b>2 қадамның 1-і. Тапсырыстарды көру үшін API токені</b>

    Қайдан табасыз: Kaspi сатушы кабинеті → Баптаулар → API токені → «Жасау». Оны толық көшіріп, осында жіберіңіз. Хабарламаңызды бірден өшіремін.
stores-token-received = 🔑 •••••• Токен келді, хабарлама өшірілді. Kaspi-де тексеріп жатырмын…
stores-token-taken = ✅ Токен жарады: тапсырыстар осында келеді.
stores-token-other-btn = 🔑 Басқа токен
stores-again-question = Бұған сіздің кінәңіз жоқ, ештеңені қайта жазудың керегі жоқ. Тағы бір рет байқап көрейік пе?
stores-again-btn = 🔁 Қайталап көру
stores-cabinet-question =
    📦 <b>2 қадамның 2-сі. Тауарларды көріп, бағаны өзгерту үшін сатушы кабинеті</b>

    Kaspi кабинетіне қалай кіресіз?
stores-login-email-btn = ✉️ Пошта және құпиясөз
stores-login-phone-btn = 📱 Телефон және SMS
stores-email-question = Kaspi кабинетіне қай поштамен кіресіз? Соны жазыңыз.
stores-email-unreadable = Бұл поштаға ұқсамайды. Былай жазыңыз: name@shop.kz
stores-password-question = Енді { $email } тіркелгісінің құпиясөзін жазыңыз. Хабарламаны бірден өшіремін, құпиясөзді шифрлап сақтаймын.
stores-password-received = 🔒 •••••• Құпиясөз келді, хабарлама өшірілді. Кабинетке кіріп жатырмын…
stores-phone-question = Kaspi кабинетіне қай нөмірмен кіресіз? Соны жазыңыз, мысалы +7 701 123 45 67.
stores-phone-unreadable = Нөмірді оқи алмадым. Былай жазыңыз: +7 701 123 45 67
stores-code-question-email = 🔢 Kaspi поштаңызға код жіберді. Оны осында жазыңыз.
stores-code-question-sms = 🔢 Kaspi SMS арқылы код жіберді. Оны осында жазыңыз.
stores-code-question-earlier = 🔢 Kaspi жіберген соңғы кодты жазыңыз.
stores-code-again-btn = 🔁 Кодты қайта сұрау
stores-code-other-btn = 👤 Басқа пошта не нөмір
stores-code-unreadable = Код 4–8 цифрдан тұрады. Тек цифрларды жіберіңіз.
stores-code-flood = Әрекет тым көп болды. Kaspi кодты қайта жіберетін уақыт: { $at }. Кіруді сол кезде жалғастыра аласыз.
stores-merchant-question = Бұл тіркелгіде бірнеше дүкен бар. Қайсысын қосамыз?
stores-cabinet-entered = ✅ «{ $name }» кабинеті қосылды.
stores-cabinet-later = Жақсы, кабинетті кейін қосамыз: басты мәзірден «🏪 Дүкен» бөлімін ашыңыз.
