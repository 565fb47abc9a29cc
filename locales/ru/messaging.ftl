error-messaging-message-not-found = Такого сообщения нет.
error-messaging-not-resendable = Это сообщение отправлять заново не нужно: оно не потерялось.
error-messaging-event-unknown = Такого события нет: { $event }.
error-messaging-template-empty = Шаблон пуст. Напишите, что получит покупатель.
error-messaging-template-too-long = Шаблон слишком длинный: не больше { $max } символов.
error-messaging-variable-unknown = Таких слов для замены нет: { $names }. Возьмите слова из списка.
error-messaging-whats-app-missing = WhatsApp ещё не подключён.

messaging-template-order_approved =
    Здравствуйте, { $customer_name }!
    Магазин { $store_name } получил ваш заказ { $order_code } на { $order_total }.
    { $items_list }
    Напишем, как только примем его.
messaging-template-order_accepted =
    { $customer_name }, ваш заказ { $order_code } принят, мы его собираем.
    { $items_list }
    Итого: { $order_total }
    { $delivery_address }
    Как только будут новости, напишем.
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, ваш заказ { $order_code } на { $order_total } в пути.
    { $delivery_address }
    Напишем, когда он будет на месте.
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, ваш заказ { $order_code } на { $order_total } доставлен.
    Если что-то не так, просто ответьте на это сообщение.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, ваш заказ { $order_code } на { $order_total } выдан. Спасибо, что выбрали { $store_name }.
    Если появятся вопросы, просто ответьте на это сообщение.
messaging-template-order_cancelled =
    { $customer_name }, заказ { $order_code } на { $order_total } отменён.
    Если вы уже заплатили, Kaspi вернёт деньги. Если это ошибка, просто ответьте на это сообщение.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, всё ли понравилось в заказе { $order_code }?
    { $items_list }
    Будем признательны за отзыв на Kaspi: он помогает другим покупателям.
    { $store_name }

messaging-example-customer = Айгерим С.
messaging-example-items = • Чехол iPhone 15 прозрачный × 1
messaging-example-address = Алматы, Абая 1, кв. 5

# chat
messaging-command = Сообщения покупателям
messaging-home-btn = 💬 Сообщения
messaging-home-not-linked = WhatsApp не подключён: покупатели не получают сообщений
messaging-home-failed = Сообщений не дошло: { $count }
messaging-title = 💬 <b>Сообщения покупателям</b>
messaging-queued = Ждут отправки: { $count }
messaging-failed = Не дошли: { $count }
messaging-whatsapp-absent = WhatsApp не подключён. Подключите номер магазина, и покупатели будут получать сообщения о своих заказах.
messaging-whatsapp-stopped = WhatsApp запускается. Код для входа придёт сюда через несколько секунд.
messaging-whatsapp-starting = WhatsApp запускается. Код для входа придёт сюда через несколько секунд.
messaging-whatsapp-waiting-for-scan = WhatsApp ждёт, пока вы отсканируете код.
messaging-whatsapp-waiting-for-passkey = Подтвердите вход на телефоне: WhatsApp просит ключ доступа.
messaging-whatsapp-syncing = Код принят, WhatsApp загружает чаты. Обычно это меньше минуты.
messaging-whatsapp-ready = ✅ WhatsApp подключён: { $phone }
messaging-whatsapp-ready-unnamed = ✅ WhatsApp подключён.
messaging-whatsapp-recovering = Связь с WhatsApp прервалась, восстанавливаем сами.
messaging-whatsapp-logged-out = ⚠️ Вход в WhatsApp закончился: устройство отвязали на телефоне. Подключите номер снова.
messaging-whatsapp-restricted = ⚠️ WhatsApp ограничил этот номер. Откройте WhatsApp на телефоне и посмотрите, что он просит.
messaging-whatsapp-failed = ⚠️ WhatsApp не запустился. Попробуйте подключить ещё раз.
messaging-connect-btn = 📱 Подключить WhatsApp
messaging-qr-btn = 📱 Показать код
messaging-disconnect-btn = ⛔ Отключить WhatsApp
messaging-disconnect-question = Отключить WhatsApp? Покупатели перестанут получать сообщения, пока вы не подключите номер снова.
messaging-disconnect-yes-btn = ⛔ Да, отключить
messaging-refresh-btn = 🔄 Обновить
messaging-open-btn = 💬 К сообщениям
messaging-qr-caption = На телефоне магазина откройте WhatsApp → «Связанные устройства» → «Привязка устройства» и наведите камеру на код. Код обновляется здесь сам.
messaging-qr-late = Код долго никто не сканировал, и я его убрал. Когда телефон будет под рукой, нажмите кнопку.
messaging-failed-btn = ⚠️ Не дошли
messaging-failed-title = ⚠️ <b>Не дошли до покупателей</b>
messaging-failed-none = Все сообщения дошли.
messaging-failed-line = { $event } · { $recipient } · { $at }
messaging-notice = Уведомление
messaging-why-not-on-whatsapp = Этого номера нет в WhatsApp.
messaging-why-outcome-unknown = Неизвестно, дошло ли: связь прервалась при отправке.
messaging-why-refused-by-network = WhatsApp не принял сообщение.
messaging-why-other = Отправить не получилось.
messaging-templates-btn = 📝 Шаблоны
messaging-templates = 📝 <b>Шаблоны сообщений</b>
    Что и когда пишем покупателю. Нажмите, чтобы посмотреть или изменить.
