import { test, expect } from 'voxemu/test';

test('understands the number', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('What is the number of your order?');
  caller.say('four seven one', { confidence: 85 });
  await expect(caller).toHear('We look for order four seven one.');
});

test('asks again when it is not sure', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('What is the number');
  caller.say('mumble', { confidence: 30 });
  await expect(caller).toHear('Sorry, what was the number?');
  caller.say('four seven one', { confidence: 85 });
  await expect(caller).toHear('Thank you.');
});

test('gives up on who says nothing for eight seconds', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('What is the number');
  const asked = Date.now();
  await expect(caller).toHear('I can not hear you.');
  expect(Date.now() - asked).toBeGreaterThan(8_000);
});

test('what is said during the question is not heard', async ({ app }) => {
  const caller = await app.call();
  caller.say('one', { length: '1s' });
  await expect(caller).toHear('What is the number');
  await expect(caller).toHear('I can not hear you.');
});
