import { test, expect } from 'voxemu/test';

test.each([
  ['5', 'We are glad.'],
  ['2', 'We will do better.'],
])('%s: %s', async (mark, answer, { app }) => {
  const session = await app.start({ customData: { number: '15550700' } });
  const customer = await app.phone('15550700').leg();
  await expect(customer).toHear('Press a key from 1 to 5');
  customer.press(mark);
  await expect(customer).toHear(answer);
  await expect(session).toEnd();
  const kept = JSON.parse((await app.storage.get('mark:15550700')).value);
  expect(kept).toMatchObject({ mark: Number(mark) });
});

test('only the first mark from 1 to 5 counts', async ({ app }) => {
  await app.start({ customData: { number: '15550700' } });
  const customer = await app.phone('15550700').leg();
  await expect(customer).toHear('from 1 to 5');
  customer.press('0741');
  await expect(customer).toHear('We are glad.');
  expect(JSON.parse((await app.storage.get('mark:15550700')).value).mark).toBe(4);
});

test('nothing is kept when the customer is not reached', async ({ app }) => {
  app.phone('15550700').noAnswer();
  const session = await app.start({ customData: { number: '15550700' } });
  await expect(session).toEnd({ reason: 'Normal termination' });
  expect(await app.storage.keys()).toEqual([]);
});
