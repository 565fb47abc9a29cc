pricing-reason-no_minimum = No minimum price is set, so the price does not change. Set a minimum and the rule will start working.
pricing-reason-card_unknown = Kaspi showed no offers on this card, not even ours. We leave the price alone and will check again.
pricing-reason-offer_missing = Our offer is not on the card: it may be off sale in this city. We leave the price alone.
pricing-reason-no_rivals = There are no competitors on the card, so the price is the highest allowed: { $target }.
pricing-reason-fewer_than_n = There are too few competitors for rank { $topN } (now { $rivals }), so the price is the highest allowed: { $target }.
pricing-reason-rival_below_floor = { $rival } sells at { $rivalPrice } and our minimum is { $floor }. We hold { $target } until they leave.
pricing-reason-rival_below_floor_next = We do not go below { $floor }. We follow the next competitor: { $rival } asks { $rivalPrice }, our price is { $target }.
pricing-reason-rival_below_floor_max = { $rival } sells at { $rivalPrice } and we do not go below { $floor }. By the rule we stay at the maximum price, { $target }.
pricing-reason-at_ceiling = { $rival } asks { $rivalPrice }, but the rule does not go above { $ceiling }.
pricing-reason-at_floor = { $rival } asks { $rivalPrice }. { $target } is our minimum and we do not go below it.
pricing-reason-undercut_rival = { $rival } asks { $rivalPrice }. We stand one step ({ $step }) below: { $target }.
pricing-reason-rival_left_raise = A cheaper competitor left or raised the price. Now { $rival } is ahead at { $rivalPrice }, step { $step }: we raise ours to { $target }.
pricing-reason-top_n_kept = We stay in the top { $topN }: { $rival } asks { $rivalPrice }, step { $step }, our price is { $target }.
pricing-reason-already_first = We are already first: { $price }; next is { $rival } at { $rivalPrice }.
pricing-reason-already_at_target = { $price } is already one step ({ $step }) below { $rival } ({ $rivalPrice }).
pricing-reason-matched_rival = We match { $rival }: they ask { $rivalPrice }, our price is { $target }.
pricing-reason-margin_kept = { $rival } asks { $rivalPrice }, but below { $marginPrice } the wanted margin is lost. Our price is { $target }.
pricing-reason-profit_floor = { $rival } asks { $rivalPrice }, but the wanted profit needs at least { $floor }. We do not go below it, our price is { $target }.
pricing-reason-cost_unknown = The rule keeps a profit and the product's cost is not given, so we do not follow competitors: the price is { $target }. Enter the cost.
pricing-reason-profit_impossible = No price leaves the profit that the rule asks for: the price is { $target }. Lower the profit in the rule or check the cost.
pricing-reason-climbing = There are no competitors on the card, so we raise the price little by little up to { $ceiling }: now { $target }.
pricing-reason-not_alone = There are competitors on the card ({ $rivals }), so we wait for them to leave and hold { $target }.
pricing-reason-stock_low = Little stock is left ({ $stock } pcs), so we stand { $percent }% above the cheapest competitor: { $rival } asks { $rivalPrice }, our price is { $target }.
pricing-reason-schedule_shift = The schedule shifts the price now ({ $percent }%): { $rival } asks { $rivalPrice }, our price is { $target }.
pricing-reason-custom_price = Your script proposed { $proposed }. Within the minimum and the maximum the price is { $target }.
pricing-reason-custom_missing = The script proposed no price, so we hold { $target }.
pricing-reason-friend_ahead = { $friend } asks { $friendPrice }. That is a friendly shop or your own one and we do not compete with it on price: ours is { $target }.
pricing-reason-price_war = A price war with { $rival } has begun: prices change too often. We do not go lower until { $until }, our price is { $target }.
pricing-reason-kaspi_unavailable = Kaspi is not answering now. We leave the price alone and will check again soon.
pricing-reason-set_by_hand = You set the price: { $price } → { $target }.
pricing-reason-not_sent = We wanted to set { $target }, but the price did not leave for Kaspi. It stays at { $price }; we will check again.
pricing-reason-not_taken = Kaspi did not take the price { $target }. It stays at { $price }; we will try later.

