pricing-reason-no_minimum = Минимальная цена не задана, поэтому цена не меняется. Задайте минимум, и правило начнёт работать.
pricing-reason-card_unknown = Kaspi не показал ни одного предложения на карточке, даже нашего. Цену не трогаем и проверим ещё раз.
pricing-reason-offer_missing = Нашего предложения нет на карточке: возможно, товар снят с продажи в этом городе. Цену не трогаем.
pricing-reason-no_rivals = Конкурентов на карточке нет, поэтому цена { $target } — самая высокая из разрешённых.
pricing-reason-fewer_than_n = Конкурентов меньше, чем нужно для места { $topN } (сейчас { $rivals }), поэтому цена { $target } — самая высокая из разрешённых.
pricing-reason-rival_below_floor = { $rival } продаёт за { $rivalPrice }, а наш минимум { $floor }. Держим { $target } и ждём, пока конкурент уйдёт.
pricing-reason-rival_below_floor_next = Ниже { $floor } не идём. Следуем за следующим конкурентом: { $rival } просит { $rivalPrice }, наша цена { $target }.
pricing-reason-rival_below_floor_max = { $rival } продаёт за { $rivalPrice }, а мы ниже { $floor } не идём. По правилу стоим на максимальной цене { $target }.
pricing-reason-at_ceiling = Конкурент { $rival } просит { $rivalPrice }, но выше { $ceiling } правило не поднимается.
pricing-reason-at_floor = Конкурент { $rival } просит { $rivalPrice }. Цена { $target } — наш минимум, ниже не идём.
pricing-reason-undercut_rival = { $rival } просит { $rivalPrice }. Встали на шаг ({ $step }) ниже: { $target }.
pricing-reason-rival_left_raise = Конкурент подешевле ушёл или поднял цену. Теперь впереди { $rival } с ценой { $rivalPrice }, шаг { $step }: поднимаем до { $target }.
pricing-reason-top_n_kept = Держим место в первых { $topN }: { $rival } просит { $rivalPrice }, шаг { $step }, наша цена { $target }.
pricing-reason-already_first = Мы уже первые: { $price }, следующий { $rival } — { $rivalPrice }.
pricing-reason-already_at_target = Цена { $price } уже стоит на шаг { $step } ниже, чем у { $rival } ({ $rivalPrice }).
pricing-reason-matched_rival = Стоим вровень с { $rival }: у него { $rivalPrice }, у нас { $target }.
pricing-reason-margin_kept = { $rival } просит { $rivalPrice }, но дешевле { $marginPrice } нужная маржа не останется. Наша цена { $target }.
pricing-reason-profit_floor = { $rival } просит { $rivalPrice }, а нужная прибыль остаётся только от { $floor }. Ниже не идём, наша цена { $target }.
pricing-reason-cost_unknown = Правило бережёт прибыль, а себестоимость товара не указана, поэтому за конкурентами не идём: цена { $target }. Укажите себестоимость.
pricing-reason-profit_impossible = Такую прибыль, как просит правило, не оставляет ни одна цена: цена { $target }. Уменьшите прибыль в правиле или проверьте себестоимость.
pricing-reason-climbing = Конкурентов на карточке нет, поэтому понемногу поднимаем цену до { $ceiling }: сейчас { $target }.
pricing-reason-not_alone = На карточке есть конкуренты ({ $rivals }), поэтому ждём, пока они уйдут, и держим { $target }.
pricing-reason-stock_low = Товара осталось мало ({ $stock } шт.), поэтому стоим на { $percent } % выше самого дешёвого конкурента: { $rival } просит { $rivalPrice }, наша цена { $target }.
pricing-reason-schedule_shift = Сейчас действует поправка по расписанию ({ $percent } %): { $rival } просит { $rivalPrice }, наша цена { $target }.
pricing-reason-custom_price = Ваш сценарий предложил { $proposed }. С учётом минимума и максимума цена { $target }.
pricing-reason-custom_missing = Сценарий не предложил цену, поэтому держим { $target }.
pricing-reason-friend_ahead = { $friend } просит { $friendPrice }. Это дружественный или ваш же магазин, с ним ценой не соревнуемся: наша цена { $target }.
pricing-reason-price_war = С { $rival } началась ценовая война: цены меняются слишком часто. До { $until } ниже не идём, наша цена { $target }.
pricing-reason-kaspi_unavailable = Kaspi сейчас не отвечает. Цену не трогаем и скоро проверим ещё раз.
pricing-reason-set_by_hand = Цену поставили вы: { $price } → { $target }.
pricing-reason-not_sent = Хотели поставить { $target }, но цена не ушла на Kaspi. Остаётся { $price }, проверим ещё раз.
pricing-reason-not_taken = Kaspi не принял цену { $target }. Остаётся { $price }, попробуем позже.

