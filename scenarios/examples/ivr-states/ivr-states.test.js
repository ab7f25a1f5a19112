import { test, expect } from 'voxemu/test';

test('takes an order number', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('press 1');
  caller.press('1');
  await expect(caller).toHear('Enter your order number');
  caller.press('4711#');
  await expect(caller).toHear('Goodbye.');
  await expect(caller.session).toHaveLogged('order 4711');
});

test('a wrong key leads back to the menu', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('press 1');
  caller.press('7');
  await expect(caller).toHear('press 1');
});

test('says goodbye to who presses nothing', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('press 1');
  await expect(caller).toHear('Goodbye.');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
