import { test, expect } from 'voxemu/test';

const deskPhone = 'desk@pbx.example.com';
const annasPhone = 'anna@pbx.example.com';

test('the caller ends up with whom the desk transfers to', async ({ app }) => {
  app.sip(annasPhone).answers({ after: '2s' });
  const caller = await app.call();
  const desk = await app.sip(deskPhone).leg();
  desk.say('One moment please').refer('sip:anna@pbx.example.com');
  await expect(caller).toHear('One moment please');

  const anna = await app.sip(annasPhone).leg();
  anna.say('Anna here');
  await expect(caller).toHear('Anna here');
  await expect(desk).toEnd();

  anna.hangup();
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('the caller stays with the desk when the other phone is busy', async ({ app }) => {
  app.sip(annasPhone).busy();
  const caller = await app.call();
  const desk = await app.sip(deskPhone).leg();
  desk.refer('sip:anna@pbx.example.com');
  await expect(caller.session).toHaveLogged('the desk transfers to sip:anna@pbx.example.com');
  desk.wait('5s').say('She is on the phone');
  await expect(caller).toHear('She is on the phone');
});

test('a busy desk is a busy call', async ({ app }) => {
  app.sip(deskPhone).busy();
  const caller = await app.call();
  await expect(caller).toEnd({ code: 486 });
});
