error-catalog-product-not-found = There is no such product. Open the list of products again.
error-catalog-name-empty = The name is empty. Write what the product is called.
error-catalog-name-too-long = The name is too long: { $max } characters at most.
error-catalog-price-negative = A price can’t be below zero.
error-catalog-price-fraction = The price must be in whole tenge.
error-catalog-price-too-small = The price is too low: Kaspi accepts { $min } and above.
error-catalog-price-too-big = The price is too high: up to { $max }.
error-catalog-cost-negative = A cost can’t be below zero.
error-catalog-weight-invalid = The weight must be in whole grams, from 1 g to { $maxKg } kg.
error-catalog-min-above-max = The minimum price { $min } is above the maximum { $max }. Change one of them.
error-catalog-price-below-min = The price { $price } is below the minimum { $min }.
error-catalog-price-above-max = The price { $price } is above the maximum { $max }.
error-catalog-bounds-need-store = Minimum and maximum prices are set for a product in a store, and there is no store yet. Connect a Kaspi store first.
error-catalog-sku-invalid = A SKU has no spaces and at most { $max } characters.
error-catalog-sku-taken = The SKU { $sku } is taken. Choose another, or skip it and we will make one.
error-catalog-barcode-invalid = A barcode has 8 to 14 digits.
error-catalog-image-not-found = The photo was not found. Send it again.
error-catalog-import-not-found = There is no such import.
error-catalog-import-stalled = The import was interrupted. Start it again: what was imported is kept.
error-catalog-import-unexpected = The import stopped because of an error on our side, and we can see it. Start it again: what was imported is kept.

# chat
catalog-home-btn = 📦 Products · { $count }
catalog-products-btn = 📦 Products
catalog-import-btn = ⬇️ Import from Kaspi
catalog-import-again-btn = 🔁 Import again
catalog-import-refresh-btn = 🔄 Refresh
catalog-import-begun = ⬇️ Starting to import products from Kaspi…
catalog-import-running = ⬇️ Importing products from Kaspi: { $received } of { $total }
catalog-import-done =
    ✅ <b>Products imported</b>

    Total on Kaspi: { $received }
    New: { $created } · updated: { $updated } · taken off sale: { $removed }
catalog-import-unread = Could not be read: { $count }. Until they can, we take nothing off sale.
catalog-import-empty =
    ⚠️ <b>Kaspi showed an empty shelf</b>

    Not one product is on sale there, so we left everything as it was. If the cabinet does have products, import again in a few minutes.
catalog-import-failed = ⚠️ The import was interrupted at { $received }. What was imported is kept.
catalog-list-title = 📦 <b>Products</b> · { $total }
catalog-list-archived = 🗄 <b>Archive</b> · { $total }
catalog-list-search = 🔎 { $search }
catalog-list-page = Page { $page } of { $pages }
catalog-list-empty = Nothing here yet. Import products from Kaspi or add the first one yourself.
catalog-list-nothing = Nothing found. Try another word or an SKU.
catalog-not-on-sale = not on sale
catalog-search-btn = 🔎 Search
catalog-search-clear-btn = ✖️ Clear search
catalog-archive-btn = 🗄 Archive
catalog-active-btn = 📦 All products
catalog-add-btn = ➕ Add product
catalog-ask-search = 🔎 What are you looking for? Write a word from the name, an SKU or a barcode.
catalog-card-title = 📦 <b>{ $name }</b>
catalog-card-price = <b>{ $price }</b>
catalog-card-pending = → { $price } on its way
catalog-card-min = min { $price }
catalog-card-max = max { $price }
catalog-card-rank = You are { $rank } of { $offers }
catalog-card-leader = leader { $price } ({ $name })
catalog-card-cost = Cost { $cost }
catalog-card-no-card = Kaspi has no card for it yet, so the price does not change by itself. Create one in the cabinet with the SKU <code>{ $sku }</code> and import your products.
catalog-card-off-sale = Not on sale on Kaspi now.
catalog-card-archived = 🗄 In the archive.
catalog-archive-it-btn = 🗄 Move to archive
catalog-unarchive-btn = 📦 Back from archive
catalog-ask-photo = ➕ <b>New product</b>. Send a photo.
catalog-ask-name = What is the product called?
catalog-ask-price = What is the price on Kaspi? For example 12 990
catalog-ask-cost = What is the cost? It shows your profit; customers do not see it.
catalog-ask-min = What is the minimum price? The rule never goes below it.
catalog-ask-max = What is the maximum price? The rule never goes above it.
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
catalog-added = ✅ Product “{ $name }” is saved.
