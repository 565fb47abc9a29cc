error-proxy-line-unreadable = Строка { $line } не читается: нужен адрес вида http://логин:пароль@хост:порт. Ничего не загружено.
error-proxy-not-found = Такого прокси нет: { $label }. Посмотрите список.
error-store-not-found = Такого магазина нет. Откройте список магазинов заново.
error-store-name-empty = Название магазина пустое. Напишите хотя бы одно слово.
error-store-token-malformed = Это не похоже на токен Kaspi: в нём только латинские буквы, цифры и знаки, без пробелов. Скопируйте его целиком ещё раз.
error-store-token-in-use = Этот токен уже подключён к магазину «{ $store }».
error-store-token-missing = Заказы не читаются: у магазина нет действующего токена Kaspi. Добавьте новый токен.
error-store-login-malformed = Нужны почта вида name@shop.kz и пароль от кабинета Kaspi.
error-store-phone-unreadable = Не получилось прочитать номер. Напишите его так: +7 701 123 45 67.
error-store-sign-in-busy = Уже входим в кабинет Kaspi. Подождите минуту и попробуйте снова.
error-store-code-not-awaited = Сейчас Kaspi не ждёт кода. Начните вход заново.
error-store-code-too-late = Код устарел: Kaspi уже закрыл этот вход. Начните вход заново, и придёт новый код.
error-store-other-merchant = Это вход в другой магазин Kaspi, не в «{ $store }». Войдите под его учётной записью или добавьте второй магазин.
error-store-merchant-not-found = В этой учётной записи Kaspi такого магазина нет. Выберите из списка.
error-store-cabinet-missing = Кабинет Kaspi ещё не подключён. Войдите в него, чтобы видеть товары и менять цены.
error-store-needs-reauth = { $reason ->
    [invalid_credentials] Kaspi не принимает сохранённый пароль. Войдите заново с новым паролем.
    [credentials_missing] Kaspi просит войти заново: напишите почту и пароль.
   *[code_required] Kaspi просит войти заново и подтвердить вход кодом.
  }

# chat
stores-home-btn = 🏪 Магазин
stores-home-none = Магазин Kaspi ещё не подключён. Подключите его, и здесь появятся товары и заказы.
stores-home-token-rejected = Kaspi больше не принимает токен магазина «{ $name }»: новые заказы не видны.
stores-home-needs-reauth = Kaspi просит войти заново в кабинет «{ $name }»: цены стоят на месте.
stores-home-code-needed = Чтобы войти в кабинет «{ $name }», нужен код от Kaspi: пока цены стоят на месте.
stores-connect-btn = 🔌 Подключить Kaspi
stores-connect-another-btn = ➕ Подключить ещё магазин
stores-none =
    🏪 <b>Магазин</b>

    Пока ничего не подключено. Понадобятся токен API (для заказов) и вход в кабинет продавца (для товаров и цен). Любой шаг можно пропустить и вернуться позже.
stores-list = 🏪 <b>Магазины</b> · { $count }
stores-title = 🏪 <b>{ $name }</b> · Kaspi
stores-token-missing = 🧾 Заказы: токен не добавлен
stores-token-connected = 🧾 Заказы: ✅ подключены
stores-token-rejected = 🧾 Заказы: ⚠️ Kaspi не принимает токен, нужен новый
stores-cabinet-missing = 📦 Товары и цены: кабинет не подключён
stores-cabinet-code-needed = 📦 Товары и цены: ⚠️ ждём код от Kaspi
stores-cabinet-merchant-needed = 📦 Товары и цены: ⚠️ выберите магазин
stores-cabinet-connected = 📦 Товары и цены: ✅ подключены
stores-cabinet-needs-reauth = 📦 Товары и цены: ⚠️ Kaspi просит войти заново
stores-login-hint = Учётная запись: { $login }
stores-points = Точки выдачи: { $count }
stores-import-queued = Загрузка товаров вот-вот начнётся.
stores-import-running = Загружаем товары: { $received } из { $total }.
stores-import-done = Товары загружены { $at }.
stores-import-failed = ⚠️ Последняя загрузка товаров прервалась.
stores-token-btn = 🔑 Добавить токен
stores-token-new-btn = 🔑 Заменить токен
stores-cabinet-btn = 👤 Войти в кабинет
stores-cabinet-again-btn = 👤 Войти заново
stores-code-btn = 🔢 Ввести код
stores-merchant-btn = 🏪 Выбрать магазин
stores-disconnect-btn = 🔌 Отключить магазин
stores-disconnect-question = Отключить «{ $name }»? Токен и вход будут стёрты, цены и заказы остановятся. Товары и история останутся.
stores-disconnect-yes-btn = ⛔ Да, отключить
stores-token-question =
    🧾 <b>Шаг 1 из 2. Токен API, чтобы видеть заказы</b>

    Где найти: кабинет продавца Kaspi → Настройки → Токен API → «Сформировать». Скопируйте его целиком и пришлите сюда. Ваше сообщение я сразу удалю.
stores-token-received = 🔑 •••••• Токен получен, сообщение удалено. Проверяю его в Kaspi…
stores-token-taken = ✅ Токен подошёл: заказы будут приходить сюда.
stores-token-other-btn = 🔑 Другой токен
stores-again-question = Это не из-за вас, и вводить ничего заново не нужно. Попробовать ещё раз?
stores-again-btn = 🔁 Попробовать ещё раз
stores-cabinet-question =
    📦 <b>Шаг 2 из 2. Кабинет продавца, чтобы видеть товары и менять цены</b>

    Как вы входите в кабинет Kaspi?
stores-login-email-btn = ✉️ Почта и пароль
stores-login-phone-btn = 📱 Телефон и SMS
stores-email-question = С какой почтой вы входите в кабинет Kaspi? Напишите её.
stores-email-unreadable = Это не похоже на почту. Напишите её так: name@shop.kz
stores-password-question = Теперь пароль от учётной записи { $email }. Сообщение я сразу удалю, пароль храню зашифрованным.
stores-password-received = 🔒 •••••• Пароль получен, сообщение удалено. Вхожу в кабинет…
stores-phone-question = С каким номером вы входите в кабинет Kaspi? Напишите его, например +7 701 123 45 67.
stores-phone-unreadable = Не получилось прочитать номер. Напишите его так: +7 701 123 45 67
stores-code-question-email = 🔢 Kaspi отправил код на почту. Пришлите его сюда.
stores-code-question-sms = 🔢 Kaspi отправил код по SMS. Пришлите его сюда.
stores-code-question-earlier = 🔢 Пришлите последний код, который отправил Kaspi.
stores-code-again-btn = 🔁 Прислать код ещё раз
stores-code-other-btn = 👤 Другая почта или номер
stores-code-unreadable = Код состоит из 4–8 цифр. Пришлите только цифры.
stores-code-flood = Слишком много попыток. Kaspi снова пришлёт код после { $at }, тогда и продолжим вход.
stores-merchant-question = В этой учётной записи несколько магазинов. Какой подключаем?
stores-cabinet-entered = ✅ Кабинет «{ $name }» подключён.
stores-cabinet-later = Хорошо, кабинет подключим позже: откройте «🏪 Магазин» в главном меню.
