import { test, expect } from 'voxemu/test';

test('warns after four and a half minutes and ends after five', async ({ app }) => {
  const caller = await app.call();
  const leg = await app.phone('15550500').leg();
  await caller.answered();
  const connected = Date.now();

  await expect(caller).toHear('Half a minute left.');
  expect(Date.now() - connected).toBeGreaterThan(4.5 * 60_000);

  leg.say('I have to go');
  await expect(caller).toHear('I have to go'); // they still hear each other

  await expect(caller).toEnd();
  expect(Date.now() - connected).toBe(5 * 60_000);
});

test('a short call is not disturbed', async ({ app, clock }) => {
  const caller = await app.call();
  await app.phone('15550500').leg();
  await clock.advance('2m');
  caller.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  expect(caller.heard).toEqual([]);
});
