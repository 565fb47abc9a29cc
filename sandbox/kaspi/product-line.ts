/** The same words in Russian, Kazakh and English, in this order. */
export type Words = readonly [ru: string, kk: string, en: string];

/** A family of goods of one brand; every model comes in every variant. */
export interface ProductLine {
  /** Kaspi's category code, e.g. "Kettles". */
  readonly category: string;
  readonly kind: Words;
  readonly brand: string;
  /** Model name and price in tenge. */
  readonly models: readonly (readonly [name: string, priceTenge: number])[];
  readonly variants: readonly Words[];
}

export const black: Words = ['черный', 'қара', 'black'];
export const white: Words = ['белый', 'ақ', 'white'];
export const grey: Words = ['серый', 'сұр', 'grey'];
export const blue: Words = ['синий', 'көк', 'blue'];
export const green: Words = ['зеленый', 'жасыл', 'green'];
export const red: Words = ['красный', 'қызыл', 'red'];
export const pink: Words = ['розовый', 'қызғылт', 'pink'];
export const beige: Words = ['бежевый', 'ақшыл сары', 'beige'];
export const silver: Words = ['серебристый', 'күміс түсті', 'silver'];
