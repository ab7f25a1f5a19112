import { test, expect } from 'voxemu/test';

test('who presses 1 is called back within a minute', async ({ app }) => {
  app.phone('15550100').answers({ after: '2s' });
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('press 1');
  caller.press('1');
  await expect(caller).toHear('We call you back in a minute.');
  await expect(caller).toEnd();
  const hungUp = Date.now();

  const called = await app.phone('15550100').leg();
  expect(Date.now() - hungUp).toBeLessThan(60_000);
  await expect(called).toHear('this is the call that you asked for');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});

test('who presses nothing is left alone', async ({ app }) => {
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('press 1');
  caller.press('5').wait('10s').hangup();
  await expect(caller.session).toEnd();
  expect(app.phone('15550100').calls).toEqual([]);
});

test('a second 1 makes no second call', async ({ app }) => {
  const caller = await app.call({ from: '15550100', do: 'wait-heard /press 1/; press 11' });
  await expect(caller.session).toEnd();
  expect(app.phone('15550100').calls).toHaveLength(1);
});