messaging-template-title = 📝 <b>{ $event }</b>
messaging-template-is-on = ✅ Отправляется
messaging-template-is-off = ⏸ Не отправляется
messaging-template-preview = Покупатель прочитает:
messaging-template-edit-btn = ✏️ Изменить текст
messaging-template-on-btn = ▶️ Отправлять
messaging-template-off-btn = ⏸ Не отправлять
messaging-template-reset-btn = ↩️ Вернуть исходный
messaging-template-question = Напишите новый текст. Вместо этих слов подставим данные заказа:
messaging-template-saved = ✅ Текст сохранён.
messaging-notice-order-status = 🧾 Заказ { $code }: { $status }.
messaging-notice-not-linked = ⚠️ WhatsApp не подключён, сообщения покупателям ждут. Подключите номер, и они уйдут.
messaging-notice-absent = ⚠️ Покупателю заказа { $code } написать не удалось: номера { $phone } нет в WhatsApp.
messaging-notice-absent-unseen = ⚠️ Покупателю заказа { $code } написать не удалось: его номера нет в WhatsApp.
messaging-notice-no-phone = ⚠️ Покупателю заказа { $code } написать нельзя: Kaspi не показал его телефон. Появится телефон — сообщения уйдут сами.
messaging-notice-token-rejected = ⚠️ Kaspi больше не принимает токен магазина «{ $store }». Заказы не читаются, пока вы не добавите новый.
messaging-notice-needs-reauth = ⚠️ Магазин «{ $store }»: цены не меняются.
messaging-notice-prices = 💸 <b>Цены, на которые стоит взглянуть</b>
messaging-notice-prices-more = …и ещё товаров: { $count }
messaging-notice-price-floor = • { $name }: цена дошла до минимальной, { $price }.
messaging-notice-price-failed = • { $name }: Kaspi так и не поставил цену { $price }, там осталась прежняя.
messaging-notice-price-outside = • { $name }: цена { $price } больше не входит в ваши границы, поэтому мы её не отправили.
messaging-order-btn = 🧾 Открыть заказ
messaging-token-btn = 🔑 Добавить токен
messaging-sign-in-btn = 🔑 Войти в Kaspi
messaging-prices-btn = 💸 Открыть цены

# questions about prices
messaging-held-many = ⚠️ <b>{ $count ->
    [one] { $count } цена ждёт вашего решения
    [few] { $count } цены ждут вашего решения
   *[other] { $count } цен ждут вашего решения
  }</b>
messaging-held-one = ⚠️ <b>Поставить такую цену?</b>
messaging-held-store = 🏪 { $store }
messaging-held-line = • { $name }
messaging-held-more = …и ещё { $count }
messaging-held-answered = Уже решено: { $count }
messaging-held-allowed = ✅ <b>Новую цену разрешили</b>
messaging-held-refused = ⛔ <b>Оставили прежнюю цену</b>
messaging-held-over = ✔️ <b>По этим ценам всё решено</b>
messaging-held-gone = ↩️ <b>Решать больше нечего</b>
    Рынок изменился, и такие цены больше не нужны.
messaging-held-by = Решение: { $name }
messaging-held-by-staff = Решение: поддержка Sauda
messaging-mass-allowed = ✅ <b>«{ $store }»: разрешили на сутки</b>
    Уходят на Kaspi: { $count ->
        [one] { $count } цена
        [few] { $count } цены
       *[other] { $count } цен
      }.
messaging-mass-refused = ⛔ <b>«{ $store }»: пока не меняем</b>
    Осталось прежними: { $count ->
        [one] { $count } цена
        [few] { $count } цены
       *[other] { $count } цен
      }.
messaging-notice-price-war = • { $name }: ценовая война с { $rival }. Мы остановились и пока ниже не идём.
messaging-notice-budget = • «{ $store }»: лимит Kaspi — { $changes ->
    [one] { $changes } изменение
    [few] { $changes } изменения
   *[other] { $changes } изменений
  } за 30 минут. Самые выгодные цены уже отправлены, остальные ({ $waiting }) ждут до { $until }.
messaging-notice-budget-over = • «{ $store }»: сегодня дошли до лимита Kaspi ({ $changes } за 30 минут). Самые выгодные цены ушли первыми.
