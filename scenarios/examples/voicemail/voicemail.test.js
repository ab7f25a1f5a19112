import { test, expect } from 'voxemu/test';

test('keeps what was said after the tone', async ({ app }) => {
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('Leave a message after the tone');
  await expect.poll(() => caller.heard.at(-1).what).toBe('tones');
  caller.say('It is Ada. Please call me back.').press('#');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });

  await expect(caller.session).toHaveRecorded('It is Ada. Please call me back.');
  const [recording] = caller.session.recordings;
  const kept = JSON.parse((await app.storage.get('message-15550100')).value);
  expect(kept.url).toBe(recording.url);
  expect(kept.duration).toBeGreaterThan(0);
});

test('hanging up ends the message, too', async ({ app }) => {
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('Leave a message');
  caller.wait('1s').say('Bye').hangup();
  await expect(caller.session).toEnd();
  await expect(caller.session).toHaveRecorded('Bye');
  expect(await app.storage.keys()).toEqual(['message-15550100']);
});

test('messages are kept for a week', async ({ app, clock }) => {
  const caller = await app.call({ from: '15550100', do: 'wait-heard /message/; wait 1s; say Hello; hangup' });
  await expect(caller.session).toEnd();
  await clock.advance('6d');
  expect(await app.storage.get('message-15550100')).not.toBeNull();
  await clock.advance('2d');
  expect(await app.storage.get('message-15550100')).toBeNull();
});
