error-access-not-your-contact = This is another person’s number. Press “📱 Send my number” to send your own.
error-access-phone-unreadable = We could not read the number. Send a Kazakhstan number, for example +7 701 123 45 67.
error-access-link-invalid = This link has been used or is older than 5 minutes. Send /web to the bot to get a new one.
error-access-not-signed-in = Sign in with a link from the bot: send it /web.
error-access-no-company = You do not belong to this company.

# chat
access-command-start = Start
access-command-language = Language
access-command-web = Open the web admin
access-greeting =
    👋 <b>Sauda</b>: selling on Kaspi from a chat · Kaspi-де чат арқылы сату · продажи на Kaspi в чате

    Choose a language · Тілді таңдаңыз · Выберите язык
access-language-question = Choose a language. The bot will speak it with you.
access-language-ru-btn = Русский
access-language-kk-btn = Қазақша
access-language-en-btn = English
access-language-btn = 🌐 Language
access-language-chosen =
    Let us continue in English. You can change the language with /language.

    I look after the prices and orders of your store on Kaspi: I watch the competitors, move your price within your limits and write to your customers.
access-contact-question = I need your phone number to recognise you. Press “📱 Send my number” below.
access-web-btn = 💻 Web admin
access-web-open-btn = 💻 Open the web admin
access-web-link = 💻 Sign-in to the web admin. The link works once, until { $until }. Please do not forward it.
