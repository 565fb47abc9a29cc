error-company-not-found = There is no such company.
error-company-name-empty = The name is empty. Write what your company is called.
error-company-name-too-long = The name is too long: { $max } characters at most.

# chat
companies-command-menu = Main menu
companies-command-settings = Settings
companies-command-help = Help
companies-name-question = What is your company or store called? Customers will see this name in messages.
companies-founded = ✅ Done: company “{ $name }” is created.
companies-guest = The menu of your store will appear here. Just register first, it takes two minutes.
companies-sign-up-btn = ✅ Register
companies-home-title = 🏪 <b>{ $name }</b>
companies-settings-btn = ⚙️ Settings
companies-settings =
    ⚙️ <b>Settings</b>

    Company: { $name }
    Your role: { $role }
    Language of the bot: { $language }
    Language of messages to customers: { $messages }
companies-role-owner = owner
companies-role-manager = manager
companies-role-storekeeper = storekeeper
companies-role-analyst = analyst
companies-role-cashier = cashier
companies-switch-btn = 🏢 Switch company
companies-switch-question = Which company are we working in?
companies-help-btn = ❓ Help
companies-help =
    ❓ <b>What the bot can do</b>

    📦 Products: import from Kaspi, add, find.
    💸 Prices: a rule keeps you ahead of the competitors, never below your minimum.
    🧾 Orders: they come here, accept with one button.
    💬 Messages: the customer learns about the order in WhatsApp.

    /menu — main menu
    /orders — orders
    /prices — prices
    /messages — WhatsApp messages
    /settings — settings
    /language — language
    /web — web admin
    /cancel — cancel what you started
