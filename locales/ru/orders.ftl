error-order-not-found = Такого заказа нет.
error-order-not-acceptable = Заказ { $code } уже нельзя принять: он отменён.
error-order-not-cancellable = Заказ { $code } уже нельзя отменить: посылка собрана или выдана.
