import { test, expect } from 'voxemu/test';

test.beforeEach(async ({ app }) => {
  app.secrets.PIN = '4711';
});

test('lets in who knows the PIN', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Please enter your PIN.');
  caller.press('4711');
  await expect(caller).toHear('Welcome.');
});

test('gives three attempts', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Please enter your PIN.');
  for (const wrong of ['1234', '0000']) {
    caller.press(wrong);
    await expect(caller).toHear('That was wrong. Please try again.');
  }
  caller.press('1111');
  await expect(caller).toHear('Goodbye.');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('does not wait for digits for ever', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Please enter your PIN.');
  caller.press('47');
  const began = Date.now();
  await expect(caller).toHear('That was wrong');
  expect(Date.now() - began).toBeLessThan(10_000);
});
