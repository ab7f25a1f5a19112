import { test, expect } from 'voxemu/test';

test('plays a file and two texts without gaps', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toEnd();
  await expect(caller).toHaveHeard([/jingle\.mp3$/, 'Your balance is 25 dollars.', 'Goodbye.']);
  const [jingle, balance] = caller.heard;
  expect(balance.at - balance.ms).toBe(jingle.at);
});

test('who hangs up early leaves no session behind', async ({ app }) => {
  const caller = await app.call({ do: 'wait 1s; hangup' });
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
