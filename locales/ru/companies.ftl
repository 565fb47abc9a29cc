error-company-not-found = Такой компании нет.
error-company-name-empty = Название пустое. Напишите, как называется ваша компания.
error-company-name-too-long = Название слишком длинное: не больше { $max } символов.

# chat
companies-command-menu = Главное меню
companies-command-settings = Настройки
companies-command-help = Помощь
companies-name-question = Как называется ваша компания или магазин? Это имя увидят и покупатели в сообщениях.
companies-founded = ✅ Готово: компания «{ $name }» создана.
companies-guest = Здесь появится меню вашего магазина. Осталось зарегистрироваться, это две минуты.
companies-sign-up-btn = ✅ Зарегистрироваться
companies-home-title = 🏪 <b>{ $name }</b>
companies-settings-btn = ⚙️ Настройки
companies-settings =
    ⚙️ <b>Настройки</b>

    Компания: { $name }
    Ваша роль: { $role }
    Язык бота: { $language }
    Язык сообщений покупателям: { $messages }
companies-role-owner = владелец
companies-role-manager = менеджер
companies-role-storekeeper = кладовщик
companies-role-analyst = аналитик
companies-role-cashier = кассир
companies-switch-btn = 🏢 Сменить компанию
companies-switch-question = В какой компании работаем?
companies-help-btn = ❓ Помощь
companies-help =
    ❓ <b>Что умеет бот</b>

    📦 Товары: загрузить с Kaspi, добавить, найти.
    💸 Цены: правило само держит вас впереди конкурентов, не ниже вашего минимума.
    🧾 Заказы: карточка приходит сюда, принять можно кнопкой.
    💬 Сообщения: покупатель узнаёт о заказе в WhatsApp.

    /menu — главное меню
    /orders — заказы
    /prices — цены
    /messages — сообщения в WhatsApp
    /settings — настройки
    /language — язык
    /web — веб-кабинет
    /cancel — отменить начатое
