// Writes what dates need: dates/LANGUAGE.txt (names and patterns of the Gregorian calendar), zonenames/LANGUAGE.txt (names of time
// zones, apart because few scripts print them) and zones.txt (what no locale changes: zones, preferred hours, parts of the day).
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {languages, layers, localesOf, read} from './locales.mjs';

const [modules, out] = process.argv.slice(2);
const widths = ['wide', 'abbreviated', 'narrow'];
const months = [...Array(12)].map((_, i) => String(i + 1));
const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const styles = ['full', 'long', 'medium', 'short'];

const main = (locale, file) => read(modules, `cldr-dates-full/main/${locale}/${file}.json`).main[locale].dates;
const gregorian = locale => main(locale, 'ca-gregorian').calendars.gregorian;
const {parentLocale} = read(modules, 'cldr-core/supplemental/parentLocales.json').supplemental.parentLocales;

/** The locale that one inherits from, within its language; undefined at the top. */
function parent(locale) {
  const up = parentLocale[locale] ?? locale.slice(0, Math.max(0, locale.lastIndexOf('-')));
  if (up === '' || up === 'root' || up === 'und') return undefined;
  return existsSync(join(modules, `cldr-dates-full/main/${up}`)) ? up : parent(up);
}

// Quarters and weeks are no option of Intl; variants and plural forms are not what ICU takes.
const kept = key => !/-alt-|-count-|[QwW]/.test(key);

function list(names) {
  if (names.some(n => n.includes('|'))) throw new Error(`a name with a bar: ${names}`);
  return names.join('|');
}

function calendar(locale) {
  const g = gregorian(locale);
  const table = {};
  for (const context of ['format', 'stand-alone']) {
    const form = context === 'format' ? 'format' : 'alone';
    for (const width of widths) {
      table[`month.${form}.${width}`] = list(months.map(m => g.months[context][width][m]));
    }
    for (const width of [...widths, 'short']) {
      table[`day.${form}.${width}`] = list(weekdays.map(d => g.days[context][width][d]));
    }
  }
  for (const width of widths) {
    for (const [name, value] of Object.entries(g.dayPeriods.format[width])) if (kept(name)) table[`period.${width}.${name}`] = value;
  }
  for (const [width, key] of [['wide', 'eraNames'], ['abbreviated', 'eraAbbr'], ['narrow', 'eraNarrow']]) {
    table[`era.${width}`] = list([g.eras[key]['0'], g.eras[key]['1']]);
  }
  for (const style of styles) {
    table[`date.${style}`] = pattern(g.dateFormats[style]);
    table[`time.${style}`] = pattern(g.timeFormats[style]);
    table[`glue.${style}`] = g.dateTimeFormats[style];
    table[`at.${style}`] = atTime(locale, style);
  }
  for (const [key, value] of Object.entries(g.dateTimeFormats.availableFormats)) {
    if (kept(key)) table[`skeleton.${key}`] = value;
  }
  const rooted = rootFormatsOf(locale);
  if (rooted.length > 0) table.rooted = rooted.join(' ');
  const early = ownFormats(locale);
  if (early.length > 0) table.early = early.join(' ');
  for (const [key, value] of Object.entries(g.dateTimeFormats.appendItems)) table[`append.${key}`] = value;
  for (const [key, fields] of Object.entries(g.dateTimeFormats.intervalFormats)) {
    if (key === 'intervalFormatFallback') table['range.fallback'] = fields;
    else if (kept(key)) for (const [field, value] of Object.entries(fields)) if (kept(field)) table[`range.${key}.${field}`] = value;
  }
  return table;
}

// The pattern that joins a date and a time. The packages give English of the Maldives a pattern without "at" that ICU does not use.
function atTime(locale, style) {
  return gregorian(locale === 'en-MV' ? parent(locale) : locale)['dateTimeFormats-atTime'].standard[style];
}

// The skeletons that a locale has from the root locale: ICU lets them give way to the locale's styles. The packages do not tell them
// from those that a locale repeats, so only the locales count where the difference shows.
function rootFormatsOf(locale) {
  if (!/^(az-Cyrl|uz-Arab)/.test(locale)) return [];
  const root = gregorian('und').dateTimeFormats.availableFormats;
  return Object.entries(gregorian(locale).dateTimeFormats.availableFormats)
    .filter(([key, value]) => kept(key) && root[key] === value).map(([key]) => key).sort();
}

