error-customer-not-found = There is no such customer.
