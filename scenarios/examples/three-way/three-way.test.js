import { test, expect } from 'voxemu/test';

const [bensPhone, annasPhone] = ['15551201', '15551202'];

test('everybody hears everybody else', async ({ app }) => {
  const caller = await app.call();
  const ben = await app.phone(bensPhone).leg();
  const anna = await app.phone(annasPhone).leg();
  for (const speaker of [caller, ben, anna]) {
    speaker.say(`This is ${speaker.name}`);
    for (const listener of [caller, ben, anna].filter((one) => one !== speaker)) {
      await expect(listener).toHear(`This is ${speaker.name}`);
    }
  }
  caller.hangup();
  await expect(caller.session).toEnd();
});

test('two go on talking when the third is not there', async ({ app }) => {
  app.phone(annasPhone).noAnswer();
  const caller = await app.call();
  const ben = await app.phone(bensPhone).leg();
  await expect(caller.session).toHaveLogged('Anna is not there');
  ben.say('Then the two of us');
  await expect(caller).toHear('Then the two of us');
});
