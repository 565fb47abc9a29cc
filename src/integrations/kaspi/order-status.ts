import type { DeliveryKind, MarketplaceOrderStatus } from '../../stores/store.ports.ts';

/** What the derivation looks at, verbatim from Kaspi. */
export interface StatusMarks {
  readonly state: string;
  readonly status: string;
  readonly isAssembled?: boolean;
  /** The courier took the parcel. */
  readonly isHandedOver?: boolean;
  readonly isCancelled?: boolean;
}

/**
 * Our status of a Kaspi order. The status decides; only ACCEPTED_BY_MERCHANT needs the delivery marks, and a status that is
 * missing or new to us falls back to the tab.
 */
export function deriveStatus(marks: StatusMarks): MarketplaceOrderStatus {
  const byStatus = statusTable[marks.status];
  if (byStatus) {
    return byStatus;
  }

  return marks.status === 'ACCEPTED_BY_MERCHANT' ? onItsWay(marks) : (byTab(marks) ?? 'new');
}

/** Who delivers: the Kaspi flag with DELIVERY_PICKUP is a postomat, without it the shop's own counter (contract 1.2). */
export function deriveDelivery(marks: { mode?: string | undefined; isKaspi: boolean }): DeliveryKind {
  if (marks.isKaspi) {
    return marks.mode === 'DELIVERY_PICKUP' ? 'postomat' : 'kaspi-delivery';
  }

  return ownDelivery[marks.mode ?? ''] ?? 'unknown';
}

const statusTable: Readonly<Record<string, MarketplaceOrderStatus>> = {
  APPROVED_BY_BANK: 'new',
  ARRIVED: 'accepted',
  ASSEMBLE: 'packed',
  COMPLETED: 'completed',
  CANCELLING: 'cancelling',
  CANCELLED: 'cancelled',
  KASPI_DELIVERY_RETURN_REQUESTED: 'returning',
  RETURN_ACCEPTED_BY_MERCHANT: 'returned',
  ARRIVED_BACKWARD: 'returned',
  RETURNED: 'returned',
};

const ownDelivery: Readonly<Record<string, DeliveryKind>> = {
  DELIVERY_PICKUP: 'own-pickup',
  DELIVERY_LOCAL: 'own-courier',
};

function onItsWay(marks: StatusMarks): MarketplaceOrderStatus {
  if (marks.isHandedOver) {
    return 'handed_over';
  }

  return marks.isAssembled ? 'packed' : 'accepted';
}

function byTab(marks: StatusMarks): MarketplaceOrderStatus | undefined {
  switch (marks.state) {
    case 'NEW':
      return 'new';
    case 'SIGN_REQUIRED':
    case 'PICKUP':
    case 'DELIVERY':
      return 'accepted';
    case 'KASPI_DELIVERY':
      return onItsWay(marks);
    case 'ARCHIVE':
      return marks.isCancelled ? 'cancelled' : 'completed';
    default:
      return undefined;
  }
}
