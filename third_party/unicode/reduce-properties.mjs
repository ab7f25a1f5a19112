// Writes properties.txt, a line for each property or value that a regular expression can name: its kind (gc, sc, scx or bin), its
// names with commas between them, its code points; with tabs between those three. Code points are ranges in rising order: how far the
// range begins behind the end of the one before it, and if it has more than one code point, "-" and how many more; in base 36, with
// spaces between ranges.
import {createRequire} from 'node:module';
import {existsSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

const [modules, out] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(modules, 'x')));
const data = join(modules, '@unicode/unicode-15.0.0');
const aliases = require('unicode-property-aliases-ecmascript');
const values = require('unicode-property-value-aliases-ecmascript');

// Not in the aliases: these have one name only, and are of ECMAScript itself.
const plain = ['ASCII', 'Any', 'Assigned'];

const ranges = async (folder, name) => {
  const file = join(data, folder, name, 'ranges.mjs');
  if (!existsSync(file)) return null;
  let end = 0;
  return (await import(pathToFileURL(file))).default.map(r => {
    const text = (r.begin - end).toString(36) + (r.end - r.begin > 1 ? '-' + (r.end - r.begin - 1).toString(36) : '');
    end = r.end;
    return text;
  }).join(' ');
};

const namesOf = (map, canonical) =>
  [canonical, ...[...map].filter(([alias, name]) => name === canonical && alias !== canonical).map(([alias]) => alias)].join(',');

const lines = [];
for (const [kind, folder, property] of [
  ['gc', 'General_Category', 'General_Category'],
  ['sc', 'Script', 'Script'],
  ['scx', 'Script_Extensions', 'Script_Extensions'],
]) {
  const names = values.get(property);
  for (const name of [...new Set(names.values())].sort()) {
    const text = await ranges(folder, name);
    if (text === null) {
      if (kind === 'gc') throw new Error(`no data for ${kind} ${name}`);
      continue; // of a later Unicode
    }
    lines.push(`${kind}\t${namesOf(names, name)}\t${text}\n`);
  }
  for (const name of readdirSync(join(data, folder)))
    if (!name.startsWith('index.') && ![...names.values()].includes(name)) throw new Error(`no names for ${kind} ${name}`);
}
const binary = [...plain, ...[...aliases.values()].filter(n => !values.has(n))];
for (const name of [...new Set(binary)].sort()) {
  const text = await ranges('Binary_Property', name);
  if (text === null) throw new Error(`no data for ${name}`);
  lines.push(`bin\t${namesOf(aliases, name)}\t${text}\n`);
}
writeFileSync(join(out, 'properties.txt'), lines.join(''));
