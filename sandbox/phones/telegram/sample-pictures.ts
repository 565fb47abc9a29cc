const sizePx = 640;
const goods = [
  ['🎧', '#dfeaf4', '#9fbdd8'],
  ['☕', '#f6e7d8', '#d8b28c'],
  ['🧸', '#f7e3e6', '#dba6b1'],
  ['👟', '#e3f1e6', '#9cc7a8'],
] as const;

/** A few pictures of goods as JPEG data addresses, drawn here so that nobody needs a file at hand. */
export async function samplePictures(): Promise<string[]> {
  await document.fonts.load('200px "Noto Color Emoji"', goods.map(([sign]) => sign).join(''));
  return goods.map(drawPicture);
}

function drawPicture([sign, light, dark]: (typeof goods)[number]): string {
  const canvas = document.createElement('canvas');
  canvas.width = sizePx;
  canvas.height = sizePx;
  const brush = canvas.getContext('2d');
  if (!brush) {
    throw new Error('this browser draws no pictures');
  }

  const shade = brush.createLinearGradient(0, 0, 0, sizePx);
  shade.addColorStop(0, light);
  shade.addColorStop(0.68, light);
  shade.addColorStop(0.69, dark);
  shade.addColorStop(1, light);
  brush.fillStyle = shade;
  brush.fillRect(0, 0, sizePx, sizePx);
  brush.font = `${sizePx / 2}px "Noto Color Emoji"`;
  brush.textAlign = 'center';
  brush.textBaseline = 'middle';
  brush.fillText(sign, sizePx / 2, sizePx / 2);
  return canvas.toDataURL('image/jpeg', 0.86);
}
