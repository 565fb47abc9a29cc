error-messaging-message-not-found = There is no such message.
error-messaging-not-resendable = There is no need to send this message again: it is not lost.
error-messaging-event-unknown = There is no such event: { $event }.
error-messaging-template-empty = The template is empty. Write what the customer will read.
error-messaging-template-too-long = The template is too long: { $max } characters at most.
error-messaging-variable-unknown = There are no such words to replace: { $names }. Use the words from the list.
error-messaging-whats-app-missing = WhatsApp isn't connected yet.

messaging-template-order_approved =
    Hello, { $customer_name }!
    { $store_name } has received your order { $order_code } for { $order_total }.
    { $items_list }
    We will write as soon as we accept it.
messaging-template-order_accepted =
    { $customer_name }, your order { $order_code } is accepted and we are packing it.
    { $items_list }
    Total: { $order_total }
    { $delivery_address }
    We will write as soon as there is news.
    { $store_name }
messaging-template-order_shipped =
    { $customer_name }, your order { $order_code } for { $order_total } is on its way.
    { $delivery_address }
    We will write when it arrives.
    { $store_name }
messaging-template-order_delivered =
    { $customer_name }, your order { $order_code } for { $order_total } has been delivered.
    If anything is wrong, just reply to this message.
    { $store_name }
messaging-template-order_completed =
    { $customer_name }, your order { $order_code } for { $order_total } has been handed over. Thank you for choosing { $store_name }.
    If you have any questions, just reply to this message.
messaging-template-order_cancelled =
    { $customer_name }, your order { $order_code } for { $order_total } is cancelled.
    If you have already paid, Kaspi will return the money. If this is a mistake, just reply to this message.
    { $store_name }
messaging-template-review_request =
    { $customer_name }, did you like everything in order { $order_code }?
    { $items_list }
    We would be grateful for a review on Kaspi: it helps other customers.
    { $store_name }

messaging-example-customer = Aigerim S.
messaging-example-items = • iPhone 15 clear case × 1
messaging-example-address = Almaty, Abai 1, flat 5

# chat
messaging-command = Messages to customers
messaging-home-btn = 💬 Messages
messaging-home-not-linked = WhatsApp is not connected: customers get no messages
messaging-home-failed = Messages not delivered: { $count }
messaging-title = 💬 <b>Messages to customers</b>
messaging-queued = Waiting to be sent: { $count }
messaging-failed = Not delivered: { $count }
messaging-whatsapp-absent = WhatsApp is not connected. Connect the store’s number, and customers will get messages about their orders.
messaging-whatsapp-stopped = WhatsApp is starting. The sign-in code will come here in a few seconds.
messaging-whatsapp-starting = WhatsApp is starting. The sign-in code will come here in a few seconds.
messaging-whatsapp-waiting-for-scan = WhatsApp is waiting for you to scan the code.
messaging-whatsapp-waiting-for-passkey = Confirm on your phone: WhatsApp is asking for a passkey.
messaging-whatsapp-syncing = The code is accepted, WhatsApp is loading the chats. It usually takes less than a minute.
messaging-whatsapp-ready = ✅ WhatsApp is connected: { $phone }
messaging-whatsapp-ready-unnamed = ✅ WhatsApp is connected.
messaging-whatsapp-recovering = The connection to WhatsApp was lost, we are restoring it.
messaging-whatsapp-logged-out = ⚠️ WhatsApp is signed out: the device was unlinked on the phone. Connect the number again.
messaging-whatsapp-restricted = ⚠️ WhatsApp has restricted this number. Open WhatsApp on the phone and see what it asks for.
messaging-whatsapp-failed = ⚠️ WhatsApp did not start. Try connecting again.
messaging-connect-btn = 📱 Connect WhatsApp
messaging-qr-btn = 📱 Show code
messaging-disconnect-btn = ⛔ Disconnect WhatsApp
messaging-disconnect-question = Disconnect WhatsApp? Customers will get no messages until you connect a number again.
messaging-disconnect-yes-btn = ⛔ Yes, disconnect
messaging-refresh-btn = 🔄 Refresh
messaging-open-btn = 💬 To messages
messaging-qr-caption = On the store’s phone open WhatsApp → Linked devices → Link a device, and point the camera at the code. The code refreshes here by itself.
messaging-qr-late = Nobody scanned the code for a while, so I removed it. Press the button when the phone is at hand.
messaging-failed-btn = ⚠️ Not delivered
messaging-failed-title = ⚠️ <b>Not delivered to customers</b>
messaging-failed-none = All messages were delivered.
messaging-failed-line = { $event } · { $recipient } · { $at }
messaging-notice = Notice
messaging-why-not-on-whatsapp = This number is not on WhatsApp.
messaging-why-outcome-unknown = We do not know whether it arrived: the connection was lost while sending.
messaging-why-refused-by-network = WhatsApp did not accept the message.
messaging-why-other = It could not be sent.
messaging-templates-btn = 📝 Templates
messaging-templates = 📝 <b>Message templates</b>
    What we write to customers, and when. Press one to see or change it.
