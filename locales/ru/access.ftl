error-access-not-your-contact = Это номер другого человека. Нажмите кнопку «📱 Отправить мой номер», чтобы отправить свой.
error-access-phone-unreadable = Не удалось прочитать номер. Отправьте номер Казахстана, например +7 701 123 45 67.
error-access-link-invalid = Ссылка уже использована или прошло 5 минут. Напишите боту /web, и он пришлёт новую.
error-access-not-signed-in = Войдите по ссылке из бота: напишите ему /web.
error-access-no-company = Этой компании среди ваших нет.

# chat
access-command-start = Начать
access-command-language = Язык
access-command-web = Открыть веб-кабинет
access-greeting =
    👋 <b>Sauda</b>: продажи на Kaspi в чате · Kaspi-де чат арқылы сату · selling on Kaspi from a chat

    Выберите язык · Тілді таңдаңыз · Choose a language
access-language-question = Выберите язык. На нём с вами говорит бот.
access-language-ru-btn = Русский
access-language-kk-btn = Қазақша
access-language-en-btn = English
access-language-btn = 🌐 Язык
access-language-chosen =
    Дальше говорим по-русски. Сменить язык можно командой /language.

    Я веду цены и заказы вашего магазина на Kaspi: слежу за конкурентами, двигаю цену в ваших границах и пишу покупателям.
access-contact-question = Чтобы я вас узнавал, нужен ваш номер телефона. Нажмите кнопку «📱 Отправить мой номер» внизу.
access-web-btn = 💻 Веб-кабинет
access-web-open-btn = 💻 Открыть веб-кабинет
access-web-link = 💻 Вход в веб-кабинет. Ссылка сработает один раз, до { $until }. Никому её не пересылайте.
