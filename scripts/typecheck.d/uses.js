// What tests in JavaScript write, and what the typings have to refuse. It is checked, not run.
import { test as base, expect, describe } from 'voxemu/test';

const test = base.extend({
  name: 'shop',
  untyped: async ({ app }, use) => {
    // @ts-expect-error there is no such method
    app.nothing();
    await use(await app.call());
  },
  caller: async ({ app }, /** @type {(caller: import('voxemu/test').Party) => Promise<void>} */ use) => {
    await use(await app.call({ to: 'shop', patience: '20s' }));
  },
});

test('fixtures', { tag: '@slow', retries: 2 }, async ({ caller, untyped, name, app, clock, log }, info) => {
  caller.say('yes', { confidence: 0.4 }).press('1#').hangup();
  untyped.anything();
  test.skip(name.startsWith('x') || info.retry > 1, 'why');
  await clock.advance('1h');
  expect((await app.storage.get('x')).value).toBe('1');
  await expect(log).toHaveLogged('x');
  // @ts-expect-error there is no such method
  caller.sing('x');
  // @ts-expect-error nor this one
  name.nothing();
});

test('matchers', async ({ app, http }) => {
  const mock = app.http.get(/who/).reply(200, { ok: true }, { delay: '300ms' });
  await expect(mock).not.toHaveRequested({ body: '' });
  await expect(http).toHaveRequested('GET', /who/, { body: '' }, { within: '3s' });
  const leg = await app.phone('15550200').answers({ after: '3s' }).leg();
  await expect(leg).toHear(/hello/i, { within: '3s' });
  await expect(leg).toEnd({ code: 200 });
  await expect(leg.session).not.toHaveLogged('x');
  await expect(leg.session).toHaveEmitted(CallEvents.Connected, { id: expect.any(String) });
  await expect(Promise.resolve(3)).resolves.toBe(3);
  await expect.poll(() => leg.heard.length).toBeGreaterThan(2);
  await expect.soft(leg).toHear('x');
  expect({ id: 1 }, 'the order').toMatchSnapshot({ id: expect.any(Number) }, 'hint');
  // @ts-expect-error a number hears nothing
  expect(1).toHear('x');
  // @ts-expect-error there is no such option
  app.phone('1').answers({ later: 1 });
});

test.each([['busy', 486], ['gone', 503]])('%s', async (reason, code, { app }) => { app.phone('1').fails(code, { reason }); });
test.each([{ n: 1 }, { n: 2 }])('$n', async ({ n }, { caller }) => { caller.press(n.toFixed()); });
test.each`a | b
${1} | ${2}`('$a', async (row, { app }) => { app.phone(row.a); });
test.only.each([1, 2])('%i', (n, { app }) => { app.phone(n.toFixed()); });
test.todo('still to be written');
describe('suite', { tag: 'x' }, () => { base.beforeEach(async ({ app }) => { app.phone('1'); }); });
