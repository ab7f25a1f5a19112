import { test, expect } from 'voxemu/test';

const agentsPhone = '15550400';

test('only the agent hears who is calling', async ({ app }) => {
  app.phone(agentsPhone).answers({ after: '2s' });
  const caller = await app.call({ from: '15550100' });
  const agent = await app.phone(agentsPhone).leg();
  await expect(agent).toHear('A call from 0 1 0 0.');
  agent.say('Hello, what can I do for you?');
  await expect(caller).toHear('Hello, what can I do for you?');
  await expect(caller).not.toHaveHeard('A call from');
});

test('the caller is refused as the agent refused', async ({ app }) => {
  app.phone(agentsPhone).rejects(480, 'not now');
  const caller = await app.call();
  await expect(caller).toEnd({ code: 480 });
});

test('an agent who leaves during the announcement ends the call', async ({ app }) => {
  const caller = await app.call();
  const agent = await app.phone(agentsPhone).leg();
  agent.hangup();
  await expect(caller).toEnd();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
