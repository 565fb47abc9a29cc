error-order-not-found = There is no such order.
error-order-not-acceptable = Order { $code } can no longer be accepted: it was cancelled.
error-order-not-cancellable = Order { $code } can no longer be cancelled: the parcel is packed or handed over.
