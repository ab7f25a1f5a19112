import { test, expect } from 'voxemu/test';

const company = '15551100';

test('sends the extension when the greeting is over', async ({ app }) => {
  const caller = await app.call();
  const menu = await app.phone(company).leg();
  menu.say('Dial your extension now');
  await expect(menu).toHear('42');
  menu.say('Extension forty-two');
  await expect(caller).toHear('Extension forty-two');
  menu.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('the call ends when the company is not reached', async ({ app }) => {
  app.phone(company).noAnswer();
  const caller = await app.call();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
