error-messaging-message-not-found = Мұндай хабарлама жоқ.
error-messaging-not-resendable = Бұл хабарламаны қайта жіберудің қажеті жоқ: ол жоғалған жоқ.
error-messaging-event-unknown = Мұндай оқиға жоқ: { $event }.
error-messaging-template-empty = Үлгі бос. Сатып алушы нені оқитынын жазыңыз.
error-messaging-template-too-long = Үлгі тым ұзын: { $max } таңбадан аспасын.
error-messaging-variable-unknown = Мұндай белгілер жоқ: { $names }. Тізімде бар белгілерді ғана қолданыңыз.
error-messaging-whats-app-missing = WhatsApp әлі қосылмаған.

messaging-template-order_approved =
    Сәлеметсіз бе, { $customer_name }!
    Тапсырысыңыз { $store_name } дүкеніне түсті: № { $order_code }, { $order_total }.
    { $items_list }
    Дүкен оны қабылдаған соң хабарлаймыз.
messaging-template-order_accepted =
    { $customer_name }, { $order_code } тапсырысыңыз қабылданды, қазір жинап жатырмыз.
    { $items_list }
    Барлығы: { $order_total }
    { $delivery_address }
    Жаңалық болса, бірден жазамыз.
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, { $order_code } тапсырысыңыз ({ $order_total }) жолға шықты.
    { $delivery_address }
    Жеткен соң хабарлаймыз.
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, { $order_code } тапсырысыңыз ({ $order_total }) жеткізілді.
    Бірдеңе дұрыс болмаса, осы хабарламаға жауап жазыңыз.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, { $order_code } тапсырысыңыз ({ $order_total }) қолыңызға тиді. { $store_name } дүкенін таңдағаныңызға рақмет.
    Сұрағыңыз болса, осы хабарламаға жауап жазыңыз.
messaging-template-order_cancelled =
    { $customer_name }, { $order_code } тапсырысынан ({ $order_total }) бас тартылды.
    Төлеп қойсаңыз, ақшаңызды Kaspi қайтарады. Бұл қате болса, осы хабарламаға жауап жазыңыз.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, { $order_code } тапсырысыңыз көңіліңізден шықты ма?
    { $items_list }
    Kaspi-де пікір қалдырсаңыз, қуанамыз: ол басқа сатып алушыларға көмектеседі.
    { $store_name }

messaging-example-customer = Айгерім С.
messaging-example-items = • iPhone 15 мөлдір қабы × 1
messaging-example-address = Алматы, Абай 1, 5-пәтер

# chat
messaging-command = Сатып алушыларға хабарлама
messaging-home-btn = 💬 Хабарламалар
messaging-home-not-linked = WhatsApp қосылмаған: сатып алушыларға хабарлама бармай тұр
messaging-home-failed = Жетпеген хабарлама: { $count }
messaging-title = 💬 <b>Сатып алушыларға хабарлама</b>
messaging-queued = Жіберілуін күтіп тұрғаны: { $count }
messaging-failed = Жетпегені: { $count }
messaging-whatsapp-absent = WhatsApp қосылмаған. Дүкеннің нөмірін қосыңыз, сонда сатып алушыларға тапсырысы туралы хабарлама барып тұрады.
messaging-whatsapp-stopped = WhatsApp іске қосылып жатыр. Кіру коды бірнеше секундта осында келеді.
messaging-whatsapp-starting = WhatsApp іске қосылып жатыр. Кіру коды бірнеше секундта осында келеді.
messaging-whatsapp-waiting-for-scan = WhatsApp кодты сканерлегеніңізді күтіп тұр.
messaging-whatsapp-waiting-for-passkey = Кіруді телефоннан растаңыз: WhatsApp рұқсат кілтін сұрап тұр.
messaging-whatsapp-syncing = Код қабылданды, WhatsApp чаттарды жүктеп жатыр. Әдетте бір минутқа жетпейді.
messaging-whatsapp-ready = ✅ WhatsApp қосылды: { $phone }
messaging-whatsapp-ready-unnamed = ✅ WhatsApp қосылды.
messaging-whatsapp-recovering = WhatsApp байланысы үзілді, өзіміз қалпына келтіріп жатырмыз.
messaging-whatsapp-logged-out = ⚠️ WhatsApp-тан шығып кеттік: құрылғы телефоннан ажыратылған. Нөмірді қайта қосыңыз.
messaging-whatsapp-restricted = ⚠️ WhatsApp бұл нөмірді шектеді. Телефондағы WhatsApp-ты ашып, не сұрап тұрғанын қараңыз.
messaging-whatsapp-failed = ⚠️ WhatsApp іске қосылмады. Қайта қосып көріңіз.
messaging-connect-btn = 📱 WhatsApp-ты қосу
messaging-qr-btn = 📱 Кодты көрсету
messaging-disconnect-btn = ⛔ WhatsApp-ты ажырату
messaging-disconnect-question = WhatsApp-ты ажыратасыз ба? Нөмірді қайта қосқанша сатып алушыларға хабарлама бармайды.
messaging-disconnect-yes-btn = ⛔ Иә, ажыратамын
messaging-refresh-btn = 🔄 Жаңарту
messaging-open-btn = 💬 Хабарламаларға
messaging-qr-caption = Дүкеннің телефонынан WhatsApp → «Байланысқан құрылғылар» → «Құрылғыны байланыстыру» бөлімін ашып, камераны кодқа бағыттаңыз. Код осында өзі жаңарып тұрады.
messaging-qr-late = Кодты ұзақ уақыт ешкім сканерлемеген соң алып тастадым. Телефон қолыңызда болғанда түймені басыңыз.
messaging-failed-btn = ⚠️ Жетпегендері
messaging-failed-title = ⚠️ <b>Сатып алушыға жетпегені</b>
messaging-failed-none = Барлық хабарлама жетті.
messaging-failed-line = { $event } · { $recipient } · { $at }
messaging-notice = Ескерту
messaging-why-not-on-whatsapp = Бұл нөмір WhatsApp-та жоқ.
messaging-why-outcome-unknown = Жеткені белгісіз: жіберу кезінде байланыс үзілді.
messaging-why-refused-by-network = WhatsApp хабарламаны қабылдамады.
messaging-why-other = Жіберу мүмкін болмады.
messaging-templates-btn = 📝 Үлгілер
messaging-templates = 📝 <b>Хабарлама үлгілері</b>
    Сатып алушыға нені, қашан жазатынымыз. Көру не өзгерту үшін басыңыз.
