error-company-not-found = There is no such company.
error-company-name-empty = The name is empty. Write what your company is called.
error-company-name-too-long = The name is too long: at most { $max } characters.
