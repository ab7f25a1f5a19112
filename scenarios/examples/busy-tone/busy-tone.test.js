import { test, expect } from 'voxemu/test';

test('plays the busy tone for five seconds, then refuses', async ({ app }) => {
  const began = Date.now();
  const caller = await app.call();
  await expect(caller).toEnd({ code: 486 });
  expect(caller.heard).toMatchObject([{ what: 'tones' }]);
  expect(Date.now() - began).toBeCloseTo(5_000, -3);
});

test('a caller who gives up leaves no session behind', async ({ app }) => {
  const caller = await app.call({ patience: '2s' });
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
