import { z } from 'zod';

/** Tabs of the Shop API: contract §1.3. */
export const orderStates = ['NEW', 'SIGN_REQUIRED', 'PICKUP', 'DELIVERY', 'KASPI_DELIVERY', 'ARCHIVE'] as const;

/** What happened to an order: contract §1.3. */
export const orderStatuses = [
  'APPROVED_BY_BANK',
  'ACCEPTED_BY_MERCHANT',
  'COMPLETED',
  'CANCELLED',
  'CANCELLING',
  'KASPI_DELIVERY_RETURN_REQUESTED',
  'RETURN_ACCEPTED_BY_MERCHANT',
  'RETURNED',
] as const;

/** Ways of delivery: contract §1.2. */
export const deliveryModes = [
  'DELIVERY_LOCAL',
  'DELIVERY_PICKUP',
  'DELIVERY_REGIONAL_PICKUP',
  'DELIVERY_REGIONAL_TODOOR',
] as const;

/** A position of an order; prices in tenge. */
export interface OrderLine {
  readonly sku: string;
  readonly masterSku: string;
  readonly title: string;
  readonly brand: string;
  readonly category: string;
  readonly quantity: number;
  readonly basePrice: number;
}

/** An order as Kaspi keeps it. */
export interface Order {
  readonly code: string;
  /** Base64 of the code. */
  readonly id: string;
  readonly merchantUid: string;
  readonly createdAt: number;
  readonly lines: readonly OrderLine[];
  readonly customer: { readonly firstName: string; readonly lastName: string; readonly phone: string };
  readonly deliveryMode: (typeof deliveryModes)[number];
  readonly isKaspiDelivery: boolean;
  readonly paymentMode: 'PREPAID' | 'PAY_WITH_CREDIT';
  readonly preOrder: boolean;
  readonly express: boolean;
  readonly city: string;
  readonly address: { readonly street: string; readonly house: string; readonly apartment: string };
  readonly pointName: string;
  signatureRequired: boolean;
  state: (typeof orderStates)[number];
  status: (typeof orderStatuses)[number];
  assembled: boolean;
  arrived: boolean;
  returnedToWarehouse: boolean;
  transmittedAt: number | null;
  waybillNumber: string | null;
  hasWaybill: boolean;
  securityCode: string | null;
  cancellationReason: string | null;
}

/** What the control API may say about a new order; all but the merchant has a default. */
export const newOrderSchema = z.strictObject({
  merchantUid: z.string(),
  lines: z
    .array(z.strictObject({ sku: z.string(), quantity: z.int().min(1).default(1) }))
    .min(1)
    .optional(),
  customer: z
    .strictObject({
      firstName: z.string(),
      lastName: z.string().default(''),
      phone: z.string().regex(/^\+7\d{10}$/),
    })
    .optional(),
  deliveryMode: z.enum(deliveryModes).default('DELIVERY_REGIONAL_TODOOR'),
  isKaspiDelivery: z.boolean().optional(),
  paymentMode: z.enum(['PREPAID', 'PAY_WITH_CREDIT']).default('PREPAID'),
  signatureRequired: z.boolean().default(false),
  preOrder: z.boolean().default(false),
  express: z.boolean().default(false),
  city: z.string().optional(),
  createdAt: z.iso.datetime().optional(),
});

/** A new order as the control API describes it. */
export type NewOrder = z.infer<typeof newOrderSchema>;

/** The sum of an order's lines, tenge. */
export function totalOf(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.basePrice * line.quantity, 0);
}

/** The tab an accepted order lies in, by its way of delivery (contract §1.3). */
export function openStateOf(order: Order): Order['state'] {
  if (order.signatureRequired) {
    return 'SIGN_REQUIRED';
  }
  if (order.isKaspiDelivery) {
    return 'KASPI_DELIVERY';
  }
  return order.deliveryMode.endsWith('PICKUP') ? 'PICKUP' : 'DELIVERY';
}

/** Base64 of a text, as Kaspi makes ids from numbers. */
export function idOf(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The text inside a Base64 id. */
export function textOf(id: string): string {
  return Buffer.from(id, 'base64').toString('utf8');
}
