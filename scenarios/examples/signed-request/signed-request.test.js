import { test, expect } from 'voxemu/test';

test('reports the call with a signature', async ({ app }) => {
  app.secrets.KEY = 'shared';
  const report = app.http.on('POST', /\/calls\/15550100$/).reply(200);
  const caller = await app.call({ from: '15550100', to: '15550199' });
  caller.wait('2s').hangup();
  await expect(caller.session).toEnd();
  const [request] = report.requests;
  expect(JSON.parse(request.body)).toEqual({ from: '15550100', to: '15550199', seconds: 2 });
  expect(request.headers['X-Signature']).toMatch(/^[0-9a-f]{64}$/);
});

test('another key gives another signature', async ({ app }) => {
  const report = app.http.on('POST', /\/calls\//).reply(200);
  for (const key of ['shared', 'other']) {
    app.secrets.KEY = key;
    const caller = await app.call({ do: 'wait 2s; hangup' });
    await expect(caller.session).toEnd();
  }
  const [first, second] = report.requests;
  expect(first.body).toBe(second.body);
  expect(first.headers['X-Signature']).not.toBe(second.headers['X-Signature']);
});

test('a report that is refused is logged', async ({ app }) => {
  app.secrets.KEY = 'shared';
  app.http.on('POST', /calls/).reply(403);
  const caller = await app.call({ do: 'hangup' });
  await expect(caller.session).toHaveLogged('reported with 403');
});
