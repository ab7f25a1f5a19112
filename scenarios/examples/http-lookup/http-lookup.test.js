import { test, expect } from 'voxemu/test';

const crm = 'https://crm.example.com';

test.beforeEach(async ({ app }) => {
  app.secrets.CRM_URL = crm;
});

test('greets a customer by name', async ({ app }) => {
  app.http.on('GET', `${crm}/customers/15550100`).reply(200, { name: 'Ada' });
  const caller = await app.call({ from: '15550100' });
  await expect(caller).toHear('Welcome back, Ada.');
  expect(app.http.requests).toMatchObject([{ headers: { Accept: 'application/json' } }]);
});

test('greets an unknown caller', async ({ app }) => {
  app.http.on('GET', /customers/).reply(404);
  const caller = await app.call();
  await expect(caller).toHear('Welcome.');
  await expect(caller.session).toHaveLogged('lookup failed: 404');
});

test('a service that hangs delays the greeting by five seconds at most', async ({ app }) => {
  app.http.on('GET', /customers/).timeout();
  const began = Date.now();
  const caller = await app.call();
  await caller.answered();
  expect(Date.now() - began).toBeLessThan(5_100);
  await expect(caller).toHear('Welcome.');
});

test('a service that is down is no reason not to answer', async ({ app }) => {
  app.http.on('GET', /customers/).networkError('refused');
  const caller = await app.call();
  await expect(caller).toHear('Welcome.');
});
