import { test, expect } from 'voxemu/test';

const number = '15550101';
const message = 'Your appointment is tomorrow at nine.';

test('a human is asked to confirm', async ({ app }) => {
  app.phone(number).does('answer after 4s; say "Hello?"');
  const session = await app.start({ customData: number });
  const human = await app.phone(number).leg();
  await expect(human).toHear(`${message} Press 1 to confirm.`);
  human.press('1');
  await expect(session).toHaveLogged('confirmed');
  await expect(session).toEnd();
});

test('a voicemail gets the message after its beep', async ({ app }) => {
  app.phone(number).does(['answer after 12s', 'amd voicemail', 'say "Please leave a message after the tone." length=6s', 'beep 950']);
  const session = await app.start({ customData: number });
  const voicemail = await app.phone(number).leg();
  const answered = Date.now();
  await expect(session).toHaveLogged(/^beep$/);
  expect(Date.now() - answered).toBeGreaterThan(6_000);
  await expect(voicemail).toHear(message);
  await expect(voicemail).not.toHaveHeard('Press 1');
  await expect(session).toEnd();
});

test('nobody answers', async ({ app }) => {
  app.phone(number).noAnswer();
  const session = await app.start({ customData: number });
  await expect(session).toEnd({ reason: 'Normal termination' });
});