error-pricing-listing-not-found = There is no such product in the store. It may have been deleted.
error-pricing-store-not-found = There is no such store.
error-pricing-price-not-found = This product has no price in this city yet.
error-pricing-rule-not-found = There is no rule yet. Set one up first.
error-pricing-min-above-max = The minimum price { $min } is above the maximum { $max }. Write another price.
error-pricing-not-positive = The price must be above zero.
error-pricing-not-whole = Kaspi accepts whole tenge only. Write the price without tiyn.
error-pricing-too-small = Kaspi does not accept a price below { $floor }.
error-pricing-too-big = The price is too high: up to { $limit }.
error-pricing-below-minimum = That is below the minimum price of { $min }. Write a higher price or change the minimum first.
error-pricing-above-maximum = That is above the maximum price of { $max }. Write a lower price or change the maximum first.
error-pricing-step-invalid = The step is a whole number of tenge, from 1 ₸.
error-pricing-place-invalid = The rank is a whole number from 1 to 50.
error-pricing-interval-invalid = Checks can run at most once a second and at least once a day.
error-pricing-hours-invalid = Working hours must be between 00:00 and 24:00.
error-pricing-rating-invalid = The rating is a number from 0.1 to 5.
error-pricing-delivery-invalid = The delivery time is a whole number of days from 0 to 30.
error-pricing-profit-invalid = The profit is an amount in whole tenge or a percentage from 0 to 1,000, not both at once.
error-pricing-margin-invalid = The margin is 0.01 to 90% of the price.
error-pricing-climb-invalid = One move can raise the price by 0.01 to 50%.
error-pricing-stock-invalid = Low stock is 0 to 10,000 pieces, and the surcharge is 0 to 50%.
error-pricing-windows-invalid = The schedule has at most 12 windows between 00:00 and 24:00, each with a shift of −50 to 50%.
error-pricing-city-unknown = Kaspi does not know the city { $cityId }. Choose a city from the list.
error-pricing-minimum-missing = Set a minimum price first: the rule cannot be switched on without it.
error-pricing-feed-not-found = The price list of this store is not switched on.
error-pricing-feed-merchant-missing = Give your seller id on Kaspi: without it Kaspi does not accept the price list.
error-pricing-feed-merchant-invalid = A seller id may hold only Latin letters, digits, hyphens and underscores.
error-pricing-feed-points-missing = Name at least one point of sale: without one every product would go off sale.
error-pricing-feed-point-invalid = “{ $point }” does not look like a point of sale. In the Kaspi cabinet they are called PP1, PP2 and so on.
error-pricing-shrink-not-asked = The price list has not shrunk, so there is nothing to confirm.
error-pricing-feed-empty = The price list has no products, so we do not give it out. Kaspi keeps the list it has.
error-pricing-feed-shrunk = The price list has become much smaller: it had { $from } products and now has { $to }. We do not give it out until you confirm; Kaspi keeps the list it has.
error-pricing-period-invalid = The period must begin before it ends.
error-pricing-simulation-too-long = Trying the rule took longer than { $seconds } s. Choose a shorter period or one product.
error-pricing-simulation-too-many = { $count } products are chosen for trying the rule. Up to { $limit } can be tried at once.

# chat
pricing-command = Prices and rules
pricing-home-btn = 💸 Prices
pricing-home-floor = { $count ->
    [one] { $count } product is at its minimum
   *[other] { $count } products are at their minimum
  }
