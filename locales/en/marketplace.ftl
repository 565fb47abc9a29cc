error-marketplace-token-rejected = Kaspi did not take the token. Make a new one in the Kaspi cabinet under Settings → API token and send it here.
error-marketplace-unreachable = Kaspi does not answer at the moment. Nothing is lost, try again in a few minutes.
error-marketplace-blocked = Kaspi has shut us out for a while. Nothing is lost, try again in a few minutes.
error-marketplace-rate-limited = Kaspi asks us to come less often. Try again a little later.
error-marketplace-bad-answer = Kaspi’s answer made no sense. Try again; if it repeats, tell support.
error-marketplace-invalid-credentials = Kaspi did not take the e-mail, phone or password. Check them and write again.
error-marketplace-code-wrong = The code did not fit. Look at the newest message from Kaspi and type the code again.
error-marketplace-code-flood = Kaspi takes and sends no more codes: there were too many tries. Wait a few minutes and start signing in again.
error-marketplace-session-expired = Kaspi has closed the cabinet session. Sign in again.
error-marketplace-refused = Kaspi refused: { $reason ->
    [wrong-code] the code did not fit.
    [order-cancelled] the order is already cancelled.
    [order-completed] the order is already completed.
    [needs-signing] the order waits for its signature.
    [not-found] Kaspi has nothing like that.
    [bad-price] this price is not possible.
   *[not-allowed] this can’t be done now.
  }
error-marketplace-no-merchant = This Kaspi account has no store. Sign in with the seller’s account.
