bot-back-btn = ◀ Back
bot-home-btn = 🏠 Main menu
bot-skip-btn = Skip
bot-keep-btn = Keep “{ $value }”
bot-keep-as-is-btn = Keep as it was
bot-cancel-btn = Cancel
bot-yes-btn = Yes
bot-no-btn = No
bot-continue-btn = Continue
bot-anew-btn = Start over
bot-contact-btn = 📱 Send my number

bot-command-cancel = Cancel what you started

bot-cancelled = Cancelled.
bot-cancelled-kept = Cancelled. Your answers are kept: start again and we will continue from the same place.
bot-nothing-to-cancel = There is nothing to cancel now.
bot-draft-found = Your earlier answers are still here. Continue from the same place?
bot-start-again = We have updated the bot, so we will repeat the last question. Your answers are kept.
bot-begin-again = We have updated the bot, so we will start over.
bot-old-button = This button is out of date. The current one is below.
bot-not-understood = I do not understand this message yet. Please choose an action from the menu.

bot-expect-text = Please answer with text.
bot-expect-photo = Please send a photo, or a picture as a file.
bot-expect-choice = Please tap one of the buttons under the question.
bot-expect-contact = Please tap the button below to send your number.
bot-foreign-contact = This is another person's number. Please send your own with the button below.
bot-contact-thanks = Thank you, we have your number.
bot-text-too-long = That is too long: { $max } characters at most.
bot-file-too-big = The file is over 20 MB, and Telegram does not give bots files that large. Please send a smaller one.

bot-price-not-a-number = I cannot see a price here. Write a number, for example 12 990.
bot-price-negative = A price cannot be below zero. Write a number, for example 12 990.
bot-price-fraction = Write the price in whole tenge, for example 12 990.
bot-price-too-small = The price is too low: it must be at least 1 ₸.
bot-price-too-big = The price is too high: up to 100 000 000 ₸.

error-unexpected = ⚠️ Something went wrong and we are looking into it. Try again; if it happens again, give support the code { $incident }.
error-bot-no-company = Register your company first: send /start.
error-bot-forbidden = ⛔ You do not have permission for this. Ask the owner of the company.
