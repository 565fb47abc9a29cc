/** The marketplace's tab an order stands in. */
export type KaspiState = 'NEW' | 'SIGN_REQUIRED' | 'PICKUP' | 'DELIVERY' | 'KASPI_DELIVERY' | 'ARCHIVE';

/** Where a marketplace order stands in our words. */
export type MarketplaceOrderStatus =
  | 'new'
  | 'accepted'
  | 'packed'
  | 'handed_over'
  | 'completed'
  | 'cancelling'
  | 'cancelled'
  | 'returning'
  | 'returned';

/** Who brings the parcel, read from the delivery mode and the Kaspi Delivery flag. */
export type DeliveryKind = 'kaspi-delivery' | 'postomat' | 'own-pickup' | 'own-courier' | 'unknown';

/** An order as the marketplace tells it. A field it left out is absent here; an order is never dropped for that. */
export interface MarketplaceOrder {
  /** Opaque id that order calls need. */
  readonly id: string;
  /** The number people use, and our key. */
  readonly code: string;
  /** Verbatim; empty when absent. */
  readonly state: string;
  /** Verbatim; empty when absent. */
  readonly status: string;
  /** Derived from state, status and the delivery marks. */
  readonly orderStatus: MarketplaceOrderStatus;
  /** 0 when the marketplace left it out; the lines carry the sum then. */
  readonly totalTiyn: number;
  readonly deliveryCostTiyn?: number | undefined;
  readonly deliveryCostForSellerTiyn?: number | undefined;
  readonly paymentMode?: string | undefined;
  readonly deliveryMode?: string | undefined;
  readonly deliveryKind: DeliveryKind;
  readonly isExpress: boolean;
  readonly isPreOrder: boolean;
  readonly isSignatureRequired: boolean;
  readonly isAssembled: boolean;
  readonly pickupPointId?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly approvedAt?: Date | undefined;
  readonly plannedDeliveryAt?: Date | undefined;
  readonly handOverPlannedAt?: Date | undefined;
  readonly handedOverAt?: Date | undefined;
  /** Address of the waybill PDF; appears some minutes after assembling. */
  readonly waybillUrl?: string | undefined;
  readonly waybillNumber?: string | undefined;
  readonly cancellationReason?: string | undefined;
  readonly customer: MarketplaceCustomer;
  readonly address?: MarketplaceAddress | undefined;
}

/** The buyer; the phone is E.164, decoded from the marketplace's id where the shown one is masked. */
export interface MarketplaceCustomer {
  readonly kaspiId?: string | undefined;
  readonly phone?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
}

/** Where the order goes. */
export interface MarketplaceAddress {
  readonly town?: string | undefined;
  /** One line, ready to show. */
  readonly text: string;
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
}

/** One line of an order. */
export interface MarketplaceOrderLine {
  readonly id: string;
  /** Position in the order, from 0. */
  readonly number: number;
  /** The merchant's own SKU; absent only when the marketplace left it out. */
  readonly sku?: string | undefined;
  readonly masterSku?: string | undefined;
  readonly name: string;
  readonly quantity: number;
  readonly unitPriceTiyn: number;
  readonly totalTiyn: number;
  readonly deliveryCostTiyn?: number | undefined;
  readonly weightKg?: number | undefined;
  readonly unitType?: string | undefined;
  readonly category?: string | undefined;
}
