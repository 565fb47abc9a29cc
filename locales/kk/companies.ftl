error-company-not-found = Мұндай компания жоқ.
error-company-name-empty = Атауы бос. Компанияңыз қалай аталатынын жазыңыз.
error-company-name-too-long = Атауы тым ұзын: ең көбі { $max } таңба.
