import { describe, expect, it } from '@jest/globals';
import { languages } from '#src/kernel/language.ts';
import { customerEvents, listTemplates, previewTemplate, resetTemplate, saveTemplate } from '#src/messaging/index.ts';
import { fillTemplate, templateVariables } from '#src/messaging/template-text.ts';
import { aCompany, words } from './post-office.ts';

const empty = Object.fromEntries(templateVariables.map((name) => [name, ''])) as Parameters<typeof fillTemplate>[1];

const placeholders = Object.fromEntries(templateVariables.map((name) => [name, `{${name}}`]));

describe('a template', () => {
  it('has a default for every event in every language that reads well with and without its values', () => {
    for (const language of languages) {
      for (const event of customerEvents) {
        const text = previewTemplate(words, { event, language });
        expect(text).toContain('790686780');
        expect(text).not.toMatch(/[{}]|undefined|\n\n\n/);
        const body = words.t(language, `messaging-template-${event}`, placeholders);
        const bare = fillTemplate(body, { ...empty, order_code: '7', order_total: '1 ₸', store_name: 'Shop' });
        expect(bare).not.toMatch(/^[\s,]|,\s*[!.?]|\s[,.!?]/m);
      }
    }
  });

  it('leaves out a line of nothing but an unknown value, and the comma after a missing name', () => {
    const values = { ...empty, order_code: '7' };
    expect(fillTemplate('{customer_name}, заказ {order_code}.\n{delivery_address}\nИтог', values)).toBe(
      'Заказ 7.\nИтог',
    );
    expect(fillTemplate('Сәлем, {customer_name}!', values)).toBe('Сәлем!');
  });

  it('takes a value as text, even when it looks like a placeholder', () => {
    const values = { ...empty, customer_name: '{order_code} $& $1', order_code: '7' };
    expect(fillTemplate('{customer_name}|{order_code}', values)).toBe('{order_code} $& $1|7');
  });

  it('is refused with a placeholder that does not exist, empty, too long, or for no event', async () => {
    const company = await aCompany();
    const save = (body: string, event = 'order_accepted') =>
      company.run((scope) => saveTemplate(scope, words, { event, language: 'ru', body }));
    await expect(save('Привет {name} {order_code} {x}')).rejects.toMatchObject({
      code: 'messaging.variableUnknown',
      params: { names: '{name}, {x}' },
    });
    await expect(save('  ')).rejects.toMatchObject({ code: 'messaging.templateEmpty' });
    await expect(save('x'.repeat(2_001))).rejects.toMatchObject({ code: 'messaging.templateTooLong' });
    await expect(save('x', 'nothing')).rejects.toMatchObject({ code: 'messaging.eventUnknown' });
  });

  it('takes the place of the default in its company only, and gives way again', async () => {
    const [company, stranger] = [await aCompany(), await aCompany()];
    const key = { event: 'order_accepted', language: 'kk' as const };
    await company.run((scope) => saveTemplate(scope, words, { ...key, body: 'Дайын {order_code}' }));
    await company.run((scope) => saveTemplate(scope, words, { ...key, isEnabled: false }));
    const of = async (who: typeof company) =>
      (await who.run((scope) => listTemplates(scope, words, 'kk'))).find(({ event }) => event === key.event);
    expect(await of(company)).toMatchObject({ body: 'Дайын {order_code}', isEnabled: false, isOwn: true });
    expect(await of(stranger)).toMatchObject({ isEnabled: true, isOwn: false });
    await company.run((scope) => resetTemplate(scope, words, key));
    expect(await of(company)).toEqual(await of(stranger));
  });
});
