error-access-not-your-contact = This is somebody else's contact. Press “Share contact” to send your own.
error-access-phone-unreadable = The number could not be read. Send a Kazakhstani number, such as +7 701 123 45 67.
error-access-link-invalid = The link was already used or is older than 5 minutes. Get a new one in the bot with /web.
error-access-not-signed-in = Sign in with the link from the bot: the /web command.
error-access-no-company = This company is not among yours.

# chat
access-command-start = Start
access-command-language = Language
access-command-web = Open the web admin
access-greeting =
    👋 <b>Sauda</b>: selling on Kaspi from a chat · Kaspi-де чат арқылы сату · продажи на Kaspi в чате

    Choose a language · Тілді таңдаңыз · Выберите язык
access-language-question = Choose the language the bot speaks with you.
access-language-ru-btn = Русский
access-language-kk-btn = Қазақша
access-language-en-btn = English
access-language-btn = 🌐 Language
access-language-chosen =
    We go on in English. You can change it with /language.

    I look after the prices and orders of your shop on Kaspi: I watch the competitors, move your price within your bounds and write to your customers.
access-contact-question = I need your phone number to recognise you. Press “📱 Send my number” below.
access-web-btn = 💻 Web admin
access-web-open-btn = 💻 Open the web admin
access-web-link = 💻 Your way into the web admin. The link works once, until { $until }. Please don't forward it.