error-pricing-listing-not-found = Такого товара в магазине нет. Возможно, его удалили.
error-pricing-store-not-found = Такого магазина нет.
error-pricing-price-not-found = Для этого товара и города цены ещё нет.
error-pricing-rule-not-found = Правила ещё нет. Сначала настройте его.
error-pricing-min-above-max = Минимальная цена { $min } выше максимальной { $max }. Напишите другую цену.
error-pricing-not-positive = Цена должна быть больше нуля.
error-pricing-not-whole = Kaspi принимает только целые тенге. Напишите цену без тиынов.
error-pricing-too-small = Kaspi не принимает цену ниже { $floor }.
error-pricing-too-big = Цена слишком высокая: можно до { $limit }.
error-pricing-below-minimum = Это ниже минимальной цены { $min }. Напишите цену выше или сначала измените минимальную.
error-pricing-above-maximum = Это выше максимальной цены { $max }. Напишите цену ниже или сначала измените максимальную.
error-pricing-step-invalid = Шаг — целое число тенге, от 1 ₸.
error-pricing-place-invalid = Место — целое число от 1 до 50.
error-pricing-interval-invalid = Проверять можно не чаще раза в секунду и не реже раза в сутки.
error-pricing-hours-invalid = Часы работы — время от 00:00 до 24:00.
error-pricing-rating-invalid = Рейтинг — число от 0,1 до 5.
error-pricing-delivery-invalid = Срок доставки — целое число дней от 0 до 30.
error-pricing-profit-invalid = Прибыль — сумма в целых тенге или процент от 0 до 1 000, но не то и другое сразу.
error-pricing-margin-invalid = Маржа — от 0,01 до 90 % цены.
error-pricing-climb-invalid = За один раз цену можно поднимать на 0,01–50 %.
error-pricing-stock-invalid = Малый остаток — от 0 до 10 000 штук, наценка — от 0 до 50 %.
error-pricing-windows-invalid = В расписании не больше 12 промежутков от 00:00 до 24:00, поправка — от −50 до 50 %.
error-pricing-city-unknown = Kaspi не знает города { $cityId }. Выберите город из списка.
error-pricing-minimum-missing = Сначала задайте минимальную цену: без неё правило не включить.
error-pricing-feed-not-found = Прайс-лист этого магазина не включён.
error-pricing-feed-merchant-missing = Укажите идентификатор продавца на Kaspi: без него Kaspi не примет прайс-лист.
error-pricing-feed-merchant-invalid = В идентификаторе продавца могут быть только латинские буквы, цифры, дефис и подчёркивание.
error-pricing-feed-points-missing = Укажите хотя бы одну точку продаж: без неё все товары снимутся с продажи.
error-pricing-feed-point-invalid = «{ $point }» не похоже на точку продаж. В кабинете Kaspi они называются PP1, PP2 и так далее.
error-pricing-shrink-not-asked = Прайс-лист не сократился, подтверждать нечего.
error-pricing-feed-empty = В прайс-листе нет ни одного товара, поэтому мы его не отдаём. На Kaspi остаётся прежний список.
error-pricing-feed-shrunk = Товаров в прайс-листе стало намного меньше: было { $from }, теперь { $to }. Мы не отдаём его без Вашего подтверждения, на Kaspi остаётся прежний список.
error-pricing-period-invalid = Начало периода должно быть раньше конца.
error-pricing-simulation-too-long = Проверка правила не уложилась в { $seconds } с. Выберите период короче или один товар.
error-pricing-simulation-too-many = Для проверки правила выбрано товаров: { $count }. За один раз можно до { $limit }.

# chat
pricing-command = Цены и правила
pricing-home-btn = 💸 Цены
pricing-home-floor = { $count ->
    [one] { $count } товар упёрся в минимум
    [few] { $count } товара упёрлись в минимум
   *[other] { $count } товаров упёрлись в минимум
  }
