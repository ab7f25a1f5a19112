import { test, expect } from 'voxemu/test';

test.beforeEach(async ({ app }) => {
  app.file('https://example.com/audio/waiting.mp3', { length: '5s' });
});

test('music, an announcement after half a minute, then the support', async ({ app }) => {
  app.phone('15550300').answers({ after: '45s' });
  const caller = await app.call();
  await expect(caller).toHear('waiting.mp3');
  await expect(caller).toHear('Please hold the line.');
  await expect(caller).toHear('waiting.mp3');

  const support = await app.phone('15550300').leg();
  support.say('Support, how can I help?');
  await expect(caller).toHear('Support, how can I help?');
  caller.say('My order is late');
  await expect(support).toHear('My order is late');
});

test('the wait ends when the support does not answer', async ({ app }) => {
  app.phone('15550300').noAnswer();
  const caller = await app.call();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  await expect(caller.session).toHaveLogged('nobody answers: 408');
});
