test('an agent is called when ready', async ({ app, clock }) => {
  const anna = app.agent('support', 'anna').online();
  const caller = await app.call({ to: '100' });
  await expect(caller).toHear('You are waiting');
  await clock.advance('1m');
  expect(app.queue('support').waiting).toBe(1);
  expect(anna.state).toBe('online');
  anna.answers({ after: '3s' }).ready();
  const leg = await anna.leg();
  expect(anna.state).toBe('in_service');
  leg.say('How can I help?');
  await expect(caller).toHear('How can I help?');
  caller.hangup();
  await expect(caller.session).toEnd();
});

test('an agent who does not answer is left out', async ({ app }) => {
  app.agent('support', 'anna').noAnswer();
  app.agent('support', 'carl', { skills: { english: 5 } }).answers({ after: '1s' }).offline();
  const caller = await app.call('100');
  await expect(caller.session).toHaveLogged('anna missed it');
  app.agent('support', 'carl').ready();
  await app.agent('support', 'carl').leg();
});

test('nobody is logged in', async ({ app }) => {
  app.agent('support', 'anna').offline();
  const caller = await app.call('100');
  await expect(caller).toHear('Nobody is there');
});

test('a queue has settings', async ({ app }) => {
  app.queue('support', { maxSize: 1, maxWait: '1m' }).agent('anna').online();
  expect(() => app.queue('support', { maxSize: 2 })).toThrow('there already');
  expect(() => app.queue('sales')).toThrow('there is no queue "sales": it has support');
  expect(() => app.agent('support', 'dora', { skills: { english: 9 } })).toThrow('1 to 5');
  expect(JSON.stringify(app.queue('support'))).toBe('{"queue":"support"}');
});

test('a bot answers over a WebSocket', async ({ app }) => {
  const bot = app.webSocket('wss://bot.example.com/*').answers({ after: '1s' }).replies(/"type":"hello"/, { say: 'Hello' });
  const caller = await app.call({ from: '15550123', to: '200' });
  await bot.opened();
  await expect(bot).toHaveReceived({ type: 'hello', caller: '15550123' });
  await expect(caller).toHear('Hello');
  bot.says('I am the bot', { length: '2s' });
  await expect(caller).toHear('I am the bot');
  caller.say('pizza');
  await expect.poll(() => bot.heard.map((u) => u.text)).toEqual(['pizza']);
  bot.sends({ say: 'Bye' });
  await expect(caller).toHear(['Bye']);
  expect(bot.connections).toHaveLength(1);
  expect(bot.received.filter((text) => text.includes('hello'))).toHaveLength(1);
  bot.close(4000, 'done');
  expect(await bot.closed()).toEqual({ code: 4000, reason: 'done' });
  await expect(caller).toEnd();
  await expect(bot).not.toHaveReceived('nothing');
});

test('a bot that refuses', async ({ app }) => {
  app.webSocket('wss://bot.example.com/talk').rejects(503, 'full');
  const caller = await app.call('200');
  await expect(caller).toEnd({ code: 480 });
});

test('what is sent before there is a connection waits for it', async ({ app }) => {
  const bot = app.webSocket('wss://bot.example.com/talk').does(['message first', 'message second']);
  bot.sends('third').waits('1s').sends('fourth');
  const caller = await app.call('200');
  await expect(caller.session).toHaveLogged('fourth');
  expect(caller.session.log.map((l) => l.text)).toEqual(['first', 'second', 'third', 'fourth']);
  bot.drop();
  await expect(caller).toEnd();
});

test('mails are kept', async ({ app }) => {
  const session = await app.start({ rule: 'mail' });
  await expect(app.mail).toHaveSent({ to: 'ann@example.com', title: /missed/i, code: 250 });
  expect(app.mail.sent).toHaveLength(1);
  expect(await session.ended()).toEqual({ reason: 'Normal termination' });
});

test('mails are refused by the project, and by the test before it', async ({ app }) => {
  await expect(await app.start({ rule: 'mail', customData: 'x@nowhere.example' })).toHaveLogged('550');
  app.mail.on('*@nowhere.example').rejects(421, 'later');
  await expect(await app.start({ rule: 'mail', customData: 'x@nowhere.example' })).toHaveLogged('421');
  app.mail.rejects();
  await expect(await app.start({ rule: 'mail' })).toHaveLogged('550');
  app.mail.on('mail.example.com').noAnswer();
  await expect(await app.start({ rule: 'mail' })).toHaveLogged('-7');
  app.mail.on('mail.example.com').answers({ after: '2s' });
  await expect(await app.start({ rule: 'mail' })).toHaveLogged('250');
  await expect(app.mail).not.toHaveSent({ to: 'nobody' });
});

test('files play as long as they are', async ({ app, clock }) => {
  app.file('https://cdn.example.com/*', { length: '7s' });
  const caller = await app.call('400');
  await expect(caller).toHear('hello.mp3');
  expect(caller.heard[0]).toMatchObject({ what: 'audio', ms: 7000 });
  await expect(caller).toHear('Leave a message');
  caller.say('It is Ann').wait('1s').hangup();
  await expect(caller.session).toHaveLogged('recording 200');
  await expect(caller.session).toHaveRecorded('It is Ann');
  await expect(caller.session).not.toHaveRecorded('It is Bob');
  const [tape] = caller.session.recordings;
  expect(tape).toMatchObject({ of: 'call', secure: false });
  expect(tape.heard.map((u) => u.text ?? u.url)).toContain('It is Ann');
});

test('a file that is not there', async ({ app }) => {
  app.file('https://cdn.example.com/hello.mp3', { status: 404, after: '1s' });
  const caller = await app.call('400');
  await expect(caller).toHear('Leave a message');
  expect(() => app.file('https://x')).toThrow('length and status');
});

