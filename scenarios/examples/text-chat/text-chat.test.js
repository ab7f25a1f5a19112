import { test, expect } from 'voxemu/test';

test('answers questions and says goodbye', async ({ app, clock }) => {
  await clock.advanceTo('2026-07-01T11:30:00Z');
  const client = await app.call({ from: 'ann', kind: 'user' });
  client.message('help');
  await expect(client).toHaveReceived('Commands: help');
  client.message('What time is it');
  await expect(client).toHaveReceived(/^12:30:/); // London, in summer
  client.message('bye');
  await expect(client).toHaveReceived('Goodbye.');
  await expect(client).toEnd();
});

test('owns up to what it does not understand', async ({ app }) => {
  const client = await app.call({ from: 'ann', kind: 'user' });
  client.message('sing');
  await expect(client).toHaveReceived(`I don't understand "sing".`);
});
