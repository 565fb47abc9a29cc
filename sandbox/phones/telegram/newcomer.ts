import { chosenUserId, saveUser, type User } from './telegram.ts';

/** A newcomer and the shop that waits for that person on Kaspi. */
interface Newcomer {
  readonly firstName: string;
  readonly lastName: string;
  readonly shop: string;
}

/** The one whose shop Kaspi has from the start. */
const first: Newcomer & { readonly phone: string } = {
  firstName: 'Айгүл',
  lastName: 'Сәрсенова',
  shop: 'Aigul Store',
  phone: '+77021003040',
};
const others: readonly Newcomer[] = [
  { firstName: 'Данияр', lastName: 'Ахметов', shop: 'Daniyar Shop' },
  { firstName: 'Мадина', lastName: 'Оспанова', shop: 'Madina Market' },
  { firstName: 'Тимур', lastName: 'Ли', shop: 'Timur Tech' },
  { firstName: 'Жанна', lastName: 'Қасымова', shop: 'Zhanna Home' },
  { firstName: 'Арман', lastName: 'Бекенов', shop: 'Arman Store' },
  { firstName: 'Светлана', lastName: 'Ким', shop: 'Svetlana Deco' },
];
const firstFreeNumber = 77_085_550_100;

/** A shop to be opened on Kaspi for a newcomer. */
export interface NewShop {
  readonly name: string;
  readonly phone: string;
}

/** Signs a fresh person in to Telegram. @returns the shop that Kaspi has yet to open for that person, if any */
export async function inviteNewcomer(users: readonly User[], languageCode: string): Promise<NewShop | undefined> {
  const isFirst = users.every(({ phone }) => phone !== first.phone);
  const number = freeNumber(users);
  const { firstName, lastName, shop } = isFirst ? first : (others[(number - firstFreeNumber) % others.length] ?? first);
  const phone = isFirst ? first.phone : `+${number}`;
  const user = await saveUser({ firstName, lastName, languageCode, phone });
  chosenUserId.set(String(user.id));
  return isFirst ? undefined : { name: shop, phone };
}

function freeNumber(users: readonly User[]): number {
  const taken = new Set(users.map(({ phone }) => phone));
  let number = firstFreeNumber;
  while (taken.has(`+${number}`)) {
    number += 1;
  }
  return number;
}
