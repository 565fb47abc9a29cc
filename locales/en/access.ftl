error-access-not-your-contact = This is somebody else's contact. Press “Share contact” to send your own.
error-access-phone-unreadable = The number could not be read. Send a Kazakhstani number, such as +7 701 123 45 67.
error-access-link-invalid = The link was already used or is older than 5 minutes. Get a new one in the bot with /web.
error-access-not-signed-in = Sign in with the link from the bot: the /web command.
error-access-no-company = This company is not among yours.