messaging-template-title = 📝 <b>{ $event }</b>
messaging-template-is-on = ✅ Жіберіледі
messaging-template-is-off = ⏸ Жіберілмейді
messaging-template-preview = Сатып алушы мынаны оқиды:
messaging-template-edit-btn = ✏️ Мәтінін өзгерту
messaging-template-on-btn = ▶️ Жіберілсін
messaging-template-off-btn = ⏸ Жіберілмесін
messaging-template-reset-btn = ↩️ Бастапқысын қайтару
messaging-template-question = Жаңа мәтінді жазыңыз. Мына сөздердің орнына тапсырыстың деректері қойылады:
messaging-template-saved = ✅ Мәтін сақталды.
messaging-notice-order-status = 🧾 { $code } тапсырысы: { $status }.
messaging-notice-not-linked = ⚠️ WhatsApp қосылмаған, сатып алушыларға жазылған хабарламалар кезекте тұр. Нөмірді қоссаңыз, бірден кетеді.
messaging-notice-absent = ⚠️ { $code } тапсырысының сатып алушысына жазу мүмкін болмады: { $phone } нөмірі WhatsApp-та жоқ.
messaging-notice-absent-unseen = ⚠️ { $code } тапсырысының сатып алушысына жазу мүмкін болмады: оның нөмірі WhatsApp-та жоқ.
messaging-notice-no-phone = ⚠️ { $code } тапсырысының сатып алушысына жаза алмаймыз: Kaspi оның телефонын көрсетпеді. Телефоны көрінсе, хабарлама өзі кетеді.
messaging-notice-token-rejected = ⚠️ Kaspi «{ $store }» дүкенінің токенін енді қабылдамайды. Жаңасын қосқанша тапсырыстар оқылмайды.
messaging-notice-needs-reauth = ⚠️ «{ $store }» дүкені: баға өзгермей тұр.
messaging-notice-prices = 💸 <b>Мына бағаларға назар аударыңыз</b>
messaging-notice-prices-more = …тағы { $count } тауар
messaging-notice-price-floor = • { $name }: баға ең төменгі шегіне жетті, { $price }.
messaging-notice-price-failed = • { $name }: Kaspi { $price } бағасын қоймады, бұрынғы баға қалды.
messaging-notice-price-outside = • { $name }: { $price } бағасы енді сіз қойған шектерге сыймайды, сондықтан оны жібермедік.
messaging-order-btn = 🧾 Тапсырысты ашу
messaging-token-btn = 🔑 Токен қосу
messaging-sign-in-btn = 🔑 Kaspi-ге кіру
messaging-prices-btn = 💸 Бағаларды ашу

# questions about prices
messaging-held-many = ⚠️ <b>{ $count } баға шешіміңізді күтіп тұр</b>
messaging-held-one = ⚠️ <b>Мұндай баға қойылсын ба?</b>
messaging-held-store = 🏪 { $store }
messaging-held-line = • { $name }
messaging-held-more = …тағы { $count }
messaging-held-answered = Шешілгені: { $count }
messaging-held-allowed = ✅ <b>Жаңа бағаға рұқсат берілді</b>
messaging-held-refused = ⛔ <b>Бұрынғы баға қалдырылды</b>
messaging-held-over = ✔️ <b>Бұл бағалардың бәрі шешілді</b>
messaging-held-gone = ↩️ <b>Енді шешетін ештеңе жоқ</b>
    Нарық өзгерді, мұндай бағалар енді керек емес.
messaging-held-by = Шешкен: { $name }
messaging-held-by-staff = Шешкен: Sauda қолдау қызметі
messaging-mass-allowed = ✅ <b>«{ $store }»: бір тәулікке рұқсат берілді</b>
    Kaspi-ге жіберілетін бағалар: { $count }.
messaging-mass-refused = ⛔ <b>«{ $store }»: әзірге өзгертпейміз</b>
    Бұрынғы қалпында қалған бағалар: { $count }.
messaging-notice-price-war = • { $name }: { $rival } дүкенімен баға соғысы басталды. Тоқтадық, әзірге төмен түспейміз.
messaging-notice-budget = • «{ $store }»: Kaspi шегі — 30 минутта { $changes } өзгеріс. Ең пайдалы бағалар жіберілді, қалған { $waiting } баға кезекте тұр. Жіберілетін уақыты: { $until }.
messaging-notice-budget-over = • «{ $store }»: бүгін Kaspi шегіне жеттік (30 минутта { $changes } өзгеріс). Ең пайдалы бағалар бірінші жіберілді.