pricing-title = 💸 <b>Цены</b>
pricing-empty = Цен пока нет. Загрузите товары с Kaspi или добавьте товар.
pricing-count-total = Всего: { $count }
pricing-count-repriced = Правило работает: { $count }
pricing-count-first = На первом месте: { $count }
pricing-count-floor = Упёрлись в минимум: { $count }
pricing-count-pending = Kaspi ещё меняет: { $count }
pricing-count-paused = На паузе: { $count }
pricing-count-no-rule = Без правила: { $count }
pricing-count-no-min = Без минимальной цены: { $count }
pricing-count-unseen = Не видно на Kaspi: { $count }
pricing-minimum-hint = Без минимальной цены товар не двигается. Задать её можно в карточке товара, кнопкой «Правило».
pricing-store-rule = 🏪 { $store }:
pricing-store-rule-none = общего правила нет
pricing-on = включено
pricing-paused = на паузе
pricing-rule-btn = ✏️ Правило магазина
pricing-pause-all-btn = ⏸ Остановить всё
pricing-resume-all-btn = ▶️ Запустить снова
pricing-rule-standard = Обходить конкурента, шаг { $step }
pricing-rule-always-first = Быть первым, шаг { $step }
pricing-rule-stay-top-n = Держаться в первых { $place }, шаг { $step }
pricing-rule-match = Вровень с самым дешёвым
pricing-rule-keep-margin = Беречь маржу, шаг { $step }
pricing-rule-raise-when-alone = Поднимать, когда один
pricing-rule-stock-aware = Следить за остатком, шаг { $step }
pricing-rule-schedule = По расписанию, шаг { $step }
pricing-rule-custom = Свой сценарий
pricing-min = мин { $price }
pricing-max = макс { $price }
pricing-no-min = минимум не задан
pricing-price = Цена { $price }
pricing-rank = Место в списке: { $rank } из { $offers }
pricing-rule-line = Правило:
pricing-last-move = { $mark } { $at } · { $from } → { $to }
pricing-move = { $mark } { $at } · { $from } → <b>{ $to }</b>
pricing-store-rule-title = ✏️ <b>Правило магазина «{ $store }»</b>
pricing-store-rule-explain = Общего правила ещё нет. Настройте его один раз, и оно будет действовать на все товары магазина, у которых нет своего.
pricing-rule-title = ✏️ <b>Правило · { $name }</b>
pricing-source-store = правило магазина
pricing-source-listing = своё правило товара
pricing-standing-on = ✅ Правило включено.
pricing-standing-store-on = ✅ Правило включено для товаров с минимальной ценой.
pricing-standing-paused = ⏸ Правило на паузе, цена не меняется.
pricing-standing-no-min = ⚠️ Правило включено, но минимальной цены нет, поэтому цена не меняется.
pricing-standing-none = ещё не задано
pricing-edit-btn = ✏️ Изменить
pricing-set-btn = ✏️ Настроить
pricing-pause-btn = ⏸ Пауза
pricing-resume-btn = ▶️ Включить
pricing-card-why-btn = ❓ Почему?
pricing-card-history-btn = 📈 История
pricing-card-rule-btn = ✏️ Правило
pricing-why-title = ❓ <b>Почему такая цена?</b> { $name }
pricing-why-not-yet = Мы ещё не смотрели карточку на Kaspi. Загляните через минуту.
pricing-why-no-rule = Правила нет, поэтому цену никто не меняет. Настройте правило в карточке товара.
pricing-refresh-btn = 🔄 Обновить
pricing-offers-title = Предложения на Kaspi, { $at }:
pricing-offer-own = { $place }. <b>Вы — { $price }</b>
pricing-offer-rival = { $place }. { $name } — { $price }
pricing-offer-ignored = { $place }. <s>{ $name } — { $price }</s> не учитываем
pricing-offers-more = …и ещё { $count }
pricing-history-title = 📈 <b>История цены</b> · { $name }
pricing-history-empty = Цена ещё не менялась.

