import { test, expect } from 'voxemu/test';

test('the third call within an hour is refused, and the count expires', async ({ app, clock }) => {
  const hears = async (text) => {
    const caller = await app.call({ from: '15550100' });
    await expect(caller).toHear(text);
    await expect(caller.session).toEnd();
  };
  await hears('This is call 1 of 2.');
  await clock.advance('20m');
  await hears('This is call 2 of 2.');
  await clock.advance('20m');
  await hears('You have called too often.');
  await clock.advance('25m');
  await hears('This is call 1 of 2.');
});

test('each number has a count of its own', async ({ app }) => {
  await app.storage.put('calls:15550100', '2', 3600);
  const caller = await app.call({ from: '15550101' });
  await expect(caller).toHear('This is call 1 of 2.');
});
