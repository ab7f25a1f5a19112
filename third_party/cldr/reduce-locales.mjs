// Writes locales.txt: "name TAB data" for each locale that is known, and "?language" for those that only ICU knows.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {aliases, languages, localesOf, otherLanguages} from './locales.mjs';

const [modules, out] = process.argv.slice(2);
const names = [...languages.flatMap(l => localesOf(modules, l).map(n => [n, n])), ...aliases(modules)];
names.sort((a, b) => (a[0] < b[0] ? -1 : 1));
writeFileSync(join(out, 'locales.txt'),
  names.map(([name, data]) => `${name}\t${data}\n`).join('') + otherLanguages(modules).map(l => `?${l}\n`).join(''));
