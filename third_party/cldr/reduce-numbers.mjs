// Writes numbers/, currencies/, units/ and phrases/: one file for each language, in the layers of locales.mjs.
//
// numbers: nu, minGroup, and for each numbering system NS
//   NS.decimal, NS.group, ...          symbols
//   NS.pattern.decimal, .percent, .currency, .accounting
//   NS.short.N.PLURAL, NS.long.N.PLURAL, NS.currency.N.PLURAL   compact patterns of 10^N; the plural may be an exact number
//   named.PLURAL                       amount and name of a currency
// currencies: CODE.symbol, CODE.narrow, CODE.PLURAL; CODE.pattern, CODE.decimal, CODE.group if the currency is written in a way of its own;
//   home.REGION: the currency of the region, if it is one of those, since ICU then writes all others like it
// units: WIDTH.UNIT.PLURAL, WIDTH.UNIT.per, WIDTH.per
// phrases: list.TYPE.start|middle|end|2 and relative.UNIT.-1|0|1, relative.UNIT.past|future.PLURAL
//
// A plural form that is the same as "other" is left out.
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {aliases, languages, layers, localesOf, read} from './locales.mjs';

const [modules, out] = process.argv.slice(2);

const symbols = ['decimal', 'group', 'percentSign', 'plusSign', 'minusSign', 'exponential', 'infinity', 'nan',
  'currencyDecimal', 'currencyGroup'];

// The units that ECMA-402 sanctions, and those of CLDR that are two of them with "per" between.
const sanctioned = ('acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit gigabyte gram hectare ' +
  'hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter microsecond mile mile-scandinavian milliliter millimeter ' +
  'millisecond minute month nanosecond ounce percent petabyte pound second stone terabit terabyte week yard year').split(' ');
const compound = ['kilometer-per-hour', 'liter-per-kilometer', 'meter-per-second', 'mile-per-gallon', 'mile-per-hour'];

const relativeUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];

/** Puts forms of plurals below a key, from an object whose keys end in -count-PLURAL. */
function plurals(table, key, forms, prefix) {
  const other = forms[`${prefix}-count-other`];
  for (const [name, value] of Object.entries(forms)) {
    const plural = name.startsWith(`${prefix}-count-`) ? name.slice(prefix.length + 7) : '';
    if (!plural || plural.includes('-') || (plural !== 'other' && value === other)) continue;
    table[`${key}.${plural}`] = value;
  }
}

/** The data of a locale in a file. */
function plain(path, locale) {
  return read(modules, path).main[locale];
}

function compact(table, key, patterns) {
  for (let n = 3; n <= 20; n++) plurals(table, `${key}.${n}`, patterns, '1' + '0'.repeat(n));
}

function numbers(locale) {
  const {numbers} = plain(`cldr-numbers-full/main/${locale}/numbers.json`, locale);
  const table = {nu: numbers.defaultNumberingSystem, minGroup: numbers.minimumGroupingDigits};
  for (const key of Object.keys(numbers)) {
    const ns = /^symbols-numberSystem-(.*)$/.exec(key)?.[1];
    if (!ns) continue;
    for (const name of symbols) if (name in numbers[key]) table[`${ns}.${name}`] = numbers[key][name];
    const decimal = numbers[`decimalFormats-numberSystem-${ns}`];
    const currency = numbers[`currencyFormats-numberSystem-${ns}`];
    table[`${ns}.pattern.decimal`] = decimal.standard;
    table[`${ns}.pattern.percent`] = numbers[`percentFormats-numberSystem-${ns}`].standard;
    table[`${ns}.pattern.currency`] = currency.standard;
    table[`${ns}.pattern.accounting`] = currency.accounting;
    compact(table, `${ns}.short`, decimal.short?.decimalFormat ?? {});
    compact(table, `${ns}.long`, decimal.long?.decimalFormat ?? {});
    compact(table, `${ns}.currency`, currency.short?.standard ?? {});
    if (ns === 'latn') plurals(table, 'named', currency, 'unitPattern');
  }
  // CLDR 43.1 changed these; ICU 73.1, which Firefox 115 has, is older.
  if (locale === 'en-ZA') Object.assign(table, {'latn.decimal': ',', 'latn.group': '\u00a0'});
  return table;
}

