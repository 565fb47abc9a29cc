error-company-not-found = Мұндай компания жоқ.
error-company-name-empty = Атауы бос. Компанияңыз қалай аталатынын жазыңыз.
error-company-name-too-long = Атауы тым ұзын: ең көбі { $max } таңба жазуға болады.

# chat
companies-command-menu = Басты мәзір
companies-command-settings = Баптаулар
companies-command-help = Көмек
companies-name-question = Компанияңыз не дүкеніңіз қалай аталады? Бұл атауды хабарламалардан сатып алушылар да көреді.
companies-founded = ✅ Дайын: «{ $name }» компаниясы тіркелді.
companies-guest = Дүкеніңіздің мәзірі осы жерде шығады. Тек тіркелу қалды, бұған екі минут кетеді.
companies-sign-up-btn = ✅ Тіркелу
companies-home-title = 🏪 <b>{ $name }</b>
companies-settings-btn = ⚙️ Баптаулар
companies-settings =
    ⚙️ <b>Баптаулар</b>

    Компания: { $name }
    Рөліңіз: { $role }
    Боттың тілі: { $language }
    Сатып алушыларға жазатын тіл: { $messages }
companies-role-owner = иесі
companies-role-manager = басқарушы
companies-role-storekeeper = қоймашы
companies-role-analyst = талдаушы
companies-role-cashier = кассир
companies-switch-btn = 🏢 Компания ауыстыру
companies-switch-question = Қай компанияда жұмыс істейміз?
companies-help-btn = ❓ Көмек
companies-help =
    ❓ <b>Бот не істей алады</b>

    📦 Тауарлар: Kaspi-ден жүктеп, қосып, іздеп табасыз.
    💸 Бағалар: ереже Сізді бәсекелестердің алдында ұстайды, бірақ ең төменгі бағаңыздан түспейді.
    🧾 Тапсырыстар: осында келіп түседі, түймемен қабылдайсыз.
    💬 Хабарламалар: сатып алушы тапсырысы жайлы WhatsApp-тан біледі.

    /menu — басты мәзір
    /orders — тапсырыстар
    /prices — бағалар
    /messages — WhatsApp хабарламалары
    /settings — баптаулар
    /language — тіл
    /web — веб-кабинет
    /cancel — бастағанды тоқтату
