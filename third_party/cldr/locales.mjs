// Which locales the data files hold, for all reducers.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

/** Languages whose locales are kept, with all their scripts and regions. */
export const languages = ('ar az be bg ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko ky lt lv ms ' +
  'nb nl nn no pl pt ro ru sk sl sr sv th tr uk uz vi zh').split(' ');

// CLDR has data for these that ICU 73 does not build.
const seed = new Set(('az-Arab az-Arab-IQ az-Arab-TR be-tarask ca-ES-valencia el-polyton en-Dsrt en-Shaw ms-Arab ' +
  'ms-Arab-BN nb-SJ ' +
  'aa ab an ann apc arn ba bal bgn blt bss byn cad cch cho cic co cu dv frr gaa gez gn hnj io iu jbo kaj kcg ken kpe la ' +
  'lag lij lkt lmo mdf moh mus myv nds nqo nr nso nv ny oc osa pap pis prg quc rhg rif scn sdh shn sid sma smj sms ss ' +
  'ssy st syr szl tig tn tok tpi trv trw ts und ve vec vo wa wal wbp').split(' '));

/** The CLDR locales with data of a language, the language itself first. */
export function localesOf(modules, language) {
  return readdirSync(join(modules, 'cldr-numbers-full/main'))
    .filter(l => l.split('-')[0] === language && !seed.has(l)).sort();
}

/** Languages that ICU 73 has and these files do not. */
export function otherLanguages(modules) {
  const all = readdirSync(join(modules, 'cldr-numbers-full/main'))
    .filter(l => !l.includes('-') && !seed.has(l) && !languages.includes(l));
  return [...new Set(all)].sort();
}

/** Names that ICU lists besides those with data of their own, as [name, data]: de-DE is de, zh-TW is zh-Hant. */
export function aliases(modules) {
  const {defaultContent} = read(modules, 'cldr-core/defaultContent.json');
  const known = new Set(languages.flatMap(l => localesOf(modules, l)));
  const out = [];
  for (const name of defaultContent) {
    const parent = name.slice(0, name.lastIndexOf('-'));
    if (known.has(parent) && !seed.has(name)) out.push([name, parent]);
  }
  // The names from before scripts were told apart, which browsers accept as they are.
  out.push(['zh-CN', 'zh-Hans'], ['zh-SG', 'zh-Hans-SG'], ['zh-TW', 'zh-Hant'], ['zh-HK', 'zh-Hant-HK']);
  return out.sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

/** A JSON file of a package. */
export function read(modules, path) {
  return JSON.parse(readFileSync(join(modules, path), 'utf8').replace(/^\uFEFF/, ''));
}

/**
 * The text form of a data file: the flat table of the language itself, and for each further locale what differs.
 *
 *     @de
 *     key<TAB>value
 *     @de-AT
 *     key<TAB>other value
 *     key that is not there
 *
 * tables is a list of [locale, {key: value}].
 */
export function layers(tables) {
  const [, base] = tables[0];
  let out = '';
  for (const [i, [locale, table]] of tables.entries()) {
    const lines = [];
    for (const key of Object.keys(table).sort()) {
      if (i === 0 || base[key] !== table[key]) lines.push(`${key}\t${escape(table[key])}`);
    }
    if (i > 0) for (const key of Object.keys(base).sort()) if (!(key in table)) lines.push(key);
    if (i === 0 || lines.length > 0) out += `@${locale}\n` + lines.map(l => l + '\n').join('');
  }
  return out;
}

function escape(value) {
  if (/[\t\n]/.test(value)) throw new Error(`a value with a tab or a line break: ${JSON.stringify(value)}`);
  return value;
}
