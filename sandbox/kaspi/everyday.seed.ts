import { beige, black, blue, green, type ProductLine, red } from './product-line.ts';

/** Groceries, stationery, accessories and small things of every day. */
export const everyday: readonly ProductLine[] = [
  {
    category: 'Tea',
    kind: ['Чай черный', 'Қара шай', 'Black tea'],
    brand: 'Piala',
    models: [
      ['Кенийский гранулированный', 2_490],
      ['Индийский листовой', 2_990],
    ],
    variants: [
      ['500 г', '500 г қорап', '500 g'],
      ['1 кг', '1 кг қорап', '1 kg'],
    ],
  },
  {
    category: 'Coffee',
    kind: ['Кофе в зернах', 'Дәнді кофе', 'Coffee beans'],
    brand: 'Lavazza',
    models: [
      ['Qualita Oro', 11_490],
      ['Crema e Aroma', 9_990],
    ],
    variants: [
      ['250 г', '250 г қорап', '250 g'],
      ['1 кг', '1 кг қорап', '1 kg'],
    ],
  },
  {
    category: 'Chocolate',
    kind: ['Набор конфет', 'Кәмпиттер жиынтығы', 'Box of chocolates'],
    brand: 'Rakhat',
    models: [
      ['Алматы ассорти', 3_490],
      ['Казахстанские', 2_990],
    ],
    variants: [
      ['в подарочной коробке', 'сыйлық қорабында', 'in a gift box'],
      ['весовые 1 кг', 'өлшемді 1 кг', 'loose 1 kg'],
    ],
  },
  {
    category: 'Umbrellas',
    kind: ['Зонт', 'Қолшатыр', 'Umbrella'],
    brand: 'Xiaomi',
    models: [
      ['KongGu автомат', 7_490],
      ['90 Points складной', 9_490],
    ],
    variants: [black, blue],
  },
  {
    category: 'Wallets',
    kind: ['Кошелек кожаный', 'Былғары әмиян', 'Leather wallet'],
    brand: 'Baellerry',
    models: [
      ['Classic D1282', 5_990],
      ['Forever N2345', 7_490],
    ],
    variants: [black, red],
  },
  {
    category: 'Notebooks',
    kind: ['Ежедневник', 'Күнделік', 'Planner'],
    brand: 'Brauberg',
    models: [
      ['Imperial A5', 3_990],
      ['Senator A6', 2_990],
    ],
    variants: [green, red],
  },
  {
    category: 'Pillows',
    kind: ['Подушка', 'Жастық', 'Pillow'],
    brand: 'Askona',
    models: [
      ['Memory Foam 50x70', 16_990],
      ['Travel 40x60', 11_990],
    ],
    variants: [beige, blue],
  },
];
