import type { Words } from './product-line.ts';

/** Russian words inside model names with their Kazakh and English; longer phrases first. */
const modelWords: readonly Words[] = [
  ['Пожарная станция', 'Өрт сөндіру бекеті', 'Fire station'],
  ['Космопорт', 'Ғарыш айлағы', 'Spaceport'],
  ['деталей', 'бөлшек', 'pieces'],
  ['Кенийский гранулированный', 'Кения түйіршікті', 'Kenyan granulated'],
  ['Индийский листовой', 'Үнді жапырақты', 'Indian leaf'],
  ['Алматы ассорти', 'Алматы жинағы', 'Almaty assortment'],
  ['Казахстанские', 'Қазақстандық', 'Kazakhstan'],
  ['для Galaxy A26', 'Galaxy A26 үшін', 'for Galaxy A26'],
  ['для Galaxy S25 FE', 'Galaxy S25 FE үшін', 'for Galaxy S25 FE'],
  ['сатин 1,5-спальное', 'сатин бір жарым кісілік', 'sateen single'],
  ['сатин Евро', 'сатин еуро өлшем', 'sateen Euro'],
  ['пара по 3 кг', '3 кг-нан жұп', 'pair of 3 kg'],
  ['разборные 20 кг', 'жиналмалы 20 кг', 'adjustable 20 kg'],
  ['магнитный', 'магнитті', 'magnetic'],
  ['настольный', 'үстелге қойылатын', 'desktop'],
  ['вертикальный', 'тік', 'upright'],
  ['беспроводной', 'сымсыз', 'cordless'],
  ['Традиция', 'Дәстүр', 'Tradition'],
  ['Мрамор', 'Мәрмәр', 'Marble'],
  ['чугунный', 'шойын', 'cast-iron'],
  ['секций', 'секция', 'fins'],
  ['школьный', 'мектепке арналған', 'school'],
  ['городской', 'қалалық', 'city'],
  ['автомат', 'автоматты', 'automatic'],
  ['складной', 'бүктемелі', 'folding'],
  ['3-в-1', '3-і 1-де', '3-in-1'],
  ['мАч', 'мАс', 'mAh'],
  ['ГБ', 'ГБ', 'GB'],
  ['Вт', 'Вт', 'W'],
  ['см', 'см', 'cm'],
  ['мм', 'мм', 'mm'],
  ['кг', 'кг', 'kg'],
  [' В ', ' В ', ' V '],
  [' л', ' л', ' l'],
];

/** A model's name in Russian, Kazakh and English. */
export function modelNames(model: string): Words {
  const translate = (language: 1 | 2) =>
    modelWords.reduce((name, words) => name.replace(words[0], words[language]), model);
  return [model, translate(1), translate(2)];
}
