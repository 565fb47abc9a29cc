/** `no-card`: the marketplace does not have it yet, so it is neither sold nor repriced there. */
export type ListingState = 'no-card' | 'on-sale' | 'off-sale';

/** Where a listing stands on its marketplace. */
export function stateOf(listing: { readonly masterSku: string | null; readonly isOnSale: boolean }): ListingState {
  if (listing.masterSku === null) {
    return 'no-card';
  }

  return listing.isOnSale ? 'on-sale' : 'off-sale';
}
