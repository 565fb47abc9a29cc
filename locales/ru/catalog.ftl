error-catalog-product-not-found = Такого товара нет. Откройте список товаров заново.
error-catalog-name-empty = Название пустое. Напишите, как называется товар.
error-catalog-name-too-long = Название слишком длинное: можно до { $max } символов.
error-catalog-price-negative = Цена не бывает меньше нуля.
error-catalog-price-fraction = Цена нужна в целых тенге, без тиынов.
error-catalog-price-too-small = Цена слишком низкая: на Kaspi можно от { $min }.
error-catalog-price-too-big = Цена слишком высокая: можно до { $max }.
error-catalog-cost-negative = Себестоимость не бывает меньше нуля.
error-catalog-weight-invalid = Вес указывают в целых граммах: от 1 г до { $maxKg } кг.
error-catalog-min-above-max = Минимальная цена { $min } выше максимальной { $max }. Поменяйте одну из двух.
error-catalog-price-below-min = Цена { $price } ниже минимальной { $min }.
error-catalog-price-above-max = Цена { $price } выше максимальной { $max }.
error-catalog-bounds-need-store = Минимальная и максимальная цена задаются для товара в магазине, а магазина ещё нет. Сначала подключите магазин Kaspi.
error-catalog-sku-invalid = Артикул пишется без пробелов, до { $max } символов.
error-catalog-sku-taken = Артикул { $sku } уже занят. Придумайте другой или пропустите: мы подберём сами.
error-catalog-barcode-invalid = Штрихкод состоит из 8–14 цифр.
error-catalog-image-not-found = Фото не нашлось. Пришлите его ещё раз.
error-catalog-import-not-found = Такой загрузки нет.
error-catalog-import-stalled = Загрузка товаров прервалась. Запустите её ещё раз: загруженное не потеряно.
error-catalog-import-unexpected = Загрузка товаров остановилась из-за нашей ошибки, мы её уже видим. Запустите ещё раз: загруженное не потеряно.

# chat
catalog-home-btn = 📦 Товары · { $count }
catalog-products-btn = 📦 Товары
catalog-import-btn = ⬇️ Загрузить с Kaspi
catalog-import-again-btn = 🔁 Загрузить ещё раз
catalog-import-refresh-btn = 🔄 Обновить
catalog-import-begun = ⬇️ Начинаю загрузку товаров с Kaspi…
catalog-import-running = ⬇️ Загружаю товары с Kaspi: { $received } из { $total }
catalog-import-done =
    ✅ <b>Товары загружены</b>

    Всего на Kaspi: { $received }
    Новых: { $created } · обновлено: { $updated } · снято с продажи: { $removed }
catalog-import-unread = Не удалось прочитать: { $count }. Пока такие есть, мы ничего не снимаем с продажи.
catalog-import-empty =
    ⚠️ <b>Kaspi показал пустую витрину</b>

    В продаже не видно ни одного товара, поэтому у нас всё осталось как было. Если в кабинете товары есть, загрузите ещё раз через несколько минут.
catalog-import-failed = ⚠️ Загрузка прервалась на { $received }. Что загружено, то сохранено.
catalog-list-title = 📦 <b>Товары</b> · { $total }
catalog-list-archived = 🗄 <b>Архив</b> · { $total }
catalog-list-search = 🔎 { $search }
catalog-list-page = Страница { $page } из { $pages }
catalog-list-empty = Здесь пока пусто. Загрузите товары с Kaspi или добавьте первый сами.
catalog-list-nothing = Ничего не нашлось. Попробуйте другое слово или артикул.
catalog-not-on-sale = не в продаже
catalog-search-btn = 🔎 Найти
catalog-search-clear-btn = ✖️ Сбросить поиск
catalog-archive-btn = 🗄 Архив
catalog-active-btn = 📦 Все товары
catalog-add-btn = ➕ Добавить товар
catalog-ask-search = 🔎 Что ищем? Напишите слово из названия, артикул или штрихкод.
catalog-card-title = 📦 <b>{ $name }</b>
catalog-card-price = <b>{ $price }</b>
catalog-card-pending = → { $price } отправлена, ждём Kaspi
catalog-card-min = мин { $price }
catalog-card-max = макс { $price }
catalog-card-rank = Вы { $rank }-й из { $offers }
catalog-card-leader = лидер { $price } ({ $name })
catalog-card-cost = Себестоимость { $cost }
catalog-card-no-card = Карточки на Kaspi ещё нет, поэтому цена не меняется сама. Создайте карточку в кабинете с артикулом <code>{ $sku }</code> и загрузите товары.
catalog-card-off-sale = Сейчас не в продаже на Kaspi.
catalog-card-archived = 🗄 В архиве.
catalog-archive-it-btn = 🗄 В архив
catalog-unarchive-btn = 📦 Вернуть из архива
catalog-ask-photo = ➕ <b>Новый товар</b>. Пришлите фото.
catalog-ask-name = Как называется товар?
catalog-ask-price = Цена на Kaspi? Например 12 990
catalog-ask-cost = Себестоимость? По ней видна прибыль, покупатели её не видят.
catalog-ask-min = Минимальная цена? Ниже неё правило не опустится.
catalog-ask-max = Максимальная цена? Выше неё правило не поднимется.
catalog-preview = 📦 <b>Проверьте товар</b>
catalog-preview-photo = Фото: { $value }
catalog-preview-name = Название: <b>{ $value }</b>
catalog-preview-price = Цена: { $value }
catalog-preview-cost = Себестоимость: { $value }
catalog-preview-min = Минимум: { $value }
catalog-preview-max = Максимум: { $value }
catalog-preview-has-photo = есть
catalog-save-btn = ✅ Сохранить
catalog-edit-photo-btn = ✏️ Фото
catalog-edit-name-btn = ✏️ Название
catalog-edit-price-btn = ✏️ Цена
catalog-edit-cost-btn = ✏️ Себестоимость
catalog-edit-min-btn = ✏️ Минимум
catalog-edit-max-btn = ✏️ Максимум
catalog-added = ✅ Товар «{ $name }» сохранён.
