error-order-not-found = Такого заказа нет.
error-order-not-acceptable = Заказ { $code } уже нельзя принять: он отменён.
error-order-not-cancellable = Заказ { $code } уже нельзя отменить: посылка собрана или выдана.

# chat
orders-command = Заказы
orders-home-btn = { $count ->
    [0] 🧾 Заказы
   *[other] 🧾 Заказы · { $count }
  }
orders-home-today = Сегодня: { $count ->
    [one] { $count } заказ
    [few] { $count } заказа
   *[other] { $count } заказов
  } · { $total }
orders-title = 🧾 <b>Заказы</b>
orders-group-new = Новые: их пора принять.
orders-group-work = Приняты, собираются.
orders-group-way = В пути к покупателю.
orders-group-done = Выданы покупателю.
orders-group-back = Отменены или возвращаются.
orders-empty-new = Новых заказов нет. Как только появится, сразу напишу.
orders-empty-work = Сейчас ничего не собирается.
orders-empty-way = Сейчас ничего не едет к покупателям.
orders-empty-done = Выданных заказов пока нет.
orders-empty-back = Отмен и возвратов нет.
orders-group-new-btn = 🆕 Новые · { $count }
orders-group-work-btn = 📦 В работе · { $count }
orders-group-way-btn = 🚚 В пути · { $count }
orders-group-done-btn = ✅ Выданы · { $count }
orders-group-back-btn = ↩️ Отмены · { $count }
orders-next-btn = Дальше ▶
orders-refresh-btn = 🔄 Обновить
orders-status-new = новый
orders-status-accepted = принят
orders-status-packed = собран
orders-status-handed-over = в пути
orders-status-completed = выдан
orders-status-cancelling = отменяется
orders-status-cancelled = отменён
orders-status-returning = возвращается
orders-status-returned = возвращён
orders-card-title = 🧾 <b>Заказ { $code }</b> · { $status }
orders-card-line = { $quantity } × { $name } — { $total }
orders-card-more = …и ещё позиций: { $count }
orders-card-total = Итого: <b>{ $total }</b>
orders-card-deliver-by = до { $at }
orders-card-placed = { $store } · { $at }
orders-card-reason = Причина: { $reason }
orders-delivery-kaspi-delivery = Kaspi Доставка
orders-delivery-postomat = Kaspi Постомат
orders-delivery-own-pickup = Самовывоз
orders-delivery-own-courier = Ваша доставка
orders-delivery-unknown = Доставка не указана
orders-accept-btn = ✅ Принять
orders-cancel-btn = ⛔ Отменить
orders-resend-btn = 🔁 Отправить снова
orders-cancel-question = Почему отменяем заказ { $code }? Причину увидит Kaspi.
orders-cancel-sure = Отменить заказ { $code }? Причина: { $reason }. Вернуть его будет нельзя.
orders-cancel-yes-btn = ⛔ Да, отменить
orders-reason-buyer-btn = Так решил покупатель
orders-reason-no-answer-btn = Покупатель не отвечает
orders-reason-out-of-stock-btn = Нет в наличии
orders-outcome-already = Заказ { $code } уже здесь: { $status }. Второй раз ничего не отправлено.
orders-outcome-busy = Заказ { $code } уже отправлен в Kaspi, ждём ответа.
orders-outcome-refused = Kaspi не согласился. Заказ { $code } сейчас: { $status }.
orders-told = 💬 { $event }: { $standing }
orders-told-order-approved = Заказ получен
orders-told-order-accepted = Заказ принят
orders-told-order-shipped = Заказ в пути
orders-told-order-delivered = Заказ доставлен
orders-told-order-completed = Заказ выдан
orders-told-order-cancelled = Заказ отменён
orders-told-review-request = Просьба об отзыве
orders-message-queued = в очереди
orders-message-sending = отправляем
orders-message-sent = отправлено
orders-message-delivered = доставлено
orders-message-read = прочитано
orders-message-failed = не дошло
orders-message-unknown = неизвестно, дошло ли
orders-message-not-linked = ждёт подключения WhatsApp
orders-message-absent = номера нет в WhatsApp
orders-message-quiet = уйдёт утром