test('calls join a conference', async ({ app }) => {
  const room = await app.conference('room-1', { customData: { a: 1 } });
  expect(room.log[0].text).toBe('room {"a":1}');
  const one = await app.call({ to: 'room-1', kind: 'conference' });
  const two = await app.call({ session: room });
  expect(one.session).toBe(room);
  expect(two.session).toBe(room);
  await expect(two).toHear('You are number 2');
  expect(app.sessions).toHaveLength(1);
});

test('a call list runs its attempts', async ({ app, clock }) => {
  app.phone('15550201').answers({ after: '2s' });
  app.phone('15550202').busy();
  const list = app.callList([{ phone: '15550201', name: 'Ann; "A"' }, { phone: '15550202', name: 'Bob' }], { rule: 'list', attempts: 2, interval: '10m' });
  const tasks = await list.done();
  expect(tasks.map(({ status, attempts }) => ({ status, attempts }))).toEqual([{ status: 'Processed', attempts: 1 }, { status: 'Error', attempts: 2 }]);
  expect(tasks[0].data.name).toBe('Ann; "A"');
  expect(clock.now.getTime() - Date.UTC(2026, 0, 1)).toBeGreaterThan(600000);
  expect(() => app.callList([])).toThrow('app.callList()');
  expect(() => app.callList('phone\n', { rule: 'list' })).toThrow('no rows');
  expect(() => app.callList([{ a: 1 }], { rule: 'list', attempts: 9 })).toThrow('1 to 5');
  expect(() => app.callList([{ a: 1 }], { rule: 'lost' })).toThrow('there is no rule "lost"');
});

test('users are those of the project', async ({ app }) => {
  expect(() => app.user('anne')).toThrow('the project has no user "anne": did you mean "anna"?');
  const caller = await app.call('600');
  const anna = await app.user('anna').leg();
  anna.say('Anna here');
  await expect(caller).toHear('Anna here');
  const other = await app.call({ to: '600', headers: { 'X-To': 'user ben' } });
  await expect(other).toEnd({ code: 480 });
  app.user('ben').online();
  const third = await app.call({ to: '600', headers: { 'X-To': 'user ben' } });
  await app.user('ben').leg();
  app.user('ben').busy().offline();
  await expect(await app.call({ to: '600', headers: { 'X-To': 'user ben' } })).toEnd({ code: 480 });
  app.user('ben').online();
  await expect(await app.call({ to: '600', headers: { 'X-To': 'user ben' } })).toEnd({ code: 486 });
});

test('the far ends of the project hold until the test says otherwise', async ({ app }) => {
  const call = () => app.call({ to: '600', headers: { 'X-To': 'pstn 15550666' } });
  await expect(await call()).toEnd({ code: 404 });
  app.phone('15550666').busy();
  await expect(await call()).toEnd({ code: 486 });
  app.phone('1555*').rejects(503);
  await expect(await call()).toEnd({ code: 486 });
});

test('messages and INFO', async ({ app, clock }) => {
  const caller = await app.call('700');
  await expect(caller).toHaveReceived('welcome');
  caller.message('hi');
  await expect(caller).toHaveReceived(/you said hi/);
  expect(caller.messages).toEqual(['welcome', 'you said hi']);
  await expect(caller).toHaveReceived({ what: 'info', type: 'application/json' });
  expect(caller.received[1]).toMatchObject({ what: 'info', body: '{"a":1}' });
});

test('requests to the access URL', async ({ app }) => {
  const caller = await app.call('800');
  const session = caller.session;
  const { status, body } = await session.request({ method: 'POST', path: '/order', body: { id: 7 }, headers: { 'X-Key': 'a', 'Accept': 'b' } });
  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({ method: 'POST', end: 'order', content: '{"id":7}', headers: [{ key: 'X-Key', value: 'a' }] });
  expect(JSON.parse((await session.request({ method: 'GET', body: 'x' })).body).content).toBe('');
  caller.hangup();
  await session.ended();
  expect((await session.request()).status).toBe(404);
});

test('every step of far ends can be done', async ({ app, clock }) => {
  const caller = await app.call({ to: '600', displayName: 'Zoe', headers: { 'X-To': 'pstn 15550201' } });
  const out = await app.phone('15550201').does(['ring 1s', 'early-media', 'say "one moment"', 'answer after 1s']).leg();
  expect(out.session).toBe(caller.session);
  out.does('hold; resume; loss 5%; jitter 30ms; info a/b "c"; message hi; silence 1s; beep 950 length=300ms; amd voicemail; accept-transfer; wait-heard /fine/; say thanks');
  caller.press('12', { every: '500ms' }).silence('1s').beep({ hertz: 950, length: '1s' }).info('x/y', 'z').hold().resume().say('fine', { confidence: 40, length: '3s' });
  const before = clock.now;
  await expect(caller).toHear('thanks');
  expect(caller.heardSince(before).map((u) => u.text)).toContain('thanks');
  expect(caller.heardSince()).toEqual([]);
  await expect(out).toHaveHeard(['1', '2', 'fine']);
});

test('a client connects to the session', async ({ app }) => {
  const monitor = app.webSocket('incoming').does('wait 2s; message hello');
  const caller = await app.call('900');
  await expect(monitor).toHaveReceived('heard hello');
  monitor.waits('1s').sends('end');
  await expect(caller.session).toEnd();
  expect(await monitor.closed()).toMatchObject({ code: expect.any(Number) });
});

test('an agent does what steps say', async ({ app }) => {
  app.agent('support', 'anna').does('answer after 1s; say "How can I help?"; hangup');
  const caller = await app.call('100');
  await expect(caller).toHear(['You are waiting', 'How can I help?']);
  await expect((await app.agent('support', 'anna').leg())).toEnd();
});