pricing-title = 💸 <b>Prices</b>
pricing-empty = No prices yet. Import products from Kaspi or add a product.
pricing-count-total = Total: { $count }
pricing-count-repriced = Rule is working: { $count }
pricing-count-first = In first place: { $count }
pricing-count-floor = At the minimum: { $count }
pricing-count-pending = Kaspi is still changing: { $count }
pricing-count-paused = Paused: { $count }
pricing-count-no-rule = Without a rule: { $count }
pricing-count-no-min = Without a minimum price: { $count }
pricing-count-unseen = Not seen on Kaspi: { $count }
pricing-minimum-hint = Without a minimum price a product’s price does not change. Set it on the product card with the “Rule” button.
pricing-store-rule = 🏪 { $store }:
pricing-store-rule-none = no shared rule
pricing-on = on
pricing-paused = paused
pricing-rule-btn = ✏️ Store rule
pricing-pause-all-btn = ⏸ Pause all
pricing-resume-all-btn = ▶️ Resume all
pricing-rule-standard = Beat a competitor, step { $step }
pricing-rule-always-first = Be first, step { $step }
pricing-rule-stay-top-n = Stay in the top { $place }, step { $step }
pricing-rule-match = Match the cheapest
pricing-rule-keep-margin = Keep the margin, step { $step }
pricing-rule-raise-when-alone = Raise when alone
pricing-rule-stock-aware = Watch the stock, step { $step }
pricing-rule-schedule = By schedule, step { $step }
pricing-rule-custom = Own script
pricing-min = min { $price }
pricing-max = max { $price }
pricing-no-min = no minimum
pricing-price = Price { $price }
pricing-rank = Rank: { $rank } of { $offers }
pricing-rule-line = Rule:
pricing-last-move = { $mark } { $at } · { $from } → { $to }
pricing-move = { $mark } { $at } · { $from } → <b>{ $to }</b>
pricing-store-rule-title = ✏️ <b>Rule of store “{ $store }”</b>
pricing-store-rule-explain = There is no shared rule yet. Set it once, and it works for every product of the store without a rule of its own.
pricing-rule-title = ✏️ <b>Rule · { $name }</b>
pricing-source-store = the store's rule
pricing-source-listing = the product's own rule
pricing-standing-on = ✅ The rule is on.
pricing-standing-store-on = ✅ The rule is on for products with a minimum price.
pricing-standing-paused = ⏸ The rule is paused, the price does not change.
pricing-standing-no-min = ⚠️ The rule is on, but there is no minimum price, so the price does not change.
pricing-standing-none = not set yet
pricing-edit-btn = ✏️ Edit
pricing-set-btn = ✏️ Set up
pricing-pause-btn = ⏸ Pause
pricing-resume-btn = ▶️ Turn on
pricing-card-why-btn = ❓ Why this price?
pricing-card-history-btn = 📈 History
pricing-card-rule-btn = ✏️ Rule
pricing-why-title = ❓ <b>Why this price?</b> { $name }
pricing-why-not-yet = We have not looked at the card yet. Come back in a minute.
pricing-why-no-rule = There is no rule, so nobody changes the price. Set a rule on the product card.
pricing-refresh-btn = 🔄 Refresh
pricing-offers-title = Offers on Kaspi, { $at }:
pricing-offer-own = { $place }. <b>You — { $price }</b>
pricing-offer-rival = { $place }. { $name } — { $price }
pricing-offer-ignored = { $place }. <s>{ $name } — { $price }</s> ignored
pricing-offers-more = …and { $count } more
pricing-history-title = 📈 <b>Price history</b> · { $name }
pricing-history-empty = The price has not changed yet.