// The skeletons that a locale or those between it and its language have for themselves: ICU finds them first.
function ownFormats(locale) {
  const up = parent(locale);
  if (!up) return [];
  const [own, inherited] = [locale, up].map(l => gregorian(l).dateTimeFormats.availableFormats);
  const changed = Object.keys(own).filter(key => kept(key) && own[key] !== inherited[key]).sort();
  return [...new Set([...changed, ...ownFormats(up)])];
}

// A style can be an object that names another numbering system beside the pattern; the locales kept have none for Gregorian dates.
function pattern(value) {
  if (typeof value === 'string') return value;
  if (value._numbers) throw new Error(`a pattern with numbers of its own: ${JSON.stringify(value)}`);
  return value._value;
}

function rest(locale) {
  const table = {};
  const {fields} = main(locale, 'dateFields');
  for (const field of ['era', 'year', 'month', 'weekday', 'day', 'hour', 'minute', 'second', 'zone', 'dayperiod']) {
    table[`field.${field}`] = fields[field]?.displayName ?? '';
  }
  const zone = main(locale, 'timeZoneNames').timeZoneNames;
  for (const key of ['hourFormat', 'gmtFormat', 'gmtZeroFormat', 'regionFormat', 'fallbackFormat']) table[`zone.${key}`] = zone[key];
  const {numbers} = read(modules, `cldr-numbers-full/main/${locale}/numbers.json`).main[locale];
  const standard = numbers.defaultNumberingSystem;
  table['digits.default'] = standard;
  for (const [key, symbols] of Object.entries(numbers)) {
    const system = key.match(/^symbols-numberSystem-(.*)$/)?.[1];
    if (system) table[`digits.decimal.${system}`] = symbols.decimal;
  }
  return table;
}

// In names that have three forms, generic, standard and daylight, "∅∅∅" says that there is none.
function forms(names) {
  const all = ['generic', 'standard', 'daylight'].map(f => (names?.[f] ?? '').replace('∅∅∅', ''));
  return all.every(n => n === '') ? undefined : list(all);
}

function zoneNames(locale) {
  if (locale === 'sr-Cyrl-ME') locale = 'sr-Latn-ME'; // as in ICU
  const table = {};
  const names = main(locale, 'timeZoneNames').timeZoneNames;
  const put = (key, value) => { if (value !== undefined) table[key] = value; };
  for (const [meta, value] of Object.entries(names.metazone ?? {})) {
    put(`meta.${meta}.long`, forms(value.long));
    put(`meta.${meta}.short`, forms(value.short));
  }
  const walk = (tree, path) => {
    for (const [name, value] of Object.entries(tree)) {
      const id = [...path, name];
      if (!isZone(value)) { walk(value, id); continue; }
      put(`zone.${id.join('/')}.long`, forms(value.long));
      put(`zone.${id.join('/')}.short`, forms(value.short));
      put(`city.${id.join('/')}`, value.exemplarCity);
    }
  };
  walk(names.zone ?? {}, []);
  return table;
}

function isZone(value) {
  return Object.values(value).every(v => typeof v === 'string') || 'long' in value || 'short' in value;
}

// IANA's own name for the zones that CLDR keeps under an older one.
const renamed = {
  'Africa/Asmera': 'Africa/Asmara', 'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca', 'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba', 'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis', 'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville', 'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata', 'Asia/Katmandu': 'Asia/Kathmandu', 'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh', 'Atlantic/Faeroe': 'Atlantic/Faroe', 'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton', 'Pacific/Ponape': 'Pacific/Pohnpei', 'Pacific/Truk': 'Pacific/Chuuk',
  'Etc/UTC': 'UTC',
};

// Short names of zones begin with the country, but for these.
const countries = {fimhq: 'AX', gazastrp: 'PS', gpmsb: 'MF', gpsbh: 'BL', hebron: 'PS', jeruslm: 'IL'};

