import { test, expect } from 'voxemu/test';

test('tells how often the number was called', async ({ app }) => {
  await app.storage.put('totalCalls', '41');
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('Hello. You call 41 times');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  expect((await app.storage.get('totalCalls')).value).toBe('42');
});
