import { test, expect } from 'voxemu/test';

const customData = { number: '15550400', text: 'your appointment is tomorrow at nine' };

test('the patient confirms with 1', async ({ app }) => {
  const session = await app.start({ customData });
  const patient = await app.phone('15550400').leg();
  await expect(patient).toHear('your appointment is tomorrow at nine');
  patient.press('1');
  await expect(patient).toHear('Thank you. Goodbye.');
  await expect(session).toEnd();
  await expect(session).toHaveLogged('result: confirmed');
});

test('other keys confirm nothing', async ({ app }) => {
  const session = await app.start({ customData });
  const patient = await app.phone('15550400').leg();
  await expect(patient).toHear('Press 1');
  patient.press('2').wait('3s').hangup();
  await expect(session).toEnd();
  await expect(session).toHaveLogged('result: no answer');
});

test.each([['busy', 486], ['not there', 480], ['out of service', 503]])('a phone that is %s is not reached', async (_, code, { app }) => {
  app.phone('15550400').fails(code, { after: '2s' });
  const session = await app.start({ customData });
  await expect(session).toEnd({ reason: 'Normal termination' });
  await expect(session).toHaveLogged(`not reached: ${code}`);
});
