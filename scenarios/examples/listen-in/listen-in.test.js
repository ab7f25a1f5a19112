import { test, expect } from 'voxemu/test';

test('the supervisor hears both sides and is heard by nobody', async ({ app, clock }) => {
  const caller = await app.call();
  const agent = await app.user('agent').leg();
  const supervisor = await app.user('supervisor').leg();

  agent.say('What is your number?');
  await expect(caller).toHear('What is your number?');
  caller.say('One two three');
  await expect(agent).toHear('One two three');
  await expect(supervisor).toHaveHeard(['What is your number?', 'One two three']);

  supervisor.say('Nobody hears this');
  await clock.advance('10s');
  await expect(caller).not.toHaveHeard('Nobody hears this');
  await expect(agent).not.toHaveHeard('Nobody hears this');
});

test('the call goes on without a supervisor', async ({ app }) => {
  app.user('supervisor').offline();
  const caller = await app.call();
  const agent = await app.user('agent').leg();
  await expect(caller.session).toHaveLogged('the supervisor is away');
  agent.say('Good morning');
  await expect(caller).toHear('Good morning');
});