pricing-ask-strategy = Как вести цену?
pricing-example = Пример на вашем товаре: «{ $name }», сейчас { $price }. Самый дешёвый конкурент — { $rival }, { $rivalPrice }.
pricing-example-alone = Пример на вашем товаре: «{ $name }», сейчас { $price }. Конкурентов пока не видно.
pricing-example-target = Цена стала бы { $target }.
pricing-example-common = Какую бы стратегию вы ни выбрали, сейчас цена была бы { $target }.
pricing-strategy-help-standard = <b>Обходить конкурента.</b> На шаг дешевле ближайшего конкурента, которого можно обойти, не опускаясь ниже вашего минимума.
pricing-strategy-help-always-first = <b>Быть первым.</b> На шаг дешевле самого дешёвого конкурента.
pricing-strategy-help-stay-top-n = <b>Держаться в первых.</b> Цена чуть выше, но место в первой тройке или пятёрке, как решите.
pricing-strategy-help-match = <b>Вровень с дешёвым.</b> Ровно столько же, сколько просит самый дешёвый конкурент.
pricing-strategy-help-keep-margin = <b>Беречь маржу.</b> На шаг дешевле самого дешёвого конкурента, но маржа остаётся не меньше заданной, обычно 10 % цены. Нужна себестоимость.
pricing-strategy-help-raise-when-alone = <b>Поднимать, когда один.</b> Пока есть конкуренты, цена стоит; без них растёт каждый раз на 5 %, до максимума.
pricing-strategy-help-stock-aware = <b>Следить за остатком.</b> Как «Быть первым», но когда остаётся 3 штуки или меньше, цена на 5 % выше самого дешёвого конкурента.
pricing-strategy-help-schedule = <b>По расписанию.</b> Как «Быть первым», но в заданные часы с поправкой: обычно с 22:00 до 08:00 на 2 % дороже.
pricing-strategy-help-custom = <b>Свой сценарий.</b> Цену предлагает сценарий, который вы одобрили; минимум и максимум всё равно действуют.
pricing-strategy-standard-btn = Обходить конкурента
pricing-strategy-always-first-btn = Быть первым
pricing-strategy-stay-top-n-btn = Держаться в первых
pricing-strategy-match-btn = Вровень с дешёвым
pricing-strategy-keep-margin-btn = Беречь маржу
pricing-strategy-raise-when-alone-btn = Поднимать, когда один
pricing-strategy-stock-aware-btn = Следить за остатком
pricing-strategy-schedule-btn = По расписанию
pricing-strategy-custom-btn = Свой сценарий
pricing-ask-step = На сколько тенге быть дешевле конкурента? При шаге 1 ₸: у него { $rival }, у вас { $own }.
pricing-ask-place = Среди скольких первых мест держаться? Выберите или напишите число от 1 до 50.
pricing-ask-min = Минимальная цена? Ниже неё не опустимся никогда. Сейчас товар стоит { $price }.
pricing-ask-max = Максимальная цена? Выше неё не поднимемся. Сейчас товар стоит { $price }.
pricing-no-max-btn = Без максимума
pricing-preview = Проверьте правило:
pricing-preview-store = Подойдёт всем товарам магазина без своего правила. Минимум у каждого товара свой: задайте его в карточке.
pricing-turn-on-btn = ✅ Включить
pricing-keep-off-btn = Сохранить на паузе
pricing-min-above-price = Минимум { $min } выше нынешней цены { $price }. Если включить правило, цена сразу поднимется до минимума. Всё верно?
pricing-raise-btn = ✅ Да, поднять
pricing-change-strategy-btn = ✏️ Стратегия
pricing-change-step-btn = ✏️ Шаг
pricing-change-place-btn = ✏️ Место
pricing-change-min-btn = ✏️ Минимум
pricing-change-max-btn = ✏️ Максимум
pricing-rule-on-now = ✅ Правило включено. Сейчас проверим цену.
pricing-rule-saved = Правило сохранено и стоит на паузе.

# history
pricing-column-at = Дата и время
pricing-column-city = Город
pricing-column-from = Было, ₸
pricing-column-to = Стало, ₸
pricing-column-reason = Причина
pricing-column-rank-before = Место до
pricing-column-rank-after = Место после
pricing-column-state = Что стало
pricing-state-held = ждёт вашего решения
pricing-state-proposed = ждёт отправки
pricing-state-pushing = отправляется
pricing-state-pending = Kaspi ещё меняет
pricing-state-unknown = ответ не пришёл
pricing-state-applied = готово
pricing-state-ignored = Kaspi не показал
pricing-state-failed = Kaspi не принял
pricing-state-replaced = заменена другой ценой
pricing-state-rejected = вы отклонили
pricing-chart-ours = Ваша цена
pricing-chart-rival = Самый дешёвый конкурент
pricing-chart-unseen = не проверяли
pricing-chart-empty = История появится после первых проверок
pricing-simulation-stands = Правило проверено по истории: { $looks ->
    [one] { $looks } проверка
    [few] { $looks } проверки
   *[many] { $looks } проверок
  } цен конкурентов.
pricing-simulation-thin = Истории пока мало: всего { $looks ->
    [one] { $looks } проверка
    [few] { $looks } проверки
   *[many] { $looks } проверок
  } цен конкурентов. Это только намёк, а не прогноз.