messaging-template-title = 📝 <b>{ $event }</b>
messaging-template-is-on = ✅ Sent
messaging-template-is-off = ⏸ Not sent
messaging-template-preview = The customer will read:
messaging-template-edit-btn = ✏️ Edit the text
messaging-template-on-btn = ▶️ Send
messaging-template-off-btn = ⏸ Do not send
messaging-template-reset-btn = ↩️ Restore the original
messaging-template-question = Write the new text. We will replace these words with the order’s details:
messaging-template-saved = ✅ The text is saved.
messaging-notice-order-status = 🧾 Order { $code }: { $status }.
messaging-notice-not-linked = ⚠️ WhatsApp is not connected, so messages to customers are waiting. Connect a number and they will be sent.
messaging-notice-absent = ⚠️ We could not write to the customer of order { $code }: { $phone } is not on WhatsApp.
messaging-notice-absent-unseen = ⚠️ We could not write to the customer of order { $code }: their number is not on WhatsApp.
messaging-notice-no-phone = ⚠️ We cannot write to the customer of order { $code }: Kaspi did not show their phone. Once it does, the messages will go by themselves.
messaging-notice-token-rejected = ⚠️ Kaspi no longer accepts the token of “{ $store }”. We cannot read orders until you add a new one.
messaging-notice-needs-reauth = ⚠️ Store “{ $store }”: prices are not changing.
messaging-notice-prices = 💸 <b>Prices worth a look</b>
messaging-notice-prices-more = …and { $count } more
messaging-notice-price-floor = • { $name }: the price has reached its minimum, { $price }.
messaging-notice-price-failed = • { $name }: Kaspi never set the price { $price }; the old one is still there.
messaging-notice-price-outside = • { $name }: the price { $price } no longer fits your limits, so we did not send it.
messaging-order-btn = 🧾 Open order
messaging-token-btn = 🔑 Add token
messaging-sign-in-btn = 🔑 Sign in to Kaspi
messaging-prices-btn = 💸 Open prices

# questions about prices
messaging-held-many = ⚠️ <b>{ $count ->
    [one] { $count } price waits for your decision
   *[other] { $count } prices wait for your decision
  }</b>
messaging-held-one = ⚠️ <b>Set this price?</b>
messaging-held-store = 🏪 { $store }
messaging-held-line = • { $name }
messaging-held-more = …and { $count } more
messaging-held-answered = Decided already: { $count }
messaging-held-allowed = ✅ <b>The new price is allowed</b>
messaging-held-refused = ⛔ <b>The price stays as it was</b>
messaging-held-over = ✔️ <b>All of these prices are decided</b>
messaging-held-gone = ↩️ <b>Nothing to decide any more</b>
    The market has changed, and these prices are no longer wanted.
messaging-held-by = Decided by { $name }
messaging-held-by-staff = Decided by Sauda support
messaging-mass-allowed = ✅ <b>{ $store }: allowed for a day</b>
    { $count ->
        [one] { $count } price goes
       *[other] { $count } prices go
      } to Kaspi.
messaging-mass-refused = ⛔ <b>{ $store }: not for now</b>
    { $count ->
        [one] { $count } price stays as it was.
       *[other] { $count } prices stay as they were.
      }
messaging-notice-price-war = • { $name }: a price war with { $rival }. We have stopped and do not go lower for now.
messaging-notice-budget = • { $store }: Kaspi’s limit is { $changes ->
    [one] { $changes } change
   *[other] { $changes } changes
  } in 30 minutes. The most valuable prices have left, the others ({ $waiting }) wait until { $until }.
messaging-notice-budget-over = • { $store }: we reached Kaspi’s limit today ({ $changes } in 30 minutes). The most valuable prices left first.
