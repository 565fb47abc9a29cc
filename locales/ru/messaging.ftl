error-messaging-message-not-found = Такого сообщения нет.
error-messaging-not-resendable = Это сообщение отправлять заново не нужно: оно не потерялось.
error-messaging-event-unknown = Такого события нет: { $event }.
error-messaging-template-empty = Шаблон пуст. Напишите, что получит покупатель.
error-messaging-template-too-long = Шаблон слишком длинный: не больше { $max } символов.
error-messaging-variable-unknown = Таких подстановок нет: { $names }. Выберите из списка под полем.
error-messaging-whats-app-missing = WhatsApp ещё не подключён.

messaging-template-order_approved =
    Здравствуйте, { $customer_name }!
    Магазин { $store_name } получил ваш заказ { $order_code } на { $order_total }.
    { $items_list }
    Напишем, когда примем его в работу.
messaging-template-order_accepted =
    { $customer_name }, заказ { $order_code } принят, мы его собираем.
    { $items_list }
    Сумма: { $order_total }
    { $delivery_address }
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, заказ { $order_code } передан в доставку.
    { $delivery_address }
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, заказ { $order_code } доставлен.
    Если что-то не так, просто ответьте на это сообщение.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, заказ { $order_code } выдан. Спасибо, что выбрали { $store_name }.
    Если появятся вопросы, просто ответьте на это сообщение.
messaging-template-order_cancelled =
    { $customer_name }, заказ { $order_code } на { $order_total } отменён.
    Деньги вернёт Kaspi. Если это ошибка, просто ответьте на это сообщение.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, всё ли понравилось в заказе { $order_code }?
    { $items_list }
    Будем признательны за отзыв на Kaspi: он помогает другим покупателям.
    { $store_name }

messaging-example-customer = Айгерим С.
messaging-example-items = • Чехол iPhone 15 прозрачный × 1
messaging-example-address = Алматы, Абая 1, кв. 5
