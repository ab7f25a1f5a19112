import { test, expect } from 'voxemu/test';

test('a push wakes the app', async ({ app }) => {
  app.user('anna').does('asleep 3s; answer after 5s');
  const caller = await app.call();
  const anna = await app.user('anna').leg();
  await expect(caller.session).toHaveLogged('a push was sent');
  anna.say('Hello');
  await expect(caller).toHear('Hello');
  anna.hangup();
  await expect(caller.session).toEnd();
});

test('the caller is told when the app does not wake up', async ({ app }) => {
  app.user('anna').does('asleep');
  const caller = await app.call();
  await expect(caller).toEnd({ code: 480 });
});
