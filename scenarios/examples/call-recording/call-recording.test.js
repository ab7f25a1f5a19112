import { test, expect } from 'voxemu/test';

test('both sides are on the recording, each on a channel of its own', async ({ app }) => {
  app.phone('15550200').answers({ after: '2s' });
  const caller = await app.call();
  await expect(caller).toHear('This call is recorded.');
  const agent = await app.phone('15550200').leg();
  agent.say('What is the number of your order?');
  await expect(caller).toHear('the number of your order');
  caller.say('It is 4711.').wait('1s').hangup();

  await expect(caller.session).toEnd({ reason: 'Normal termination' });
  await expect(caller.session).toHaveRecorded('the number of your order');
  await expect(caller.session).toHaveRecorded('It is 4711.');
  expect(caller.session.recordings).toMatchObject([{ stereo: true }]);
});

test('the caller hears that nobody is free', async ({ app }) => {
  app.phone('15550200').busy();
  const caller = await app.call();
  await expect(caller).toHear('Nobody is free.');
});
