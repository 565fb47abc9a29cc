error-proxy-line-unreadable = Line { $line } is not readable: an address looks like http://user:password@host:port. Nothing was loaded.
error-proxy-not-found = There is no proxy { $label }. Look at the list.
error-store-not-found = There is no such store. Open the list of stores again.
error-store-name-empty = The store name is empty. Write at least one word.
error-store-token-malformed = This does not look like a Kaspi token: a token has only Latin letters, digits and signs, no spaces. Copy the whole token again.
error-store-token-in-use = This token is already connected to the store “{ $store }”.
error-store-token-missing = Orders can’t be read: the store has no working Kaspi token. Add a new one.
error-store-login-malformed = We need an e-mail like name@shop.kz and the password of the Kaspi cabinet.
error-store-phone-unreadable = We could not read the number. Write it like this: +7 701 123 45 67.
error-store-sign-in-busy = We are already signing in to the Kaspi cabinet. Wait a minute and try again.
error-store-code-not-awaited = Kaspi is not waiting for a code now. Start signing in again.
error-store-code-too-late = The code is out of date: Kaspi has closed this sign-in. Start again and a new code will come.
error-store-other-merchant = This account belongs to another Kaspi store, not to “{ $store }”. Use that store’s account or add a second store.
error-store-merchant-not-found = This Kaspi account has no such store. Choose one from the list.
error-store-cabinet-missing = The Kaspi cabinet isn’t connected yet. Sign in to see products and change prices.
error-store-needs-reauth = { $reason ->
    [invalid_credentials] Kaspi no longer accepts the saved password. Sign in again with the new one.
    [credentials_missing] Kaspi asks to sign in again: write the e-mail and the password.
   *[code_required] Kaspi asks to sign in again and to confirm it with a code.
  }

# chat
stores-home-btn = 🏪 Store
stores-home-none = No Kaspi store is connected yet. Connect it, and its products and orders will appear here.
stores-home-token-rejected = Kaspi no longer accepts the token of “{ $name }”: new orders are not visible.
stores-home-needs-reauth = Kaspi asks you to sign in to “{ $name }” again: prices are not changing.
stores-home-code-needed = Signing in to “{ $name }” needs the code from Kaspi: until then prices are not changing.
stores-connect-btn = 🔌 Connect Kaspi
stores-connect-another-btn = ➕ Connect another store
stores-none =
    🏪 <b>Store</b>

    Nothing is connected yet. You will need the API token (for orders) and access to the merchant cabinet (for products and prices). Any step can be skipped and done later.
stores-list = 🏪 <b>Stores</b> · { $count }
stores-title = 🏪 <b>{ $name }</b> · Kaspi
stores-token-missing = 🧾 Orders: no token yet
stores-token-connected = 🧾 Orders: ✅ connected
stores-token-rejected = 🧾 Orders: ⚠️ Kaspi does not accept the token, a new one is needed
stores-cabinet-missing = 📦 Products and prices: cabinet not connected
stores-cabinet-code-needed = 📦 Products and prices: ⚠️ waiting for the code from Kaspi
stores-cabinet-merchant-needed = 📦 Products and prices: ⚠️ choose the store
stores-cabinet-connected = 📦 Products and prices: ✅ connected
stores-cabinet-needs-reauth = 📦 Products and prices: ⚠️ Kaspi asks you to sign in again
stores-login-hint = Account: { $login }
stores-points = Pick-up points: { $count }
stores-import-queued = The import of products is about to start.
stores-import-running = Importing products: { $received } of { $total }.
stores-import-done = Products imported { $at }.
stores-import-failed = ⚠️ The last import of products was interrupted.
stores-token-btn = 🔑 Add token
stores-token-new-btn = 🔑 Replace token
stores-cabinet-btn = 👤 Sign in to cabinet
stores-cabinet-again-btn = 👤 Sign in again
stores-code-btn = 🔢 Enter code
stores-merchant-btn = 🏪 Choose store
stores-disconnect-btn = 🔌 Disconnect store
stores-disconnect-question = Disconnect “{ $name }”? The token and the sign-in will be erased, prices and orders will stop. Products and history stay.
stores-disconnect-yes-btn = ⛔ Yes, disconnect
stores-token-question =
    🧾 <b>Step 1 of 2. The API token, to see orders</b>

    Where to find it: Kaspi merchant cabinet → Settings → API token → “Generate”. Copy it whole and send it here. I will delete your message at once.
stores-token-received = 🔑 •••••• Token received, message deleted. Checking it with Kaspi…
stores-token-taken = ✅ The token works: orders will come here.
stores-token-other-btn = 🔑 Another token
stores-again-question = It is not your fault, and nothing has to be typed again. Try once more?
stores-again-btn = 🔁 Try again
stores-cabinet-question =
    📦 <b>Step 2 of 2. The merchant cabinet, to see products and change prices</b>

    How do you sign in to the Kaspi cabinet?
stores-login-email-btn = ✉️ E-mail and password
stores-login-phone-btn = 📱 Phone and SMS
stores-email-question = Which e-mail do you use to sign in to the Kaspi cabinet? Write it.
stores-email-unreadable = This does not look like an e-mail. Write it like this: name@shop.kz
stores-password-question = Now the password for { $email }. I will delete the message at once and keep the password encrypted.
stores-password-received = 🔒 •••••• Password received, message deleted. Signing in…
stores-phone-question = Which phone number do you use to sign in to the Kaspi cabinet? Write it, for example +7 701 123 45 67.
stores-phone-unreadable = I could not read the number. Write it like this: +7 701 123 45 67
stores-code-question-email = 🔢 Kaspi has sent a code to your e-mail. Send it here.
stores-code-question-sms = 🔢 Kaspi has sent a code by SMS. Send it here.
stores-code-question-earlier = 🔢 Send the last code that Kaspi sent you.
stores-code-again-btn = 🔁 Send the code again
stores-code-other-btn = 👤 Other e-mail or phone
stores-code-unreadable = The code has 4–8 digits. Send the digits only.
stores-code-flood = Too many attempts. Kaspi will send a code again after { $at }; you can continue signing in then.
stores-merchant-question = This account has several stores. Which one should we connect?
stores-cabinet-entered = ✅ The cabinet of “{ $name }” is connected.
stores-cabinet-later = All right, the cabinet can wait: open “🏪 Store” in the main menu.
