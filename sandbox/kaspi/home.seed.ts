import { beige, black, blue, green, grey, type ProductLine, red, silver, type Words, white } from './product-line.ts';

const kettle: Words = ['Чайник электрический', 'Электр шәйнек', 'Electric kettle'];
const pan: Words = ['Сковорода', 'Таба', 'Frying pan'];

/** Kitchen, appliances and the house. */
export const homeGoods: readonly ProductLine[] = [
  {
    category: 'Kettles',
    kind: kettle,
    brand: 'Tefal',
    models: [
      ['Loft KO2508 1,7 л', 18_990],
      ['Majestuo KI583 1,7 л', 27_990],
    ],
    variants: [black, white],
  },
  {
    category: 'Kettles',
    kind: kettle,
    brand: 'Redmond',
    models: [
      ['RK-M216 1,7 л', 15_490],
      ['SkyKettle G214S 1,7 л', 24_990],
    ],
    variants: [silver, black],
  },
  {
    category: 'Irons',
    kind: ['Утюг', 'Үтік', 'Iron'],
    brand: 'Philips',
    models: [
      ['DST3020 2200 Вт', 19_990],
      ['Azur DST7030 2800 Вт', 44_990],
    ],
    variants: [blue, green],
  },
  {
    category: 'Vacuum cleaners',
    kind: ['Пылесос', 'Шаңсорғыш', 'Vacuum cleaner'],
    brand: 'Deerma',
    models: [
      ['DX700S вертикальный', 22_990],
      ['T30W беспроводной', 61_990],
    ],
    variants: [white, grey],
  },
  {
    category: 'Multicookers',
    kind: ['Мультиварка', 'Мультипісіргіш', 'Multicooker'],
    brand: 'Polaris',
    models: [
      ['PMC 0511 5 л', 29_990],
      ['EVO 0448 4 л', 36_990],
    ],
    variants: [black, beige],
  },
  {
    category: 'Blenders',
    kind: ['Блендер погружной', 'Батырмалы блендер', 'Hand blender'],
    brand: 'Braun',
    models: [
      ['MQ 3135 750 Вт', 32_990],
      ['MQ 7045 1000 Вт', 57_990],
    ],
    variants: [white, black],
  },
  {
    category: 'Meat grinders',
    kind: ['Мясорубка', 'Ет тартқыш', 'Meat grinder'],
    brand: 'Moulinex',
    models: [
      ['HV4 ME4581 1800 Вт', 48_990],
      ['HV8 ME6261 2000 Вт', 74_990],
    ],
    variants: [white, red],
  },
  {
    category: 'Air fryers',
    kind: ['Аэрогриль', 'Ауа грилі', 'Air fryer'],
    brand: 'Kitfort',
    models: [
      ['KT-2292 4,5 л', 34_990],
      ['KT-2218 8 л', 52_990],
    ],
    variants: [black, grey],
  },
  {
    category: 'Frying pans',
    kind: pan,
    brand: 'Tefal',
    models: [
      ['Unlimited 24 см', 14_490],
      ['Unlimited 28 см', 17_990],
    ],
    variants: [
      ['без крышки', 'қақпақсыз', 'without a lid'],
      ['с крышкой', 'қақпағымен', 'with a lid'],
    ],
  },
  {
    category: 'Frying pans',
    kind: pan,
    brand: 'Kukmara',
    models: [
      ['Традиция 26 см', 9_990],
      ['Мрамор 28 см', 12_490],
    ],
    variants: [
      ['со съемной ручкой', 'алынбалы тұтқасымен', 'with a detachable handle'],
      ['с крышкой', 'қақпағымен', 'with a lid'],
    ],
  },
  {
    category: 'Kazans',
    kind: ['Казан', 'Қазан', 'Cauldron'],
    brand: 'Namangan',
    models: [
      ['чугунный 8 л', 21_990],
      ['чугунный 12 л', 28_990],
    ],
    variants: [
      ['с крышкой', 'қақпағымен', 'with a lid'],
      ['с шумовкой', 'кепсерімен', 'with a skimmer'],
    ],
  },
  {
    category: 'Bed linen',
    kind: ['Постельное белье', 'Төсек жабдығы', 'Bed linen'],
    brand: 'Elf',
    models: [
      ['сатин 1,5-спальное', 13_990],
      ['сатин Евро', 18_990],
    ],
    variants: [grey, beige],
  },
  {
    category: 'Heaters',
    kind: ['Обогреватель', 'Жылытқыш', 'Heater'],
    brand: 'Ballu',
    models: [
      ['BEC/EVU 1500 Вт', 29_990],
      ['BOH/CL 9 секций', 33_490],
    ],
    variants: [white, black],
  },
  {
    category: 'Humidifiers',
    kind: ['Увлажнитель воздуха', 'Ауа ылғалдатқыш', 'Humidifier'],
    brand: 'Deerma',
    models: [
      ['F628 5 л', 17_990],
      ['LU301 8 л', 23_990],
    ],
    variants: [white, green],
  },
  {
    category: 'Lamps',
    kind: ['Настольная лампа', 'Үстел шамы', 'Desk lamp'],
    brand: 'Yeelight',
    models: [
      ['LED Z1', 12_990],
      ['LED V1 Pro', 19_990],
    ],
    variants: [white, silver],
  },
  {
    category: 'Drills',
    kind: ['Шуруповерт', 'Бұрауыш', 'Cordless drill'],
    brand: 'Dexter',
    models: [
      ['12 В Li-Ion', 17_990],
      ['20 В Li-Ion', 31_990],
    ],
    variants: [
      ['с одним аккумулятором', 'бір аккумулятормен', 'with one battery'],
      ['с двумя аккумуляторами', 'екі аккумулятормен', 'with two batteries'],
    ],
  },
];
