import { test, expect } from 'voxemu/test';

const sales = '15550200';
const support = '15550300';

test('sales is busy, support answers', async ({ app }) => {
  app.phone(sales).busy();
  app.phone(support).answers({ after: '3s' });
  const caller = await app.call();
  const leg = await app.phone(support).leg();
  leg.say('Support, how can I help?');
  await expect(caller).toHear('Support, how can I help?');
  caller.say('My router is down');
  await expect(leg).toHear('My router is down');
  await expect(caller.session).toHaveLogged('15550200 did not answer: 486');
});

test('support is not called when sales answers', async ({ app, clock }) => {
  app.phone(sales).answers();
  const caller = await app.call();
  await app.phone(sales).leg();
  await clock.advance('1m');
  expect(app.phone(support).calls).toHaveLength(0);
  caller.hangup();
  await expect(caller.session).toEnd();
});

test.each([
  ['busy', (phone) => phone.busy()],
  ['switched off', (phone) => phone.fails(480)],
  ['out of reach', (phone) => phone.rejects(404, 'no such number')],
])('the caller is told that all are busy when phones are %s', async (_, happens, { app }) => {
  happens(app.phone(sales));
  happens(app.phone(support));
  const caller = await app.call();
  await expect(caller).toEnd({ code: 486 });
});
