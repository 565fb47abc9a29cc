error-order-not-found = There is no such order.
error-order-not-acceptable = Order { $code } can no longer be accepted: it was cancelled.
error-order-not-cancellable = Order { $code } can no longer be cancelled: the parcel is packed or handed over.

# chat
orders-command = Orders
orders-home-btn = { $count ->
    [0] 🧾 Orders
   *[other] 🧾 Orders · { $count }
  }
orders-home-today = Today: { $count ->
    [one] { $count } order
   *[other] { $count } orders
  } · { $total }
orders-title = 🧾 <b>Orders</b>
orders-group-new = New: time to accept them.
orders-group-work = Accepted, being packed.
orders-group-way = On the way to the customer.
orders-group-done = Handed over to the customer.
orders-group-back = Cancelled or coming back.
orders-empty-new = No new orders. I will write as soon as one comes.
orders-empty-work = Nothing is being packed now.
orders-empty-way = Nothing is on the way now.
orders-empty-done = No orders handed over yet.
orders-empty-back = No cancellations or returns.
orders-group-new-btn = 🆕 New · { $count }
orders-group-work-btn = 📦 In work · { $count }
orders-group-way-btn = 🚚 On the way · { $count }
orders-group-done-btn = ✅ Done · { $count }
orders-group-back-btn = ↩️ Back · { $count }
orders-next-btn = Next ▶
orders-refresh-btn = 🔄 Refresh
orders-status-new = new
orders-status-accepted = accepted
orders-status-packed = packed
orders-status-handed-over = on the way
orders-status-completed = completed
orders-status-cancelling = being cancelled
orders-status-cancelled = cancelled
orders-status-returning = coming back
orders-status-returned = returned
orders-card-title = 🧾 <b>Order { $code }</b> · { $status }
orders-card-line = { $quantity } × { $name } — { $total }
orders-card-more = …and { $count } more
orders-card-total = Total: <b>{ $total }</b>
orders-card-deliver-by = by { $at }
orders-card-placed = { $store } · { $at }
orders-card-reason = Reason: { $reason }
orders-delivery-kaspi-delivery = Kaspi Delivery
orders-delivery-postomat = Kaspi Postomat
orders-delivery-own-pickup = Pickup
orders-delivery-own-courier = Your own delivery
orders-delivery-unknown = Delivery not named
orders-accept-btn = ✅ Accept
orders-cancel-btn = ⛔ Cancel
orders-resend-btn = 🔁 Send again
orders-cancel-question = Why is order { $code } cancelled? Kaspi will see the reason.
orders-cancel-sure = Cancel order { $code }? Reason: { $reason }. It cannot be brought back.
orders-cancel-yes-btn = ⛔ Yes, cancel
orders-reason-buyer-btn = The buyer decided so
orders-reason-no-answer-btn = The buyer is silent
orders-reason-out-of-stock-btn = Out of stock
orders-outcome-already = Order { $code } is there already: { $status }. Nothing was sent twice.
orders-outcome-busy = Order { $code } was sent to Kaspi, the answer is on its way.
orders-outcome-refused = Kaspi did not agree. Order { $code } is now: { $status }.
orders-told = 💬 { $event }: { $standing }
orders-told-order-approved = Order received
orders-told-order-accepted = Order accepted
orders-told-order-shipped = Order on the way
orders-told-order-delivered = Order delivered
orders-told-order-completed = Order handed over
orders-told-order-cancelled = Order cancelled
orders-told-review-request = Review asked for
orders-message-queued = in the queue
orders-message-sending = being sent
orders-message-sent = sent
orders-message-delivered = delivered
orders-message-read = read
orders-message-failed = did not arrive
orders-message-unknown = unknown whether it arrived
orders-message-not-linked = waits for WhatsApp to be connected
orders-message-absent = the number is not on WhatsApp
orders-message-quiet = leaves in the morning
