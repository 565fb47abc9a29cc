error-marketplace-token-rejected = Kaspi did not accept this token. Create a new one in the Kaspi cabinet (Settings → API token) and send it here.
error-marketplace-unreachable = Kaspi is not answering now. Nothing is lost; try again in a few minutes.
error-marketplace-not-sent = Kaspi could not be reached, so nothing was sent. Please try again in a few minutes.
error-marketplace-blocked = Kaspi has blocked our access for a while. Nothing is lost; try again in a few minutes.
error-marketplace-rate-limited = Kaspi asks us to send fewer requests. Try again a little later.
error-marketplace-bad-answer = We could not understand Kaspi’s answer. Try again; if it happens again, tell support.
error-marketplace-invalid-credentials = Kaspi did not accept the e-mail, phone or password. Check them and write them again.
error-marketplace-code-wrong = The code is wrong. Check the latest message from Kaspi and enter the code again.
error-marketplace-code-flood = Kaspi no longer accepts or sends codes: there were too many attempts. Wait a few minutes and start signing in again.
error-marketplace-session-expired = Kaspi has signed us out of the cabinet. Sign in again.
error-marketplace-refused = Kaspi refused: { $reason ->
    [wrong-code] the code is wrong.
    [order-cancelled] the order is already cancelled.
    [order-completed] the order is already completed.
    [needs-signing] the order is waiting to be signed.
    [not-found] Kaspi has no such thing.
    [bad-price] this price is not allowed.
   *[not-allowed] this cannot be done now.
  }
error-marketplace-no-merchant = This Kaspi account has no store. Sign in with the seller’s account.
