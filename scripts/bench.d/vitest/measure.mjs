// Runs the tests of this folder with voxemu and with Vitest in turn, each in a process of its own, and compares how long they take:
//   node measure.mjs VOXEMU FOLDER ROUNDS
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const [voxemu, folder] = process.argv.slice(2);
const rounds = Number(process.argv[4]);
const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');

const contenders = {
  voxemu: (what) => [voxemu, 'test', what],
  vitest: (what, flags = []) => [process.execPath, vitest, 'run', ...flags, what],
};

// How a thousand tests are spread over files decides on the ratio: Vitest isolates files from each other, not tests, while voxemu gives
// each test an application of its own. Whoever has hundreds of scenarios has files of a few tests each; one file with all of them is
// Vitest's best case.
const parts = [
  { what: 'suite', title: '1,000 tests of a menu in ten steps: 100 files of ten', passed: 1000, target: 1 / 10, rounds: Math.ceil(rounds / 2) },
  { what: 'suite', title: 'the same, Vitest with --no-isolate', flags: ['--no-isolate'], passed: 1000, rounds: Math.ceil(rounds / 2) },
  { what: 'thousand', title: 'the same 1,000 tests in one file', passed: 1000, target: 1 / 10, rounds },
  { what: 'small', title: 'one small test file, the whole process', passed: 1, target: 1 / 5, rounds },
];

// spread writes the tests of the file with a thousand into files of ten.
function spread() {
  mkdirSync(join(folder, 'suite'), { recursive: true });
  for (const kind of ['test', 'vitest']) {
    const text = readFileSync(join(folder, 'thousand', `ivr.${kind}.js`), 'utf8');
    const ten = text.replace('length: 1000', 'length: 10');
    if (ten === text) throw new Error(`thousand/ivr.${kind}.js has no thousand tests`);
    for (let i = 0; i < 100; i++) writeFileSync(join(folder, 'suite', `ivr${i}.${kind}.js`), ten);
  }
}

// run runs the tests once and returns how many milliseconds it took.
function run(name, part) {
  const [command, ...args] = contenders[name](part.what, part.flags);
  const began = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  const took = Number(process.hrtime.bigint() - began) / 1e6;
  if (status !== 0 || !new RegExp(`\\b${part.passed} passed`).test(stdout)) throw new Error(`${name}, ${part.what}: exit code ${status}\n${stdout}\n${stderr}`);
  return took;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}

const three = (x) => String(Number(x.toPrecision(3)));

spread();
let missed = 0;
console.log(`Up to ${rounds} rounds, ${cpus().length} cores, Node ${process.version}\n`);
console.log('| what | voxemu, ms | vitest, ms | voxemu / vitest | should be at most |  |\n|---|---|---|---|---|---|');
for (const part of parts) {
  const times = { voxemu: [], vitest: [] };
  const ratios = [];
  for (const name of Object.keys(contenders)) run(name, part); // what has to be read from the disk is read now
  for (let i = 0; i < part.rounds; i++) {
    const order = i % 2 ? ['vitest', 'voxemu'] : ['voxemu', 'vitest'];
    for (const name of order) times[name].push(run(name, part));
    ratios.push(times.voxemu.at(-1) / times.vitest.at(-1));
  }
  const ratio = median(ratios);
  const met = !part.target || ratio <= part.target;
  if (!met) missed++;
  const range = `${three(Math.min(...ratios))} to ${three(Math.max(...ratios))}`;
  console.log(`| ${part.title} | ${three(median(times.voxemu))} | ${three(median(times.vitest))} | ${three(ratio)} (${range}) | ${part.target ?? ''} | ${!part.target ? '' : met ? 'met' : '**missed**'} |`);
}
process.exitCode = missed > 0 ? 1 : 0;
