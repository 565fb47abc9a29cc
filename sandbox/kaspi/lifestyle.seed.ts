import { beige, black, blue, green, grey, type ProductLine, pink, red, white } from './product-line.ts';

/** Beauty, children, sport, car and pets. */
export const lifestyle: readonly ProductLine[] = [
  {
    category: 'Hair dryers',
    kind: ['Фен', 'Шаш кептіргіш', 'Hair dryer'],
    brand: 'Rowenta',
    models: [
      ['CV5930 2200 Вт', 22_990],
      ['Maestria CV9920 2300 Вт', 59_990],
    ],
    variants: [black, pink],
  },
  {
    category: 'Hair clippers',
    kind: ['Машинка для стрижки', 'Шаш қиятын машинка', 'Hair clipper'],
    brand: 'VGR',
    models: [
      ['V-030', 9_490],
      ['V-655', 13_990],
    ],
    variants: [black, grey],
  },
  {
    category: 'Perfumes',
    kind: ['Парфюмерная вода', 'Иісті су', 'Eau de parfum'],
    brand: 'Armaf',
    models: [
      ['Club de Nuit Intense', 24_990],
      ['Odyssey Homme', 19_990],
    ],
    variants: [
      ['100 мл', '100 мл құты', '100 ml'],
      ['200 мл', '200 мл құты', '200 ml'],
    ],
  },
  {
    category: 'Face care',
    kind: ['Крем для лица', 'Бет кремі', 'Face cream'],
    brand: 'Cosrx',
    models: [
      ['Snail 92 All in One', 8_490],
      ['Peptide Collagen', 11_490],
    ],
    variants: [
      ['50 мл', '50 мл құты', '50 ml'],
      ['100 мл', '100 мл құты', '100 ml'],
    ],
  },
  {
    category: 'Strollers',
    kind: ['Коляска прогулочная', 'Серуендеу арбасы', 'Stroller'],
    brand: 'Yoya',
    models: [
      ['Plus Max', 49_990],
      ['Care Wide', 64_990],
    ],
    variants: [grey, beige],
  },
  {
    category: 'Building sets',
    kind: ['Конструктор', 'Құрастырғыш', 'Building set'],
    brand: 'Qman',
    models: [
      ['Пожарная станция 366 деталей', 9_990],
      ['Космопорт 820 деталей', 19_990],
    ],
    variants: [
      ['без подсветки', 'жарықсыз', 'without lights'],
      ['с подсветкой', 'жарығымен', 'with lights'],
    ],
  },
  {
    category: 'Diapers',
    kind: ['Подгузники-трусики', 'Жөргек-дамбал', 'Nappy pants'],
    brand: 'Moony',
    models: [
      ['L 9-14 кг', 7_990],
      ['XL 12-22 кг', 8_490],
    ],
    variants: [
      ['44 шт', '44 дана', '44 pieces'],
      ['88 шт', '88 дана', '88 pieces'],
    ],
  },
  {
    category: 'Kick scooters',
    kind: ['Самокат', 'Самокат-тепкіш', 'Kick scooter'],
    brand: 'Ridex',
    models: [
      ['Snappy 3-в-1', 14_990],
      ['Rebel 180 мм', 26_990],
    ],
    variants: [blue, pink],
  },
  {
    category: 'Backpacks',
    kind: ['Рюкзак', 'Арқа сөмке', 'Backpack'],
    brand: 'Grizzly',
    models: [
      ['RG-367 школьный', 17_490],
      ['RU-431 городской', 15_990],
    ],
    variants: [black, blue],
  },
  {
    category: 'Dumbbells',
    kind: ['Гантели', 'Гантель', 'Dumbbells'],
    brand: 'Starfit',
    models: [
      ['DB-305 пара по 3 кг', 9_990],
      ['DB-703 разборные 20 кг', 24_990],
    ],
    variants: [black, red],
  },
  {
    category: 'Yoga mats',
    kind: ['Коврик для йоги', 'Йога төсеніші', 'Yoga mat'],
    brand: 'Demix',
    models: [
      ['TPE 6 мм', 6_990],
      ['NBR 10 мм', 8_490],
    ],
    variants: [green, pink],
  },
  {
    category: 'Dash cams',
    kind: ['Видеорегистратор', 'Бейнетіркегіш', 'Dash cam'],
    brand: '70mai',
    models: [
      ['Dash Cam M310', 18_990],
      ['A510 HDR', 49_990],
    ],
    variants: [
      ['без карты памяти', 'жад картасыз', 'without a memory card'],
      ['с картой 64 ГБ', '64 ГБ картасымен', 'with a 64 GB card'],
    ],
  },
  {
    category: 'Car compressors',
    kind: ['Автомобильный компрессор', 'Автокөлік компрессоры', 'Car compressor'],
    brand: 'Berkut',
    models: [
      ['R15', 31_990],
      ['Smart Power SA-03', 24_490],
    ],
    variants: [
      ['с сумкой', 'сөмкесімен', 'with a bag'],
      ['с набором насадок', 'саптамалар жинағымен', 'with a nozzle set'],
    ],
  },
  {
    category: 'Motor oils',
    kind: ['Моторное масло', 'Мотор майы', 'Motor oil'],
    brand: 'Lukoil',
    models: [
      ['Genesis Armortech 5W-40', 13_490],
      ['Luxe 10W-40', 9_490],
    ],
    variants: [
      ['4 л', '4 л құты', '4 l'],
      ['5 л', '5 л құты', '5 l'],
    ],
  },
  {
    category: 'Cat food',
    kind: ['Сухой корм для кошек', 'Мысыққа арналған құрғақ жем', 'Dry cat food'],
    brand: 'Brit',
    models: [
      ['Care Sterilised', 9_990],
      ['Premium Indoor', 7_990],
    ],
    variants: [
      ['2 кг', '2 кг қап', '2 kg'],
      ['8 кг', '8 кг қап', '8 kg'],
    ],
  },
  {
    category: 'Thermoses',
    kind: ['Термос', 'Термос құты', 'Thermos'],
    brand: 'Arktika',
    models: [
      ['105-750 0,75 л', 11_990],
      ['108-1000 1 л', 14_490],
    ],
    variants: [green, white],
  },
];