pricing-ask-strategy = How should we set the price?
pricing-example = Example with your product: “{ $name }”, now { $price }. The cheapest competitor is { $rival }, { $rivalPrice }.
pricing-example-alone = Example with your product: “{ $name }”, now { $price }. No competitors seen yet.
pricing-example-target = The price would become { $target }.
pricing-example-common = Whichever you choose, the price would now be { $target }.
pricing-strategy-help-standard = <b>Beat a competitor.</b> One step below the nearest competitor you can beat without going below your minimum.
pricing-strategy-help-always-first = <b>Be first.</b> One step below the cheapest competitor.
pricing-strategy-help-stay-top-n = <b>Stay in the top.</b> A slightly higher price, but always within the top places you choose.
pricing-strategy-help-match = <b>Match the cheapest.</b> Exactly what the cheapest competitor asks.
pricing-strategy-help-keep-margin = <b>Keep the margin.</b> One step below the cheapest competitor, but never below the margin you set, 10% of the price unless changed. It needs the product's cost.
pricing-strategy-help-raise-when-alone = <b>Raise when alone.</b> With competitors the price stays; without them it grows by 5% each time, up to the maximum.
pricing-strategy-help-stock-aware = <b>Watch the stock.</b> Like “Be first”, but with 3 pieces or fewer left the price is 5% above the cheapest competitor.
pricing-strategy-help-schedule = <b>By schedule.</b> Like “Be first”, but shifted in set hours: 2% higher from 22:00 to 08:00 unless changed.
pricing-strategy-help-custom = <b>Own script.</b> A script that you approved proposes the price; the minimum and the maximum still hold.
pricing-strategy-standard-btn = Beat a competitor
pricing-strategy-always-first-btn = Be first
pricing-strategy-stay-top-n-btn = Stay in the top
pricing-strategy-match-btn = Match the cheapest
pricing-strategy-keep-margin-btn = Keep the margin
pricing-strategy-raise-when-alone-btn = Raise when alone
pricing-strategy-stock-aware-btn = Watch the stock
pricing-strategy-schedule-btn = By schedule
pricing-strategy-custom-btn = Own script
pricing-ask-step = How many tenge cheaper than the competitor? With a step of 1 ₸: theirs { $rival }, yours { $own }.
pricing-ask-place = Within how many top places? Choose, or write a number from 1 to 50.
pricing-ask-min = What is the minimum price? We never go below it. The product costs { $price } now.
pricing-ask-max = What is the maximum price? We never go above it. The product costs { $price } now.
pricing-no-max-btn = No maximum
pricing-preview = Check the rule:
pricing-preview-store = It works for every product of the store without a rule of its own. Each product has its own minimum: set it on the product card.
pricing-turn-on-btn = ✅ Turn on
pricing-keep-off-btn = Save as paused
pricing-min-above-price = The minimum { $min } is above the present price { $price }. Once the rule is on, the price goes up to it at once. Is that right?
pricing-raise-btn = ✅ Yes, raise it
pricing-change-strategy-btn = ✏️ Strategy
pricing-change-step-btn = ✏️ Step
pricing-change-place-btn = ✏️ Rank
pricing-change-min-btn = ✏️ Minimum
pricing-change-max-btn = ✏️ Maximum
pricing-rule-on-now = ✅ The rule is on. We are checking the price now.
pricing-rule-saved = The rule is saved and paused.

# history
pricing-column-at = Date and time
pricing-column-city = City
pricing-column-from = Was, ₸
pricing-column-to = Became, ₸
pricing-column-reason = Reason
pricing-column-rank-before = Rank before
pricing-column-rank-after = Rank after
pricing-column-state = Status
pricing-state-held = waiting for your decision
pricing-state-proposed = waiting to be sent
pricing-state-pushing = being sent
pricing-state-pending = Kaspi is still changing it
pricing-state-unknown = no answer came
pricing-state-applied = done
pricing-state-ignored = not shown by Kaspi
pricing-state-failed = not accepted by Kaspi
pricing-state-replaced = replaced by another price
pricing-state-rejected = rejected by you
pricing-chart-ours = Your price
pricing-chart-rival = Cheapest competitor
pricing-chart-unseen = not checked
pricing-chart-empty = The history appears after the first checks
pricing-simulation-stands = The rule was tried on history: { $looks ->
    [one] { $looks } look
   *[other] { $looks } looks
  } at competitors’ prices.
pricing-simulation-thin = There is little history yet: it stands on { $looks ->
    [one] { $looks } look
   *[other] { $looks } looks
  }. Take it as a hint, not a forecast.
