import { test, expect } from 'voxemu/test';

test.each([
  { key: '1', answer: 'Sales is closed today.' },
  { key: '2', answer: 'Your order is on its way.' },
])('$key: $answer', async ({ key, answer }, { app }) => {
  const caller = await app.call();
  await expect(caller).toHear('For sales press 1');
  caller.press(key);
  await expect(caller).toHear(answer);
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('any other key repeats the menu', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('For sales press 1');
  caller.press('9');
  await expect(caller).toHear('For sales press 1');
});

test('a key cuts the menu short', async ({ app }) => {
  const caller = await app.call();
  caller.wait('1s').press('1');
  await expect(caller).toHear('Sales is closed today.');
  expect(caller.heard[0]).toMatchObject({ text: /^For sales/, cut: true });
});

test('a silent caller hears the menu three times', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('Goodbye.');
  expect(caller.heard.filter((u) => u.text.startsWith('For sales'))).toHaveLength(3);
});
