error-customer-not-found = Мұндай сатып алушы жоқ.
