'use strict';
// Key-value stores behind promises: in memory, and in SQLite with one commit a put or one commit for all puts that wait.

const TTL = 94694400;

function memory() {
  const pairs = new Map();
  return {
    get: async (scope, key) => pairs.get(`${scope}/${key}`) ?? null,
    put: async (scope, key, value) => {
      const pair = { key, value, expireAt: TTL };
      pairs.set(`${scope}/${key}`, pair);
      return pair;
    },
    close() {},
  };
}

// The schema and the settings of voxemu's own database: a write-ahead log that is flushed at each commit.
function open(file) {
  const Database = require('better-sqlite3');
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(`CREATE TABLE IF NOT EXISTS entry (app TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
    expire_at INTEGER NOT NULL, PRIMARY KEY (app, key)) STRICT, WITHOUT ROWID`);
  const select = db.prepare('SELECT key, value, expire_at AS expireAt FROM entry WHERE app = ? AND key = ?');
  const upsert = db.prepare(`INSERT INTO entry (app, key, value, expire_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (app, key) DO UPDATE SET value = excluded.value, expire_at = excluded.expire_at`);
  return { db, select, upsert };
}

function each(file) {
  const { db, select, upsert } = open(file);
  return {
    get: async (scope, key) => select.get(scope, key) ?? null,
    put: async (scope, key, value) => {
      upsert.run(scope, key, value, TTL);
      return { key, value, expireAt: TTL };
    },
    close: () => db.close(),
  };
}

function group(file) {
  const { db, select, upsert } = open(file);
  const write = db.transaction((list) => {
    for (const { scope, key, value } of list) upsert.run(scope, key, value, TTL);
  });
  let waiting = [];
  const flush = () => {
    const list = waiting;
    waiting = [];
    write(list);
    for (const { key, value, resolve } of list) resolve({ key, value, expireAt: TTL });
  };
  return {
    get: async (scope, key) => select.get(scope, key) ?? null,
    put: (scope, key, value) => new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ scope, key, value, resolve });
    }),
    close: () => db.close(),
  };
}

module.exports = { memory, each, group };
