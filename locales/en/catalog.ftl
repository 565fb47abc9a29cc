error-catalog-product-not-found = There is no such product. Open the list of products again.
error-catalog-name-empty = The name is empty. Write what the product is called.
error-catalog-name-too-long = The name is too long: { $max } characters at most.
error-catalog-price-negative = A price can’t be below zero.
error-catalog-price-fraction = The price must be in whole tenge.
error-catalog-price-too-small = The price is too low: Kaspi takes { $min } and more.
error-catalog-price-too-big = The price is too high: { $max } at most.
error-catalog-cost-negative = A cost can’t be below zero.
error-catalog-min-above-max = The minimum { $min } is above the maximum { $max }. Change one of them.
error-catalog-price-below-min = The price { $price } is below the minimum { $min }.
error-catalog-price-above-max = The price { $price } is above the maximum { $max }.
error-catalog-bounds-need-store = A minimum and a maximum belong to a store, and there is none yet. Connect a Kaspi store first.
error-catalog-sku-invalid = A SKU has no spaces and at most { $max } characters.
error-catalog-sku-taken = The SKU { $sku } is taken. Choose another, or skip it and we will make one.
error-catalog-barcode-invalid = A barcode has 8 to 14 digits.
error-catalog-image-not-found = The photo was not found. Send it once more.
error-catalog-import-not-found = There is no such import.
error-catalog-import-stalled = The import was cut short. Start it again: what was imported is kept.
error-catalog-import-unexpected = The import stopped because of a fault of ours, which we already see. Start it again: what was imported is kept.

# chat
catalog-home-btn = { $count ->
    [0] 📦 Products
   *[other] 📦 Products { $count }
  }
catalog-products-btn = 📦 Products
catalog-import-btn = ⬇️ Import from Kaspi
catalog-import-again-btn = 🔁 Import again
catalog-import-refresh-btn = 🔄 Refresh
catalog-import-begun = ⬇️ Beginning to import products from Kaspi…
catalog-import-running = ⬇️ Importing products from Kaspi: { $received } of { $total }
catalog-import-done =
    ✅ <b>Products imported</b>

    On Kaspi in all: { $received }
    New: { $created } · updated: { $updated } · taken off sale: { $removed }
catalog-import-failed = ⚠️ The import broke off at { $received }. What was imported is kept.
catalog-list-title = 📦 <b>Products</b> · { $total }
catalog-list-archived = 🗄 <b>Archive</b> · { $total }
catalog-list-search = 🔎 { $search }
catalog-list-page = Page { $page } of { $pages }
catalog-list-empty = Nothing here yet. Import products from Kaspi or add the first one yourself.
catalog-list-nothing = Nothing found. Try another word or a sku.
catalog-not-on-sale = not on sale
catalog-search-btn = 🔎 Search
catalog-search-clear-btn = ✖️ Clear the search
catalog-archive-btn = 🗄 Archive
catalog-active-btn = 📦 Active ones
catalog-add-btn = ➕ Add a product
catalog-ask-search = 🔎 What are we looking for? A word of the name, a sku or a barcode.
catalog-card-title = 📦 <b>{ $name }</b>
catalog-card-price = <b>{ $price }</b>
catalog-card-pending = → { $price } on its way
catalog-card-min = min { $price }
catalog-card-max = max { $price }
catalog-card-rank = You are no. { $rank } of { $offers }
catalog-card-leader = leader { $price } ({ $name })
catalog-card-cost = Cost { $cost }
catalog-card-no-card = Kaspi has no card for it yet: the price does not move by itself.
catalog-card-off-sale = Not on sale on Kaspi at present.
catalog-card-archived = 🗄 In the archive.
catalog-price-why-btn = ❓ Why this price?
catalog-price-history-btn = 📈 History
catalog-price-rule-btn = ✏️ Rule
catalog-price-pause-btn = ⏸ Pause / ▶ resume
catalog-archive-it-btn = 🗄 To the archive
catalog-unarchive-btn = 📦 Back from the archive
catalog-ask-photo = ➕ <b>New product</b>. Send its photo.
catalog-ask-name = What is the product called?
catalog-ask-price = Its price on Kaspi? For example 12 990
catalog-ask-cost = Its cost? It shows your profit; customers don't see it.
catalog-ask-min = The minimum price? The rule never goes below it.
catalog-ask-max = The maximum price? The rule never goes above it.
catalog-preview = 📦 <b>Check the product</b>
catalog-preview-photo = Photo: { $value }
catalog-preview-name = Name: <b>{ $value }</b>
catalog-preview-price = Price: { $value }
catalog-preview-cost = Cost: { $value }
catalog-preview-min = Minimum: { $value }
catalog-preview-max = Maximum: { $value }
catalog-preview-has-photo = yes
catalog-save-btn = ✅ Save
catalog-edit-photo-btn = ✏️ Photo
catalog-edit-name-btn = ✏️ Name
catalog-edit-price-btn = ✏️ Price
catalog-edit-cost-btn = ✏️ Cost
catalog-edit-min-btn = ✏️ Minimum
catalog-edit-max-btn = ✏️ Maximum
catalog-added = ✅ The product “{ $name }” is saved.
