import { test, expect } from 'voxemu/test';

test.beforeEach(async ({ app }) => {
  app.queue('support', { agentSelection: 'most-qualified' });
  app.agent('support', 'anna', { skills: { english: 5, german: 2 } }).online();
  app.agent('support', 'ben', { skills: { german: 4 }, wrapUp: '20s' }).answers({ after: '2s' });
});

test('a German speaker gets an agent who speaks German', async ({ app }) => {
  const caller = await app.call();
  await expect(caller).toHear('for German press 2');
  caller.press('2');
  const ben = await app.agent('support', 'ben').leg();
  ben.say('Guten Tag');
  await expect(caller).toHear('Guten Tag');
  caller.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('an agent who becomes ready gets who waits', async ({ app, clock }) => {
  const caller = await app.call({ do: 'wait-heard /press 2/; press 1' });
  await expect(caller).toHear('You are number 1 in the queue.');
  await clock.advance('30s');
  app.agent('support', 'anna').answers().ready();
  const anna = await app.agent('support', 'anna').leg();
  anna.say('Good morning');
  await expect(caller).toHear('Good morning');
});

test('after a minute the caller is called back', async ({ app }) => {
  const caller = await app.call({ do: 'wait-heard /press 2/; press 1' });
  await expect(caller).toHear('We will call you back.');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
