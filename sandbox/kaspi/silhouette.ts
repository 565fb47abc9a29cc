/** Which tone lies at a place of the picture; both coordinates run from −0.5 to 0.5, y downwards. */
export type Silhouette = (x: number, y: number) => 'ground' | 'body' | 'light';

const silhouettes: ReadonlyArray<readonly [silhouette: Silhouette, categories: readonly string[]]> = [
  [slab, ['Smartphones', 'Power banks', 'Phone cases', 'Notebooks', 'Wallets', 'Chocolate', 'Dash cams']],
  [ring, ['Headphones', 'Smart watches', 'Yoga mats', 'Kick scooters', 'Strollers', 'Phone holders']],
  [pan, ['Frying pans', 'Kazans', 'Hair dryers', 'Drills', 'Umbrellas']],
  [jug, ['Kettles', 'Thermoses', 'Motor oils', 'Perfumes', 'Blenders', 'Humidifiers', 'Tea', 'Coffee']],
  [screen, ['TVs', 'Keyboards', 'Routers', 'Heaters', 'Pillows', 'Bed linen', 'Car compressors', 'Dumbbells']],
];

/** The silhouette of a category's goods; a rounded box where none is kept. */
export function silhouetteOf(category: string): Silhouette {
  return silhouettes.find(([, categories]) => categories.includes(category))?.[0] ?? box;
}

function slab(x: number, y: number): ReturnType<Silhouette> {
  if (isRounded(x, y + 0.02, { width: 0.15, height: 0.3 })) {
    return 'light';
  }
  return isRounded(x, y, { width: 0.18, height: 0.36 }) ? 'body' : 'ground';
}

function ring(x: number, y: number): ReturnType<Silhouette> {
  const distance = Math.hypot(x, y);
  if (distance > 0.36 || distance < 0.14) {
    return 'ground';
  }
  return distance > 0.26 ? 'body' : 'light';
}

function pan(x: number, y: number): ReturnType<Silhouette> {
  const distance = Math.hypot(x + 0.1, y);
  if (distance < 0.2) {
    return 'light';
  }
  const isHandle = x > 0.1 && x < 0.42 && Math.abs(y) < 0.04;
  return distance < 0.27 || isHandle ? 'body' : 'ground';
}

function jug(x: number, y: number): ReturnType<Silhouette> {
  const halfWidth = 0.16 + (y + 0.3) * 0.16;
  const isBody = y > -0.3 && y < 0.34 && Math.abs(x + 0.05) < halfWidth;
  if (isBody) {
    return y > -0.05 && y < 0.2 ? 'light' : 'body';
  }
  const fromHandle = Math.hypot(x - 0.2, y);
  const isLid = Math.abs(x + 0.05) < 0.06 && y > -0.36 && y <= -0.3;
  return isLid || (fromHandle > 0.11 && fromHandle < 0.16 && x > 0.1) ? 'body' : 'ground';
}

function screen(x: number, y: number): ReturnType<Silhouette> {
  if (isRounded(x, y + 0.04, { width: 0.36, height: 0.2 })) {
    return 'light';
  }
  const isStand = Math.abs(x) < 0.14 && y > 0.22 && y < 0.27;
  return isRounded(x, y + 0.04, { width: 0.4, height: 0.24 }) || isStand ? 'body' : 'ground';
}

function box(x: number, y: number): ReturnType<Silhouette> {
  if (isRounded(x, y - 0.05, { width: 0.2, height: 0.14 })) {
    return 'light';
  }
  return isRounded(x, y, { width: 0.3, height: 0.3 }) ? 'body' : 'ground';
}

function isRounded(x: number, y: number, half: { width: number; height: number }): boolean {
  return (x / half.width) ** 6 + (y / half.height) ** 6 < 1;
}
