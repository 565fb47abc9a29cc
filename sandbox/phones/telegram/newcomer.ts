import { chosenUserId, saveUser, type User } from './telegram.ts';

const names: readonly (readonly [string, string])[] = [
  ['Айгүл', 'Сәрсенова'],
  ['Данияр', 'Ахметов'],
  ['Мадина', 'Оспанова'],
  ['Тимур', 'Ли'],
  ['Жанна', 'Қасымова'],
  ['Арман', 'Бекенов'],
  ['Светлана', 'Ким'],
];
const firstPhone = '+77021003040';

/** Signs a fresh person in to Telegram; the first of them has the phone of the shop that waits for a newcomer. */
export async function inviteNewcomer(users: readonly User[], languageCode: string): Promise<void> {
  const [firstName = '', lastName = ''] = names[users.length % names.length] ?? [];
  const phone = freePhone(users);
  const user = await saveUser({ firstName, lastName, languageCode, phone });
  chosenUserId.set(String(user.id));
}

function freePhone(users: readonly User[]): string {
  const taken = new Set(users.map(({ phone }) => phone));
  if (!taken.has(firstPhone)) {
    return firstPhone;
  }
  let number = 7_085_550_100 + users.length;
  while (taken.has(`+${number + 70_000_000_000}`)) {
    number += 1;
  }
  return `+${number + 70_000_000_000}`;
}
