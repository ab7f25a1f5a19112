import { test, expect } from 'voxemu/test';

test('says the new number before the call costs anything', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('The number has changed');
  await expect(caller).toEnd({ code: 410 });
  expect(caller.session.events.map((e) => e.name)).not.toContain('Call.Connected');
});
