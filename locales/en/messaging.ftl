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

# chat
messaging-command = Messages to customers
messaging-home-btn = 💬 Messages
messaging-home-not-linked = WhatsApp is not connected: customers get no messages
messaging-home-failed = Messages that did not arrive: { $count }
messaging-title = 💬 <b>Messages to customers</b>
messaging-queued = Waiting to be sent: { $count }
messaging-failed = Did not arrive: { $count }
messaging-whatsapp-absent = WhatsApp is not connected. Connect the shop's number, and customers will hear of their orders by themselves.
messaging-whatsapp-stopped = WhatsApp is starting. The code to sign in comes here in a few seconds.
messaging-whatsapp-starting = WhatsApp is starting. The code to sign in comes here in a few seconds.
messaging-whatsapp-waiting-for-scan = WhatsApp waits for you to scan the code.
messaging-whatsapp-waiting-for-passkey = Confirm on the phone: WhatsApp asks for a passkey.
messaging-whatsapp-syncing = The code is taken, WhatsApp is loading the chats. It is mostly under a minute.
messaging-whatsapp-ready = ✅ WhatsApp is connected: { $phone }
messaging-whatsapp-ready-unnamed = ✅ WhatsApp is connected.
messaging-whatsapp-recovering = The connection to WhatsApp broke, we are restoring it.
messaging-whatsapp-logged-out = ⚠️ WhatsApp has signed out: the device was unlinked on the phone. Connect the number again.
messaging-whatsapp-restricted = ⚠️ WhatsApp has restricted this number. Open WhatsApp on the phone and see what it asks.
messaging-whatsapp-failed = ⚠️ WhatsApp did not start. Try to connect once more.
messaging-connect-btn = 📱 Connect WhatsApp
messaging-qr-btn = 📱 Show the code
messaging-disconnect-btn = ⛔ Disconnect WhatsApp
messaging-disconnect-question = Disconnect WhatsApp? Customers get no messages until you connect a number again.
messaging-disconnect-yes-btn = ⛔ Yes, disconnect
messaging-refresh-btn = 🔄 Refresh
messaging-open-btn = 💬 To messages
messaging-qr-caption = On the shop's phone open WhatsApp → Linked devices → Link a device, and point the camera at the code. The code renews itself here.
messaging-qr-late = Nobody scanned the code for long, so I took it away. Tap the button when the phone is at hand.
messaging-failed-btn = ⚠️ Did not arrive
messaging-failed-title = ⚠️ <b>Did not reach customers</b>
messaging-failed-none = Every message has arrived.
messaging-failed-line = { $event } · { $recipient } · { $at }
messaging-notice = Notice
messaging-why-not-on-whatsapp = This number is not on WhatsApp.
messaging-why-outcome-unknown = It is not known whether it arrived: the connection broke while it was sent.
messaging-why-refused-by-network = WhatsApp did not take the message.
messaging-why-other = It could not be sent.
messaging-templates-btn = 📝 Templates
messaging-templates = 📝 <b>Message templates</b>
    What customers are written, and when. Tap one to see or change it.
messaging-template-title = 📝 <b>{ $event }</b>
messaging-template-is-on = ✅ Is sent
messaging-template-is-off = ⏸ Is not sent
messaging-template-preview = The customer will read:
messaging-template-edit-btn = ✏️ Change the text
messaging-template-on-btn = ▶️ Send it
messaging-template-off-btn = ⏸ Do not send it
messaging-template-reset-btn = ↩️ Back to the original
messaging-template-question = Write the new text. These words are replaced by the order's data:
messaging-template-saved = ✅ The text is saved.
messaging-notice-order-status = 🧾 Order { $code }: { $status }.
messaging-notice-not-linked = ⚠️ WhatsApp is not connected, messages to customers wait. Connect a number, and they leave.
messaging-notice-absent = ⚠️ The customer of order { $code } could not be written to: { $phone } is not on WhatsApp.
messaging-notice-token-rejected = ⚠️ Kaspi no longer takes the token of “{ $store }”. Orders are not read until you add a new one.
messaging-notice-needs-reauth = ⚠️ Store “{ $store }”: prices do not move.
messaging-notice-price-floor = 💸 { $name }: the price is at its minimum, { $price }.
messaging-notice-price-failed = 💸 { $name }: Kaspi did not set the price { $price }. We will try again.
messaging-order-btn = 🧾 Open the order
messaging-token-btn = 🔑 Add a token
messaging-sign-in-btn = 🔑 Sign in to Kaspi
messaging-price-btn = ❓ Why?
