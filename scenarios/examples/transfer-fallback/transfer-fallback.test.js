import { test, expect } from 'voxemu/test';

const from = 'sip:ada@example.com';

test('a phone that can do so calls sales itself', async ({ app }) => {
  const caller = await app.call({ from });
  caller.does('accept-transfer after 1s');
  await expect(caller.session).toHaveLogged('the caller is on its way');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  expect(app.sip('sales@pbx.example.com').calls).toHaveLength(0);
});

test('a phone that refuses is connected from here', async ({ app }) => {
  const caller = await app.call({ from, do: 'refuse-transfer 405' });
  const sales = await app.sip('sales@pbx.example.com').leg();
  sales.say('Good morning');
  await expect(caller).toHear('Good morning');
});

test('the call ends when sales does not answer either', async ({ app }) => {
  app.sip('sales@pbx.example.com').fails(503);
  const caller = await app.call({ from, do: 'refuse-transfer 486' });
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
