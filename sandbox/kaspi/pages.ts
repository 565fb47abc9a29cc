import type Router from '@koa/router';
import type { Kaspi } from './kaspi.ts';
import { offersOn } from './offer-list.ts';
import { drawPng, drawSvg, escapeText } from './picture.ts';
import { almaty } from './world.ts';

/** Serves what people look at: product pages, pictures and waybills. */
export function mountPages(router: Router, kaspi: Kaspi): void {
  const pictures = new Map<string, Buffer>();
  router.get('/kaspi/p/:slug', (ctx) => {
    const masterSku = String(ctx.params.slug).match(/(\d+)$/)?.[1] ?? '';
    const card = kaspi.cards.get(masterSku);
    if (!card) {
      return;
    }
    const rows = offersOn(kaspi, card, almaty).map(
      ({ merchantName, price }) => `<li>${escapeText(merchantName)}: ${price} ₸</li>`,
    );
    const title = escapeText(card.title[0]);
    ctx.type = 'text/html';
    ctx.body = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>${title}</title></head><body>
<h1>${title}</h1><img src="/kaspi/img/${masterSku}.svg" alt="" width="256"><ol>${rows.join('')}</ol></body></html>`;
  });
  router.get('/kaspi/img/:file', (ctx) => {
    const [masterSku = '', kind] = String(ctx.params.file).split('.');
    const card = kaspi.cards.get(masterSku);
    if (!card) {
      return;
    }
    ctx.set('cache-control', 'public, max-age=3600');
    ctx.type = kind === 'svg' ? 'image/svg+xml' : 'image/png';
    if (kind === 'svg') {
      ctx.body = drawSvg(card.category, card.brand);
      return;
    }
    const picture = pictures.get(masterSku) ?? drawPng(card.category, masterSku);
    pictures.set(masterSku, picture);
    ctx.body = picture;
  });
  router.get('/kaspi/waybill/:file', (ctx) => {
    const order = kaspi.orders.get(String(ctx.params.file).replace('.pdf', ''));
    if (order?.hasWaybill) {
      ctx.type = 'application/pdf';
      ctx.body = drawPdf(`Waybill ${order.waybillNumber} order ${order.code}`);
    }
  });
}

/** One A4 page with one line in its top-left quarter: contract §3.4. The line must be Latin. */
function drawPdf(line: string): Buffer {
  const text = `BT /F1 14 Tf 40 780 Td (${line}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