pricing-simulation-present = There is no history yet: the rule was tried on the present offers alone. Take it as a hint, not a forecast.
pricing-simulation-blind = The cards of these products have not been checked yet, so there is nothing to try the rule on.

# moves that wait
error-pricing-limit-invalid = A whole number from { $from } to { $to } is needed here.
error-pricing-move-not-found = There is no such price move.
error-pricing-move-not-held = { $state ->
    [proposed] Nothing to decide any more: the price is on its way to Kaspi.
    [pushing] Nothing to decide any more: the price is on its way to Kaspi.
    [pending] Nothing to decide any more: the price has been sent to Kaspi.
    [unknown] Nothing to decide any more: the price has been sent to Kaspi.
    [applied] Nothing to decide any more: Kaspi shows this price already.
    [rejected] It is decided already: the price stays.
    [paused] The rule of this product is not at work now, so the price stays.
   *[replaced] The market has changed since, and this price is no longer wanted.
  }
error-pricing-move-changed = While you were deciding, the market changed: the rule now proposes { $price }. Have a look and decide again.
error-pricing-mass-not-asked = The question about this store is closed already.
pricing-held-count = { $count ->
    [one] { $count } price waits for your decision
   *[other] { $count } prices wait for your decision
  }
pricing-held-btn = ⚠️ Decide: { $count }
pricing-held-title = ⚠️ <b>Waiting for your decision: { $count }</b>
pricing-held-none = All decided: no price waits for your word.
pricing-held-explain = One by one: ✅ allow, ⛔ keep the price, ❓ why.
pricing-held-limit = We do not change a price by more than { $percent }% at once without you.
pricing-held-change = { $from } → <b>{ $to }</b> ({ $sign }{ $percent }%)
pricing-held-row = <b>{ $number }.</b> { $name }
pricing-held-name = <b>{ $name }</b>
pricing-held-proposal = 💬 What the rule proposes:
pricing-held-cost = cost { $price }
pricing-held-below-cost = ❗ This is below cost.
pricing-held-allow-btn = ✅ Allow
pricing-held-refuse-btn = ⛔ Keep the price
pricing-held-show-btn = 👀 Show
pricing-held-all-btn = ✅ Allow all
pricing-held-all-question = Allow all price changes ({ $count })? The biggest is { $percent }%. No product goes below its minimum price.
pricing-held-all-yes-btn = ✅ Yes, allow
pricing-held-all-done = ✅ Prices allowed: { $count }.
pricing-held-all-left = Still waiting: { $count }. They came up or changed while you were looking.
pricing-held-next-btn = Next ▶
pricing-mass-title = ⚠️ <b>{ $store }: many prices at once</b>
pricing-mass-count = Waiting for a decision: { $count } of { $prices }. { $cuts } go down, { $raises } go up. Waiting since { $since }.
pricing-mass-none = No price waits now: the market has calmed down.
pricing-mass-limit = We do not change more than { $percent }% of a store’s prices at once without you: both the market and a rule can be wrong.
pricing-mass-allow-btn = ✅ Allow for a day
pricing-mass-refuse-btn = ⛔ Not now
pricing-wait-approval = ⏸ The new price { $price } waits for your decision: the change is very big.
pricing-wait-mass = ⏸ The new price { $price } waits for your decision together with other prices of the store.
pricing-wait-budget = ⏳ The new price { $price } waits until { $until }: Kaspi’s limit of changes in 30 minutes is used up.
pricing-wait-budget-soon = ⏳ The new price { $price } leaves soon: Kaspi’s limit of changes in 30 minutes is used up.
pricing-wait-rest = ⏳ The new price { $price } waits until { $until }: Kaspi asks us to slow down.
pricing-wait-rest-soon = ⏳ The new price { $price } leaves soon: Kaspi asks us to slow down.
pricing-wait-channel = 💡 The new price { $price } is only proposed: there is no way to send it to Kaspi yet. Sign in to the Kaspi cabinet and it will leave.
pricing-wait-next = ⏳ The new price { $price } goes to Kaspi with the next sending.
