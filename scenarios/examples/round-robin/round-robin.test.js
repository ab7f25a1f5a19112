import { test, expect } from 'voxemu/test';

const phones = ['15550301', '15550302'];

test('calls go to the phones in turn', async ({ app }) => {
  for (const phone of [...phones, phones[0]]) {
    const caller = await app.call();
    const leg = await app.phone(phone).leg();
    leg.say('Hello');
    await expect(caller).toHear('Hello');
    leg.hangup();
    await expect(caller.session).toEnd();
  }
});

test('goes on after the one who was last', async ({ app }) => {
  await app.storage.put('turn', '0');
  const caller = await app.call();
  await app.phone('15550302').leg();
  expect(app.phone('15550301').calls).toHaveLength(0);
  caller.hangup();
});
