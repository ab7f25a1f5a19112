import { test, expect } from 'voxemu/test';

const agentsPhone = 'agent@pbx.example.com';

test('the agent learns which customer is calling', async ({ app }) => {
  const caller = await app.call({ from: 'sip:crm@pbx.example.com', headers: { 'X-Customer': '815' } });
  const agent = await app.sip(agentsPhone).leg();
  expect(agent.headers).toMatchObject({ 'X-Customer': '815', 'X-Greeting': 'known' });
  agent.say('Welcome back');
  await expect(caller).toHear('Welcome back');
});

test('a caller without a number of a customer is new', async ({ app }) => {
  await app.call({ from: 'sip:crm@pbx.example.com' });
  const agent = await app.sip(agentsPhone).leg();
  expect(agent.headers).toMatchObject({ 'X-Greeting': 'new' });
  expect(agent.headers).not.toHaveProperty('X-Customer');
});
