import { test, expect } from 'voxemu/test';

test('reports what came of each call', async ({ app }) => {
  app.phone('+442079460123').answers({ after: '4s' });
  app.phone('+442079460456').busy();
  const list = app.callList([
    { phone: '020 7946 0123', name: 'Ada' },
    { phone: '020 7946 0456', name: 'Ben' },
    { phone: '12345', name: 'Cy' },
  ], { attempts: 2, interval: '10m' });

  const ada = await app.phone('+442079460123').leg();
  await expect(ada).toHear('Hello Ada. The library has your book.');

  const tasks = await list.done();
  expect(tasks.map(({ data, status, attempts }) => [data.name, status, attempts])).toEqual([
    ['Ada', 'Processed', 1],
    ['Ben', 'Error', 2],
    ['Cy', 'Processed', 1],
  ]);
});

test('who was busy is called again ten minutes later', async ({ app }) => {
  app.phone('+442079460456').busy();
  const list = app.callList([{ phone: '020 7946 0456', name: 'Ben' }], { attempts: 2, interval: '10m' });
  await expect.poll(() => app.phone('+442079460456').calls.length).toBe(1);
  const first = Date.now();

  app.phone('+442079460456').answers();
  const ben = await app.phone('+442079460456').leg({ within: '15m' });
  expect(Date.now() - first).toBeGreaterThan(10 * 60_000);
  await expect(ben).toHear('Hello Ben.');
  expect(await list.done()).toMatchObject([{ status: 'Processed', attempts: 2 }]);
});
