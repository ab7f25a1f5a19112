(function json() {
  const list = [];
  for (let i = 0; i < 20000; i++) list.push({ id: i, name: `caller ${i}`, tags: ['a', 'b'], nested: { ok: true, score: i / 7 } });
  return JSON.parse(JSON.stringify(list)).length;
})
