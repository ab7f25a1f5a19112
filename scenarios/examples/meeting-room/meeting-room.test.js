import { test, expect } from 'voxemu/test';

test('who calls and who is invited meet in the room', async ({ app }) => {
  app.phone('15550200').answers({ after: '3s' });
  const ann = await app.call();
  await expect(ann).toHear('1 of us are here');
  const ben = await app.phone('15550200').leg();
  await expect(ann).toHear('2 of us are here');

  ann.say('Hello Ben');
  await expect(ben).toHear('Hello Ben');
  ben.say('Hi there');
  await expect(ann).toHear('Hi there');

  ann.hangup();
  for (const session of app.sessions) await expect(session).toEnd({ reason: 'Normal termination' });
});

test('the room is one session, whoever comes', async ({ app }) => {
  app.phone('15550200').busy();
  const room = await app.conference('room-42');
  const ann = await app.call();
  await expect(ann).toHear('1 of us are here');
  const cara = await app.call();
  await expect(ann).toHear('2 of us are here');
  expect(app.sessions).toHaveLength(3);
  ann.hangup();
  cara.hangup();
  await expect(room).toEnd();
});