pricing-simulation-present = Истории ещё нет: правило проверено на нынешних предложениях карточки. Это только намёк, а не прогноз.
pricing-simulation-blind = Карточки этих товаров ещё ни разу не проверены, поэтому проверить правило не на чем.

# moves that wait
error-pricing-limit-invalid = Здесь нужно целое число от { $from } до { $to }.
error-pricing-move-not-found = Такого изменения цены нет.
error-pricing-move-not-held = { $state ->
    [proposed] Решать больше не нужно: цена уже уходит на Kaspi.
    [pushing] Решать больше не нужно: цена уже уходит на Kaspi.
    [pending] Решать больше не нужно: цена уже отправлена на Kaspi.
    [unknown] Решать больше не нужно: цена уже отправлена на Kaspi.
    [applied] Решать больше не нужно: эта цена уже стоит на Kaspi.
    [rejected] Уже решено: цену не меняем.
    [paused] Правило этого товара сейчас не работает, поэтому цену не меняем.
   *[replaced] Рынок с тех пор изменился, и такая цена больше не нужна.
  }
error-pricing-move-changed = Пока вы решали, рынок изменился: теперь правило предлагает { $price }. Посмотрите и решите ещё раз.
error-pricing-mass-not-asked = Вопрос об этом магазине уже закрыт.
pricing-held-count = { $count ->
    [one] { $count } цена ждёт вашего решения
    [few] { $count } цены ждут вашего решения
   *[other] { $count } цен ждут вашего решения
  }
pricing-held-btn = ⚠️ Решить: { $count }
pricing-held-title = ⚠️ <b>Ждут вашего решения: { $count }</b>
pricing-held-none = Всё решено: ни одна цена не ждёт вашего слова.
pricing-held-explain = Можно решать и по одной: ✅ разрешить, ⛔ не менять, ❓ почему.
pricing-held-limit = Больше чем на { $percent } % за раз мы цену без вас не меняем.
pricing-held-change = { $from } → <b>{ $to }</b> ({ $sign }{ $percent } %)
pricing-held-row = <b>{ $number }.</b> { $name }
pricing-held-name = <b>{ $name }</b>
pricing-held-proposal = 💬 Так предлагает правило:
pricing-held-cost = себестоимость { $price }
pricing-held-below-cost = ❗ Это ниже себестоимости.
pricing-held-allow-btn = ✅ Разрешить
pricing-held-refuse-btn = ⛔ Не менять
pricing-held-show-btn = 👀 Показать
pricing-held-all-btn = ✅ Разрешить все
pricing-held-all-question = Разрешить все изменения цен ({ $count })? Самое большое — { $percent } %. Ниже своих минимальных цен товары не опустятся.
pricing-held-all-yes-btn = ✅ Да, разрешить
pricing-held-all-done = ✅ Разрешено цен: { $count }.
pricing-held-all-left = Ещё ждут решения: { $count }. Они появились или изменились, пока вы смотрели.
pricing-held-next-btn = Дальше ▶
pricing-mass-title = ⚠️ <b>«{ $store }»: сразу много цен</b>
pricing-mass-count = Ждут решения: { $count } из { $prices }. Подешевеют { $cuts }, подорожают { $raises }. Ждут с { $since }.
pricing-mass-none = Сейчас ни одна цена не ждёт: рынок успокоился.
pricing-mass-limit = Больше { $percent } % цен магазина за один раз мы без вас не меняем: ошибиться может и рынок, и правило.
pricing-mass-allow-btn = ✅ Разрешить на сутки
pricing-mass-refuse-btn = ⛔ Не сейчас
pricing-wait-approval = ⏸ Новая цена { $price } ждёт вашего решения: изменение слишком большое.
pricing-wait-mass = ⏸ Новая цена { $price } ждёт вашего решения вместе с другими ценами магазина.
pricing-wait-budget = ⏳ Новая цена { $price } ждёт до { $until }: лимит изменений Kaspi за 30 минут исчерпан.
pricing-wait-budget-soon = ⏳ Новая цена { $price } скоро уйдёт: лимит изменений Kaspi за 30 минут исчерпан.
pricing-wait-rest = ⏳ Новая цена { $price } ждёт до { $until }: Kaspi просит обращаться реже.
pricing-wait-rest-soon = ⏳ Новая цена { $price } скоро уйдёт: Kaspi просит обращаться реже.
pricing-wait-channel = 💡 Новая цена { $price } только предложена: отправить её на Kaspi пока нечем. Войдите в кабинет Kaspi, и она уйдёт.
pricing-wait-next = ⏳ Новая цена { $price } уйдёт на Kaspi со следующей отправкой.
