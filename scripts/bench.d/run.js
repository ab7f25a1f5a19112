'use strict';
// One session in a process of its own: node run.js SCENARIO DATABASE

const fs = require('node:fs');
const vm = require('node:vm');
const stores = require('./stores.js');
const { session } = require('./stubs.js');

const [file, database] = process.argv.slice(2);
const store = stores.each(database);
const { names, call } = session(store, 'default', () => store.close());
new vm.Script(fs.readFileSync(file, 'utf8'), { filename: file }).runInContext(vm.createContext(names));
call();
