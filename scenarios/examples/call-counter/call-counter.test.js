import { test, expect } from 'voxemu/test';

test('tells how often the number was called', async ({ app }) => {
  await app.storage.put('totalCalls', '41');
  const caller = await app.call({ from: '15550100', to: 'counter' });
  await expect(caller).toHear('Hello. You call 41 times');
  const session = await caller.session.ended();
  expect(session.reason).toBe('Normal termination');
  expect((await app.storage.get('totalCalls')).value).toBe('42');
});

test('the first call starts the count', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('You call 0 times');
  expect((await app.storage.get('totalCalls')).value).toBe('1');
});

test('each call counts', async ({ app }) => {
  for (const count of [0, 1, 2]) {
    const caller = await app.call();
    await expect(caller).toHear(`You call ${count} times`);
    await expect(caller.session).toEnd();
  }
});
