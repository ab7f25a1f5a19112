// Writes aliases.txt ("kind TAB from TAB to", kinds language, script, territory, variant, subdivision, and those of extensions as "u-KEY")
// and likely.txt ("tag TAB tag with its likely script and region").
import {readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {read} from './locales.mjs';

const [modules, out] = process.argv.slice(2);
const lines = new Set();

const {alias} = read(modules, 'cldr-core/supplemental/aliases.json').supplemental.metadata;
for (const kind of ['language', 'script', 'territory', 'variant', 'subdivision']) {
  for (const [from, {_replacement: to}] of Object.entries(alias[`${kind}Alias`])) lines.add(`${kind}\t${from}\t${to}`);
}

// Names of extension values that stand for another; those that are not well-formed can't occur in a tag.
const wellFormed = /^[a-z0-9]{3,8}(-[a-z0-9]{3,8})*$/;
for (const file of readdirSync(join(modules, 'cldr-bcp47/bcp47'))) {
  const {keyword} = read(modules, `cldr-bcp47/bcp47/${file}`);
  for (const [extension, keys] of Object.entries(keyword)) {
    for (const [key, types] of Object.entries(keys)) {
      for (const [type, entry] of Object.entries(types)) {
        if (type.startsWith('_') || typeof entry !== 'object') continue;
        const to = entry._preferred ?? type;
        const names = [type, ...(entry._alias ?? '').split(' ')].map(name => name.toLowerCase());
        for (const from of names) if (from !== to && wellFormed.test(from)) lines.add(`${extension}-${key}\t${from}\t${to}`);
      }
    }
  }
}
writeFileSync(join(out, 'aliases.txt'), [...lines].sort().map(l => l + '\n').join(''));

const {likelySubtags} = read(modules, 'cldr-core/supplemental/likelySubtags.json').supplemental;
writeFileSync(join(out, 'likely.txt'), Object.keys(likelySubtags).sort().map(tag => `${tag}\t${likelySubtags[tag]}\n`).join(''));