/** Lines of zones.txt: "kind.key TAB value". */
function zones() {
  const lines = [];
  const put = (key, value) => lines.push(`${key}\t${value}\n`);
  const {tz} = read(modules, 'cldr-bcp47/bcp47/timezone.json').keyword.u;
  const owners = {};
  for (const [short, zone] of Object.entries(tz)) {
    if (!zone._alias || zone._alias === 'Etc/Unknown') continue;
    const [id, ...others] = zone._alias.split(' ');
    if (id === 'Etc/GMT') { // ECMA-402 takes it for UTC
      for (const name of [id, ...others]) put(`link.${name}`, 'Etc/UTC');
      continue;
    }
    const country = /^(utc|gmt)|\d/.test(short) ? '' : countries[short] ?? short.slice(0, 2).toUpperCase();
    put(`zone.${id}`, [renamed[id] ?? id, country].join(' ').trim());
    for (const other of others) put(`link.${other}`, id);
    if (renamed[id] && !others.includes(renamed[id]) && id !== 'Etc/UTC') put(`link.${renamed[id]}`, id);
    if (country) (owners[country] ??= []).push(id);
  }
  const {primaryZones} = read(modules, 'cldr-core/supplemental/primaryZones.json').supplemental;
  for (const country of Object.keys(owners).sort()) {
    const primary = primaryZones[country] ?? (owners[country].length === 1 ? owners[country][0] : '');
    if (primary) put(`primary.${country}`, primary);
  }
  const {metaZones} = read(modules, 'cldr-core/supplemental/metaZones.json').supplemental;
  const walk = (tree, path) => {
    for (const [name, value] of Object.entries(tree)) {
      const id = [...path, name];
      if (!Array.isArray(value)) { walk(value, id); continue; }
      const spans = value.map(({usesMetazone: u}) => [u._mzone, u._from ?? '', u._to ?? ''].join(','));
      put(`meta.${id.join('/')}`, spans.join('|'));
    }
  };
  walk(metaZones.metazoneInfo.timezone, []);
  for (const {mapZone: m} of metaZones.metazones) put(`golden.${m._other}.${m._territory}`, m._type);
  const {timeData} = read(modules, 'cldr-core/supplemental/timeData.json').supplemental;
  for (const [place, {_preferred}] of Object.entries(timeData)) put(`hour.${place.replace('_', '-')}`, _preferred);
  // The countries of locales that name none.
  const {likelySubtags} = read(modules, 'cldr-core/supplemental/likelySubtags.json').supplemental;
  for (const locale of languages.flatMap(l => localesOf(modules, l))) {
    if (/-([A-Z]{2}|\d{3})$/.test(locale)) continue;
    const [language] = locale.split('-');
    const full = likelySubtags[locale] ?? likelySubtags[language];
    put(`region.${locale}`, full.split('-')[2]);
  }
  const {calendarPreferenceData} = read(modules, 'cldr-core/supplemental/calendarPreferenceData.json').supplemental;
  for (const [country, [first]] of Object.entries(calendarPreferenceData)) if (first !== 'gregorian') put(`calendar.${country}`, first);
  const {dayPeriodRuleSet} = read(modules, 'cldr-core/supplemental/dayPeriods.json').supplemental;
  for (const [language, rules] of Object.entries(dayPeriodRuleSet)) {
    if (!languages.includes(language.split('-')[0])) continue;
    const parts = Object.entries(rules).map(([name, r]) => r._at ? `${name} ${hour(r._at)}` : `${name} ${hour(r._from)} ${hour(r._before)}`);
    put(`periods.${language}`, parts.sort().join('|'));
  }
  return lines.sort().join('');
}

function hour(clock) {
  if (!clock.endsWith(':00')) throw new Error(`a part of the day that begins within an hour: ${clock}`);
  return Number(clock.slice(0, -3));
}

for (const folder of ['dates', 'zonenames']) mkdirSync(join(out, folder), {recursive: true});
for (const language of languages) {
  const locales = localesOf(modules, language).filter(l => existsSync(join(modules, `cldr-dates-full/main/${l}`)));
  writeFileSync(join(out, `dates/${language}.txt`), layers(locales.map(l => [l, {...calendar(l), ...rest(l)}])));
  writeFileSync(join(out, `zonenames/${language}.txt`), layers(locales.map(l => [l, zoneNames(l)])));
}
writeFileSync(join(out, 'zones.txt'), zones());
