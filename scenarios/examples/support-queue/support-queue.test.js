import { test, expect } from 'voxemu/test';

test.beforeEach(async ({ app }) => {
  app.file('https://cdn.example.com/music.mp3', { length: '5s' });
  app.queue('support', { averageService: '3m' });
});

test('music and the place in the queue, until an agent is free', async ({ app }) => {
  const anna = app.agent('support', 'anna').online().answers({ after: '3s' });
  const caller = await app.call();
  await expect(caller).toHear('music.mp3');
  await expect(caller).toHear('You are number 1 in the queue.');
  anna.ready();
  const leg = await anna.leg();
  leg.say('Support, how can I help?');
  await expect(caller).toHear('Support, how can I help?');
  leg.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('who does not take the call is passed over', async ({ app }) => {
  app.agent('support', 'ben').noAnswer();
  const anna = app.agent('support', 'anna').online().answers();
  const caller = await app.call();
  await expect(caller.session).toHaveLogged('ben did not take the call');
  anna.ready();
  await anna.leg();
});

test('says so when nobody works', async ({ app }) => {
  app.agent('support', 'anna').offline();
  const caller = await app.call();
  await expect(caller).toHear('Nobody can take your call now.');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
