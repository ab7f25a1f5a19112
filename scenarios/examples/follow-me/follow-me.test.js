import { test, expect } from 'voxemu/test';

const [office, home, mobile] = ['15551001', '15551002', '15551003'];

test('goes on to the next phone after ten seconds, and after a busy one at once', async ({ app }) => {
  app.phone(office).noAnswer();
  app.phone(home).busy();
  app.phone(mobile).answers({ after: '3s' });
  const began = Date.now();
  const caller = await app.call();
  const leg = await app.phone(mobile).leg();
  expect(Date.now() - began).toBeGreaterThan(13_000);
  expect(Date.now() - began).toBeLessThan(14_000);
  leg.say('Found me');
  await expect(caller).toHear('Found me');
  leg.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('the other phones do not ring when the first is answered', async ({ app }) => {
  const caller = await app.call();
  await app.phone(office).leg();
  caller.hangup();
  await expect(caller.session).toEnd();
  expect(app.phone(home).calls).toHaveLength(0);
});

test('the caller is told when nobody is found', async ({ app }) => {
  for (const phone of [office, home, mobile]) app.phone(phone).noAnswer();
  const caller = await app.call();
  await expect(caller).toEnd({ code: 480 });
  await expect(caller.session).toHaveLogged(`${mobile} doesn't answer`);
});
