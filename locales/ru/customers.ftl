error-customer-not-found = Такого покупателя нет.
