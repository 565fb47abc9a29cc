error-messaging-message-not-found = There is no such message.
error-messaging-not-resendable = This message needs no second sending: it isn't lost.
error-messaging-event-unknown = There is no such event: { $event }.
error-messaging-template-empty = The template is empty. Write what the customer will read.
error-messaging-template-too-long = The template is too long: { $max } characters at most.
error-messaging-variable-unknown = There are no such placeholders: { $names }. Choose from the list below the field.
error-messaging-whats-app-missing = WhatsApp isn't connected yet.

messaging-template-order_approved =
    Hello { $customer_name }!
    { $store_name } has received your order { $order_code } for { $order_total }.
    { $items_list }
    We will write when we have accepted it.
messaging-template-order_accepted =
    { $customer_name }, your order { $order_code } is accepted and being packed.
    { $items_list }
    Total: { $order_total }
    { $delivery_address }
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, your order { $order_code } is on its way.
    { $delivery_address }
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, your order { $order_code } has been delivered.
    If something is wrong, simply reply to this message.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, your order { $order_code } has been handed over. Thank you for choosing { $store_name }.
    If you have questions, simply reply to this message.
messaging-template-order_cancelled =
    { $customer_name }, your order { $order_code } for { $order_total } is cancelled.
    Kaspi will return the money. If this is a mistake, simply reply to this message.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, how did you like order { $order_code }?
    { $items_list }
    We would be grateful for a review on Kaspi: it helps other customers.
    { $store_name }

messaging-example-customer = Aigerim S.
messaging-example-items = • iPhone 15 clear case × 1
messaging-example-address = Almaty, Abai 1, flat 5
