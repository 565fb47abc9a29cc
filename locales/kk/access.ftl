error-access-not-your-contact = Бұл — басқа адамның нөмірі. «📱 Нөмірімді жіберу» түймесін басып, өзіңіздікін жіберіңіз.
error-access-phone-unreadable = Нөмірді оқу мүмкін болмады. Қазақстан нөмірін жіберіңіз, мысалы +7 701 123 45 67.
error-access-link-invalid = Сілтеме бұрын қолданылған немесе 5 минут өтіп кеткен. Ботқа /web деп жазып, жаңасын алыңыз.
error-access-not-signed-in = Боттағы сілтеме арқылы кіріңіз: оған /web деп жазыңыз.
error-access-no-company = Мұндай компания Сіздің тізіміңізде жоқ.

# chat
access-command-start = Бастау
access-command-language = Тіл
access-command-web = Веб-кабинетті ашу
access-greeting =
    👋 <b>Sauda</b>: Kaspi-де чат арқылы сату · продажи на Kaspi в чате · selling on Kaspi from a chat

    Тілді таңдаңыз · Выберите язык · Choose a language
access-language-question = Тілді таңдаңыз. Бот Сізбен сол тілде сөйлеседі.
access-language-ru-btn = Русский
access-language-kk-btn = Қазақша
access-language-en-btn = English
access-language-btn = 🌐 Тіл
access-language-chosen =
    Енді қазақша сөйлесеміз. Тілді /language командасымен ауыстыра аласыз.

    Мен Kaspi-дегі дүкеніңіздің бағалары мен тапсырыстарын қадағалаймын: бәсекелестерді бақылаймын, бағаны Сіз қойған шектен шығармай өзгертемін, сатып алушыларға жазамын.
access-contact-question = Сізді танып жүруім үшін телефон нөміріңіз керек. Төмендегі «📱 Нөмірімді жіберу» түймесін басыңыз.
access-web-btn = 💻 Веб-кабинетке кіру
access-web-open-btn = 💻 Веб-кабинетті ашу
access-web-link = 💻 Веб-кабинетке кіру сілтемесі. Бір рет қана ашылады, мерзімі: { $until }. Ешкімге жібермеңіз.
