error-marketplace-token-rejected = Kaspi не принял этот токен. Создайте новый в кабинете Kaspi (Настройки → Токен API) и пришлите его сюда.
error-marketplace-unreachable = Kaspi сейчас не отвечает. Ничего не потеряно, попробуйте через несколько минут.
error-marketplace-not-sent = Не удалось связаться с Kaspi, поэтому ничего не отправили. Попробуйте через несколько минут.
error-marketplace-blocked = Kaspi на время закрыл нам доступ. Ничего не потеряно, попробуйте через несколько минут.
error-marketplace-rate-limited = Kaspi просит обращаться реже. Попробуйте немного позже.
error-marketplace-bad-answer = Мы не поняли ответ Kaspi. Попробуйте ещё раз; если повторится, сообщите поддержке.
error-marketplace-invalid-credentials = Kaspi не принял почту, телефон или пароль. Проверьте и напишите ещё раз.
error-marketplace-code-wrong = Код не подошёл. Проверьте последнее сообщение от Kaspi и введите код ещё раз.
error-marketplace-code-flood = Kaspi больше не принимает и не присылает коды: было слишком много попыток. Подождите несколько минут и начните вход заново.
error-marketplace-session-expired = Вход в кабинет Kaspi закончился. Войдите заново.
error-marketplace-refused = Kaspi отказал: { $reason ->
    [wrong-code] код не подошёл.
    [order-cancelled] заказ уже отменён.
    [order-completed] заказ уже завершён.
    [needs-signing] заказ ждёт подписания.
    [not-found] такого у Kaspi нет.
    [bad-price] такая цена не подходит.
   *[not-allowed] сейчас это действие недоступно.
  }
error-marketplace-no-merchant = У этой учётной записи Kaspi нет ни одного магазина. Войдите под учётной записью продавца.
