import { test, expect } from 'voxemu/test';

test('the supervisor hears the caller and may whisper', async ({ app }) => {
  const supervisor = app.webSocket('incoming').does('message I am listening');
  const caller = await app.call();
  await supervisor.opened();
  await expect(caller.session).toHaveLogged('supervisor: I am listening');

  caller.say('I want to cancel');
  await expect.poll(() => supervisor.heard).toMatchObject([{ text: 'I want to cancel' }]);
  supervisor.says('Offer a discount', { tag: 'whisper' });
  await expect(caller).toHear('Offer a discount');

  caller.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('the call goes on when the supervisor leaves', async ({ app, clock }) => {
  const supervisor = app.webSocket('incoming');
  const caller = await app.call();
  await supervisor.opened();
  supervisor.close();
  await supervisor.closed();
  await clock.advance('1m');
  expect(caller.state).toBe('connected');
});
