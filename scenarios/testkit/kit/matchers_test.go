package kit_test

import "testing"

func TestWhatPartiesHear(t *testing.T) {
	check(t, []rule{
		{"each utterance counts once, in order", `test('one', async ({ app }) => {
  const c = await app.call('1');
  await expect(c).toHear('Press 1');
  c.press('1');
  await expect(c).toHear(/pressed 1/);
  await expect(c).not.toHear('Press 1', { within: '1s' });
  await expect(c).toHaveHeard(['Press 1', /pressed/]);
  await expect(c).not.toHaveHeard(['pressed', 'Press 1 for']);
});`, "", nil},
		{"what was heard instead is told", `test('one', async ({ app }) => {
  const c = await app.call('1');
  await expect(c).toHear('Welcome');
});
test('two', async ({ app }) => { const c = await app.call('1'); await expect(c, 'the greeting').toHear('Hello', { within: '10ms' }); });
test('three', async ({ app }) => { const c = await app.call('1'); c.wait('3s').hangup(); await expect(c).toHear('Bye'); });
test('four', async ({ app }) => { const c = await app.call('1'); await expect(c).not.toHear('Press', { within: '5s' }); });`, "", []string{
			"4: caller did not hear \"Welcome\": it never came: nothing is left to happen\nIt heard instead:\n  \"Press 1 for sales\"",
			"6: the greeting: caller did not hear \"Hello\": it did not come within 10ms of virtual time (change it with { within: '10m' })\nIt heard nothing",
			"7: caller did not hear \"Bye\": the call ended (10 BYE received)\nIt heard instead:\n  \"Press 1 for sales\"",
			"8: caller heard \"Press 1 for sales\", which fits \"Press\""}},
	})
}

func TestOtherMatchers(t *testing.T) {
	check(t, []rule{
		{"logs, events and ends", `test('one', async ({ app, log }) => {
  const s = await app.start({ customData: 'log' });
  await expect(s).toHaveLogged('later');
  await expect(app).toHaveLogged(/later/);
  await expect(app.log).not.toHaveLogged('never');
  await expect(s).toHaveEmitted('Application.Started');
  await expect(s).not.toHaveEmitted('Call.Connected');
  await expect(s).toEnd({ reason: 'Normal termination' });
  expect(s.log).toEqual([{ t: 5000, text: 'later' }]);
  expect(s.timeline()).toContain('later');
  expect(s.trace.at(-1).kind).toBe('session');
  expect([s.over, s.state, s.reason, s.error]).toEqual([true, 'terminated', 'Normal termination', undefined]);
});
test('two', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).toHaveLogged('other'); });
test('three', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).toEnd({ reason: 'No' }); });
test('four', async ({ app }) => { const s = await app.start({ customData: 'throw' }); await expect(s).toEnd(); });
test('five', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).not.toEnd({ within: '1m' }); });
test('six', async ({ app }) => { const s = await app.start({ customData: 'log' }); await expect(s).not.toEnd({ within: '1s' }); });`, "", []string{
			"15: a line of the log that fits \"other\" never came: nothing is left to happen\nThe log has:\n  \"later\"",
			"16: session s1 ended with reason \"Normal termination\", not \"No\"",
			"17: session s1 ended with an error: Error: as asked",
			"18: session s1 ended"}},
		{"soft failures let the test go on", `test('one', async ({ app }) => {
  expect.soft(1).toBe(2);
  expect.soft(1).not.toBe(1);
  const c = await app.call('1');
  await expect.soft(c).toHear('x', { within: 1 });
  console.log('on');
});`, "on", []string{"3: expected 1 to be 2 // Object.is equality\n4: expected 1 not to be 1 // Object.is equality\n6: caller did not hear \"x\": it did not come within 1ms of virtual time (change it with { within: '10m' })\nIt heard nothing"}},
		{"polling waits in virtual time", `test('one', async ({ app, clock }) => {
  let n = 0;
  const timer = setInterval(() => n++, 1000);
  await expect.poll(() => n).toBe(3);
  await expect.poll(() => n).not.toBe(3);
  clearInterval(timer);
  console.log(clock.now.getTime() - Date.UTC(2026, 0, 1));
  await expect.poll(() => n, { within: '1s' }).toBe(9);
});`, "4000", []string{"9: expected 4 to be 9 // Object.is equality\n(a value that fits never came: nothing is left to happen)"}},
		{"phones and their legs", `test('one', async ({ app }) => { await app.phone('15550200').leg({ within: '1s' }); });
test('two', async ({ app }) => {
  const p = app.phone('+15550200');
  expect(app.phone('15550200')).toBe(p);
  p.answers({ after: '3s', rings: '1s', earlyMedia: 'hi' }).noAnswer().fails(503, { after: '1s', reason: 'x' }).busy('x');
  expect([p.address, p.calls, JSON.stringify(p)]).toEqual(['+15550200', [], '{"phone":"+15550200"}']);
  expect(() => p.does('dance')).toThrow('dance');
  expect(app.sip('a@b.example').address).toBe('sip:a@b.example');
});
test('three', async ({ app }) => {
  const c = await app.call({ from: '15550123', to: '1', displayName: 'Zoe', headers: { 'X-A': 'b' }, patience: '1m' });
  expect([c.name, c.address, c.state, JSON.stringify(c)]).toMatchObject({ length: 4 });
  await c.answered();
  expect(c.connected).toBe(true);
  c.cancel();
  expect(await c.hungUp()).toMatchObject({ code: 10 });
  expect(() => c.cancel()).toThrow('has no call any more');
});
test('four', async ({ app, clock }) => {
  const c = await app.call({ to: '8', patience: '20s' });
  await clock.advance('19s');
  expect(c.ended).toBe(null);
  await c.hungUp();
  console.log(clock.now.getTime() - Date.UTC(2026, 0, 1));
});`, "20000", []string{"2: a call to 15550200 never came: nothing is left to happen"}},
		{"storage, secrets and the project", `test('one', async ({ app, clock }) => {
  await (await app.start({ customData: 'store' })).ended();
  expect(await app.storage.get('k')).toMatchObject({ key: 'k', value: 'v', ttl: 60 });
  expect(await app.storage.keys()).toEqual(['k']);
  await clock.advance('61s');
  expect(await app.storage.get('k')).toBe(null);
  await app.storage.put('a', 1, 5);
  expect((await app.storage.remove('a')).value).toBe('1');
  expect(await app.storage.remove('a')).toBe(null);
  app.secrets.A = 'b';
  expect([app.secrets.A, app.secrets.B, 'A' in app.secrets]).toEqual(['b', undefined, true]);
  expect(app.rules).toHaveLength(1);
  expect(app.name).toContain('.voximplant.com');
  expect(app.timeline()).toContain('terminate');
});`, "", nil},
	})
}
