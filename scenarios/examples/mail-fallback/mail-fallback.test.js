import { test, expect } from 'voxemu/test';

test('a missed call is a mail', async ({ app }) => {
  const caller = await app.call({ from: '15550100', patience: '5s' });
  await expect(caller.session).toEnd();
  await expect(app.mail).toHaveSent({ to: 'ann@example.com', title: 'Missed call', text: /15550100 called/ });
  expect(app.mail.sent).toHaveLength(1);
});

test('the second server takes what the first refuses', async ({ app }) => {
  app.mail.on('mail.example.com').rejects(421, 'try again later');
  const caller = await app.call({ patience: '5s' });
  await expect(caller.session).toEnd();
  expect(app.mail.sent.map(({ server, code }) => [server, code])).toEqual([['mail.example.com', 421], ['backup.example.com', 250]]);
});
