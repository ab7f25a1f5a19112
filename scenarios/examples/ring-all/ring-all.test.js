import { test, expect } from 'voxemu/test';

const [office, workshop, store] = ['15550201', '15550202', '15550203'];

test('who answers first gets the caller, the others stop ringing', async ({ app }) => {
  app.phone(office).answers({ after: '8s' });
  app.phone(workshop).answers({ after: '3s' });
  app.phone(store).busy();
  const caller = await app.call();
  const leg = await app.phone(workshop).leg();
  leg.say('Workshop speaking');
  await expect(caller).toHear('Workshop speaking');
  await expect(app.phone(office).calls[0]).toEnd();
  leg.hangup();
  await expect(caller.session).toEnd();
});

test('the caller is refused when no phone takes the call', async ({ app }) => {
  app.phone(office).fails(503, { after: '5s' });
  app.phone(workshop).rejects();
  app.phone(store).busy();
  const caller = await app.call();
  await expect(caller).toEnd({ code: 480 });
});

test('all phones stop when the caller gives up', async ({ app }) => {
  for (const phone of [office, workshop, store]) app.phone(phone).noAnswer();
  const caller = await app.call({ patience: '10s' });
  await expect(caller.session).toEnd();
  for (const phone of [office, workshop, store]) expect(app.phone(phone).calls[0].ended).not.toBeNull();
});
