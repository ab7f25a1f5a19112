import { test, expect } from 'voxemu/test';

test('a number on the list is turned away', async ({ app }) => {
  await app.storage.put('blocked:15550100', 'spam');
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toEnd({ code: 603 });
  expect(caller.heard).toEqual([]);
  await expect(caller.session).toHaveLogged('15550100 is blocked: spam');
});

test('everybody else is welcome', async ({ app }) => {
  await app.storage.put('blocked:15550100', 'spam');
  const caller = await app.call({ from: '15550101' });
  await expect(caller).toHear('Hello. How can we help?');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
