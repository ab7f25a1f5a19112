import { test, expect } from 'voxemu/test';

const service = 'http://127.0.0.1:8080/messages/';

test('a message goes out when the phone is busy', async ({ app }) => {
  app.phone('15550600').busy();
  const sms = app.http.on('POST', `${service}15550100`).reply(202);
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toEnd({ code: 486 });
  expect(sms.requests).toHaveLength(1);
  expect(JSON.parse(sms.requests[0].body)).toEqual({ text: expect.stringContaining('We missed your call') });
  await expect(caller.session).toHaveLogged('the message was taken with 202');
});

test('no message when somebody answers', async ({ app }) => {
  app.phone('15550600').answers();
  const caller = await app.call();
  const leg = await app.phone('15550600').leg();
  leg.say('Hello').hangup();
  await expect(caller).toHear('Hello');
  await expect(caller.session).toEnd();
  expect(app.http.requests).toEqual([]);
});

test('a message service that is down does not keep the caller waiting', async ({ app }) => {
  app.phone('15550600').fails(503);
  app.http.on('POST', /messages/).networkError();
  const caller = await app.call();
  await expect(caller).toEnd({ code: 486 });
});
