import { test, expect } from 'voxemu/test';

test('asks for the customer number and the amount', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Enter your customer number');
  caller.press('815#');
  await expect(caller).toHear('How many do you want?');
  caller.press('3#');
  await expect(caller).toHear('3 pieces are on their way');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  await expect(caller.session).toHaveLogged('customer 815 orders 3');
});

test('who knows the dialogue may press it all ahead', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('customer number');
  caller.press('815#12#');
  await expect(caller).toHear('12 pieces are on their way');
});

test('a caller who hangs up in the middle orders nothing', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('customer number');
  caller.press('815#').hangup();
  await expect(caller.session).toEnd();
  const orders: string[] = caller.session.log.map(({ text }) => text).filter((text: string) => text.includes('orders'));
  expect(orders).toEqual([]);
});
