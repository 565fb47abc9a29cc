error-company-not-found = Такой компании нет.
error-company-name-empty = Название пустое. Напишите, как называется ваша компания.
error-company-name-too-long = Название слишком длинное: не больше { $max } символов.
