error-order-not-found = Мұндай тапсырыс жоқ.
error-order-not-acceptable = { $code } тапсырысын енді қабылдау мүмкін емес: одан бас тартылған.
error-order-not-cancellable = { $code } тапсырысынан енді бас тарту мүмкін емес: сәлемдеме жиналған не берілген.
