error-messaging-message-not-found = Мұндай хабарлама жоқ.
error-messaging-not-resendable = Бұл хабарламаны қайта жіберудің қажеті жоқ: ол жоғалған жоқ.
error-messaging-event-unknown = Мұндай оқиға жоқ: { $event }.
error-messaging-template-empty = Үлгі бос. Сатып алушы нені оқитынын жазыңыз.
error-messaging-template-too-long = Үлгі тым ұзын: { $max } таңбадан аспасын.
error-messaging-variable-unknown = Мұндай қойылымдар жоқ: { $names }. Өрістің астындағы тізімнен таңдаңыз.
error-messaging-whats-app-missing = WhatsApp әлі қосылмаған.

messaging-template-order_approved =
    Сәлеметсіз бе, { $customer_name }!
    { $store_name } дүкені { $order_total } тұратын { $order_code } тапсырысыңызды алды.
    { $items_list }
    Тапсырысты қабылдағанда хабарлаймыз.
messaging-template-order_accepted =
    { $customer_name }, { $order_code } тапсырысыңыз қабылданды, қазір жинап жатырмыз.
    { $items_list }
    Сомасы: { $order_total }
    { $delivery_address }
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, { $order_code } тапсырысыңыз жеткізуге берілді.
    { $delivery_address }
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, { $order_code } тапсырысыңыз жеткізілді.
    Бірдеңе дұрыс болмаса, осы хабарламаға жауап жазыңыз.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, { $order_code } тапсырысыңыз берілді. { $store_name } дүкенін таңдағаныңызға рақмет.
    Сұрағыңыз болса, осы хабарламаға жауап жазыңыз.
messaging-template-order_cancelled =
    { $customer_name }, { $order_total } тұратын { $order_code } тапсырысынан бас тартылды.
    Ақшаңызды Kaspi қайтарады. Бұл қате болса, осы хабарламаға жауап жазыңыз.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, { $order_code } тапсырысыңыз көңіліңізден шықты ма?
    { $items_list }
    Kaspi-де пікір қалдырсаңыз, қуанамыз: ол басқа сатып алушыларға көмектеседі.
    { $store_name }

messaging-example-customer = Айгерім С.
messaging-example-items = • iPhone 15 мөлдір қабы × 1
messaging-example-address = Алматы, Абай 1, 5-пәтер
