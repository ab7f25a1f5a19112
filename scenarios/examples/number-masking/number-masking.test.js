import { test, expect } from 'voxemu/test';

test('connects both sides, and neither sees the number of the other', async ({ app }) => {
  await app.storage.put('order:15550100', '15550500');
  const customer = await app.call({ from: '15550100' });
  const courier = await app.phone('15550500').leg();
  expect(courier.session.events).toContainEqual(expect.objectContaining({ name: 'Call.Connected' }));
  courier.say('I am at the door');
  await expect(customer).toHear('I am at the door');
  customer.say('Coming');
  await expect(courier).toHear('Coming');
});

test('says so when there is no order', async ({ app }) => {
  const caller = await app.call({ from: '15550101' });
  await expect(caller).toHear('There is no order for your number.');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('an order that has expired is none', async ({ app, clock }) => {
  await app.storage.put('order:15550100', '15550500', 3600);
  await clock.advance('61m');
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('There is no order');
});
