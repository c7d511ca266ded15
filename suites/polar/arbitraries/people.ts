/** First and last names in several scripts, with diacritics, apostrophes and hyphens. */
export const people: readonly (readonly [first: string, last: string])[] = [
  ['Jo', 'Li'],
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Jürgen', 'Müller-Lüdenscheidt'],
  ['Siobhán', 'O’Brien'],
  ['Łukasz', 'Żółć'],
  ['Çağla', 'İnönü'],
  ['José María', 'de la Cruz'],
  ['Ngọc Ánh', 'Nguyễn'],
  ['Анна', 'Ковалёва'],
  ['Ελένη', 'Παπαδοπούλου'],
  ['花子', '山田'],
  ['민준', '김'],
  ['伟', '王'],
  ['ליאור', 'כהן'],
  ['فاطمة', 'الزهراء'],
  ['प्रिया', 'शर्मा'],
  ['Zoë 🦄', 'Null'],
];

export const companies: readonly string[] = [
  'Acme',
  'Acme & Sons, Inc.',
  'Müller GmbH & Co. KG',
  'Société Générale d’Édition',
  'Ørsted A/S',
  'O’Reilly “Media” Ltd.',
  '株式会社サンプル',
  'ООО «Ромашка»',
  '100% Pure <Code>',
];

/** Local parts of e-mail addresses, in addition to those derived from names. */
export const mailboxes: readonly string[] = [
  'billing',
  'jo',
  'first.last',
  'user+polar',
  "o'brien",
  'a_b-c',
  'Jane.Doe',
  '007',
];

export const domains: readonly string[] = [
  'example.com',
  'mail.example.org',
  'xn--bcher-kva.example',
  'a.co',
  'EXAMPLE.net',
];

export const locales: readonly string[] = [
  'en',
  'en-US',
  'fr-CA',
  'de',
  'pt-BR',
  'zh-Hant-TW',
  'sv-SE',
  'es-419',
];