function currencies(locale) {
  const {currencies} = plain(`cldr-numbers-full/main/${locale}/currencies.json`, locale).numbers;
  const names = plain(`cldr-numbers-full/main/${namesOf(locale)}/currencies.json`, namesOf(locale)).numbers.currencies;
  // Where a currency is written in a way of its own, what it leaves open is filled in from the locale that says so; in English that is en-150.
  const source = locale.startsWith('en-') ? 'en-150' : locale;
  const base = plain(`cldr-numbers-full/main/${source}/numbers.json`, source);
  const {decimal, group} = base.numbers['symbols-numberSystem-latn'];
  const {standard} = base.numbers['currencyFormats-numberSystem-latn'];
  const table = {};
  for (const [code, entry] of Object.entries(currencies)) {
    if (entry.symbol && entry.symbol !== code) table[`${code}.symbol`] = entry.symbol;
    if (entry['symbol-alt-narrow']) table[`${code}.narrow`] = entry['symbol-alt-narrow'];
    if (entry.pattern || entry.decimal) {
      table[`${code}.pattern`] = entry.pattern ?? standard;
      table[`${code}.decimal`] = entry.decimal ?? decimal;
      table[`${code}.group`] = entry.group ?? group;
      for (const region of regionsOf(locale)) if (code === currencyOf(region)) table[`home.${region}`] = code;
    }
    plurals(table, code, names[code], 'displayName');
    // A name without plural forms serves for all of them.
    if (!table[`${code}.other`] && entry.displayName) table[`${code}.other`] = entry.displayName;
  }
  return table;
}

const {region: regions} = read(modules, 'cldr-core/supplemental/currencyData.json').supplemental.currencyData;

/** The region that a locale names, or would if its name were complete. */
function regionsOf(locale) {
  const region = name => name.split('-').find(part => /^[A-Z]{2}$/.test(part));
  return [locale, ...aliases(modules).filter(([, data]) => data === locale).map(([name]) => name)].map(region).filter(r => r);
}

/** The currency that a region has today. */
function currencyOf(region) {
  for (const entry of (regions[region] ?? []).slice().reverse()) {
    const [[code, times]] = Object.entries(entry);
    if (!times._to && times._tender !== 'false') return code;
  }
  return undefined;
}

/** Where ICU has the names of units and the plural names of currencies from: it falls back to another script in one place. */
function namesOf(locale) {
  return locale === 'sr-Cyrl-ME' ? 'sr-Latn-ME' : locale;
}

function units(locale) {
  const {units} = plain(`cldr-units-full/main/${namesOf(locale)}/units.json`, namesOf(locale));
  const table = {};
  for (const width of ['long', 'short', 'narrow']) {
    table[`${width}.per`] = units[width].per.compoundUnitPattern;
    for (const [name, entry] of Object.entries(units[width])) {
      const unit = name.slice(name.indexOf('-') + 1);
      if (!sanctioned.includes(unit) && !compound.includes(unit)) continue;
      plurals(table, `${width}.${unit}`, entry, 'unitPattern');
      if (entry.perUnitPattern) table[`${width}.${unit}.per`] = entry.perUnitPattern;
    }
  }
  return table;
}

function phrases(locale) {
  const table = {};
  const {listPatterns} = plain(`cldr-misc-full/main/${locale}/listPatterns.json`, locale);
  for (const [name, patterns] of Object.entries(listPatterns)) {
    for (const [part, pattern] of Object.entries(patterns)) table[`list.${name.slice('listPattern-type-'.length)}.${part}`] = pattern;
  }
  const {fields} = plain(`cldr-dates-full/main/${locale}/dateFields.json`, locale).dates;
  for (const unit of relativeUnits) {
    for (const style of ['', '-short', '-narrow']) {
      const field = fields[unit + style];
      for (const [name, value] of Object.entries(field)) {
        if (name.startsWith('relative-type-')) table[`relative.${unit}${style}.${name.slice('relative-type-'.length)}`] = value;
      }
      for (const way of ['past', 'future']) {
        plurals(table, `relative.${unit}${style}.${way}`, field[`relativeTime-type-${way}`], 'relativeTimePattern');
      }
    }
  }
  return table;
}

for (const [folder, table] of Object.entries({numbers, currencies, units, phrases})) {
  mkdirSync(join(out, folder), {recursive: true});
  for (const language of languages) {
    writeFileSync(join(out, folder, `${language}.txt`), layers(localesOf(modules, language).map(l => [l, table(l)])));
  }
}

// plurals.txt: "cardinal|ordinal TAB language TAB category TAB rule".
let rules = '';
for (const [kind, file] of [['cardinal', 'plurals'], ['ordinal', 'ordinals']]) {
  const all = read(modules, `cldr-core/supplemental/${file}.json`).supplemental[`plurals-type-${kind}`];
  for (const language of Object.keys(all).filter(l => languages.includes(l.split('-')[0])).sort()) {
    for (const [name, rule] of Object.entries(all[language])) {
      const condition = rule.replace(/@.*/s, '').trim();
      if (condition) rules += `${kind}\t${language}\t${name.slice('pluralRule-count-'.length)}\t${condition}\n`;
    }
  }
}
writeFileSync(join(out, 'plurals.txt'), rules);

// digits.txt: "numbering system TAB its ten digits"; an algorithmic one has none.
const {numberingSystems} = read(modules, 'cldr-core/supplemental/numberingSystems.json').supplemental;
writeFileSync(join(out, 'digits.txt'),
  Object.keys(numberingSystems).sort().map(nu => `${nu}\t${numberingSystems[nu]._digits ?? ''}\n`).join(''));
