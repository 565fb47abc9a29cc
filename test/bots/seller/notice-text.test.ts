import { describe, expect, it } from '@jest/globals';
import type { Member } from '#src/companies/member.entity.ts';
import { newId } from '#src/kernel/ids.ts';
import type { MemberNotice } from '#src/messaging/index.ts';
import { findOrderByCode } from '#src/orders/index.ts';
import { pollStore } from '#src/orders/poll-store.ts';
import { renderNotice } from '../../../bots/telegram/seller/messaging/notice-text.ts';
import { orderText, readOrder } from '../../../bots/telegram/seller/orders/order-words.ts';
import { createSpeech } from '../../../bots/telegram/speech.ts';
import { aMember, words } from '../../messaging/post-office.ts';
import { aShop, startKaspiForFile } from '../../orders/shop.ts';

const { kaspi } = startKaspiForFile();
const phone = '+77011234567';

async function anOrder() {
  const shop = await aShop(kaspi());
  const code = await shop.order({ customer: { firstName: 'A', lastName: 'B', phone } });
  await pollStore(shop.deps, shop.storeId);
  const order = await shop.company.run((scope) => findOrderByCode(scope, code));
  const subjectId = order?.id ?? '';
  const noticeFor = async (role: Member['role'], template: MemberNotice) => {
    const recipient = await aMember(shop.company, role);
    const message = {
      ...{ id: newId(), companyId: shop.company.id, event: template, subjectId, template, recipient, key: 'k' },
      ...({ language: 'ru', text: null, params: { code }, lane: 'reply', providerId: null } as const),
    };
    return (await shop.company.run((scope) => renderNotice(scope, words, message))).text;
  };
  return { ...shop, orderId: subjectId, code, noticeFor };
}

describe("a buyer's phone", () => {
  it.each(['order_card', 'whatsapp_number_absent'] as const)(
    'stands in the notice %s only for those who may read customers',
    async (template) => {
      const { noticeFor, code } = await anOrder();
      expect(await noticeFor('manager', template)).toContain(phone);
      const hidden = await noticeFor('storekeeper', template);
      expect(hidden).toContain(code);
      expect(hidden).not.toContain(phone);
      expect(hidden).not.toContain(words.t('ru', 'orders-card-no-phone'));
    },
  );

  it('stands on the card in the menu only for those who may read customers', async () => {
    const { company, orderId } = await anOrder();
    const cardFor = (can: (action: string) => boolean) =>
      company.run(async (scope) =>
        orderText(createSpeech(words, 'ru', 'Asia/Almaty'), await readOrder(scope, orderId, { can })),
      );
    expect(await cardFor(() => true)).toContain(phone);
    const hidden = await cardFor((action) => action !== 'customers.read');
    expect(hidden).not.toContain(phone);
    expect(hidden).not.toContain(words.t('ru', 'orders-card-no-phone'));
  });
});
