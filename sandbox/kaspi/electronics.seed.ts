import { beige, black, blue, green, grey, type ProductLine, pink, silver, type Words, white } from './product-line.ts';

const smartphone: Words = ['Смартфон', 'Ұялы телефон', 'Smartphone'];
const earbuds: Words = ['Наушники', 'Құлаққап', 'Headphones'];
const watch: Words = ['Смарт-часы', 'Ақылды сағат', 'Smart watch'];

/** Phones, gadgets, sound and computers. */
export const electronics: readonly ProductLine[] = [
  {
    category: 'Smartphones',
    kind: smartphone,
    brand: 'Samsung',
    models: [
      ['Galaxy A17 6/128 ГБ', 89_990],
      ['Galaxy A26 8/256 ГБ', 134_990],
      ['Galaxy S25 FE 8/256 ГБ', 289_990],
    ],
    variants: [black, blue],
  },
  {
    category: 'Smartphones',
    kind: smartphone,
    brand: 'Xiaomi',
    models: [
      ['Redmi 15C 6/128 ГБ', 62_990],
      ['Redmi Note 14 8/256 ГБ', 109_990],
      ['Poco X7 12/512 ГБ', 164_990],
    ],
    variants: [green, grey],
  },
  {
    category: 'Smartphones',
    kind: smartphone,
    brand: 'Tecno',
    models: [
      ['Spark 40 8/256 ГБ', 69_990],
      ['Camon 40 8/256 ГБ', 109_900],
    ],
    variants: [white, black],
  },
  {
    category: 'Headphones',
    kind: earbuds,
    brand: 'JBL',
    models: [
      ['Tune 520BT', 21_990],
      ['Wave Beam 2', 26_990],
      ['Live 770NC', 59_990],
    ],
    variants: [black, blue],
  },
  {
    category: 'Headphones',
    kind: earbuds,
    brand: 'QCY',
    models: [
      ['T13 ANC 2', 9_990],
      ['MeloBuds N60', 16_490],
    ],
    variants: [white, black],
  },
  {
    category: 'Smart watches',
    kind: watch,
    brand: 'Amazfit',
    models: [
      ['Bip 6', 39_990],
      ['Active 2', 54_990],
    ],
    variants: [black, pink],
  },
  {
    category: 'Smart watches',
    kind: watch,
    brand: 'Huawei',
    models: [
      ['Band 10', 19_990],
      ['Watch Fit 4', 64_990],
    ],
    variants: [grey, green],
  },
  {
    category: 'Power banks',
    kind: ['Внешний аккумулятор', 'Сыртқы аккумулятор', 'Power bank'],
    brand: 'Baseus',
    models: [
      ['Bipow 10000 мАч 20 Вт', 8_990],
      ['Adaman 20000 мАч 65 Вт', 24_990],
    ],
    variants: [black, white],
  },
  {
    category: 'Phone chargers',
    kind: ['Зарядное устройство', 'Қуаттағыш құрылғы', 'Charger'],
    brand: 'Ugreen',
    models: [
      ['Nexode 30 Вт', 6_490],
      ['Nexode 65 Вт', 14_990],
    ],
    variants: [grey, white],
  },
  {
    category: 'Phone cases',
    kind: ['Чехол', 'Қап', 'Case'],
    brand: 'Spigen',
    models: [
      ['Liquid Air для Galaxy A26', 5_490],
      ['Tough Armor для Galaxy S25 FE', 9_990],
    ],
    variants: [black, blue],
  },
  {
    category: 'Speakers',
    kind: ['Портативная колонка', 'Ықшам колонка', 'Portable speaker'],
    brand: 'JBL',
    models: [
      ['Go 4', 21_490],
      ['Flip 7', 58_990],
    ],
    variants: [black, pink],
  },
  {
    category: 'Mice',
    kind: ['Мышь беспроводная', 'Сымсыз тінтуір', 'Wireless mouse'],
    brand: 'Logitech',
    models: [
      ['M185', 5_990],
      ['Pebble M350s', 11_990],
    ],
    variants: [grey, white],
  },
  {
    category: 'Keyboards',
    kind: ['Клавиатура', 'Пернетақта', 'Keyboard'],
    brand: 'Redragon',
    models: [
      ['Kumara K552', 16_990],
      ['Fizz K617', 19_490],
    ],
    variants: [black, white],
  },
  {
    category: 'Routers',
    kind: ['Роутер', 'Бағдарғыш', 'Router'],
    brand: 'TP-Link',
    models: [
      ['Archer C64', 14_990],
      ['Archer AX23', 27_990],
    ],
    variants: [
      ['с настройкой на русском', 'қазақша нұсқаулықпен', 'with a guide'],
      ['в комплекте с кабелем 3 м', '3 м кабелімен бірге', 'with a 3 m cable'],
    ],
  },
  {
    category: 'TVs',
    kind: ['Телевизор', 'Теледидар', 'TV'],
    brand: 'TCL',
    models: [
      ['43V6C 109 см', 129_990],
      ['55P7K 140 см', 219_990],
    ],
    variants: [black, silver],
  },
  {
    category: 'Phone holders',
    kind: ['Держатель для телефона', 'Телефон ұстағыш', 'Phone holder'],
    brand: 'Hoco',
    models: [
      ['CA83 магнитный', 3_490],
      ['PH47 настольный', 4_290],
    ],
    variants: [black, beige],
  },
];
