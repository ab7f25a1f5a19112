import { test, expect } from 'voxemu/test';

test.describe.each(Array.from({ length: 1000 }, (_, i) => i))('caller %i', (i) => {
  test('asks for an order and talks to the desk', async ({ app }) => {
    app.load('../ivr.js');
    app.http.on('GET', 'https://crm.example.com/customers/815').reply(200, { name: 'Ada' }, { delay: '300ms' });
    app.phone('15550200').busy();
    app.phone('15550300').answers({ after: '3s' });
    const number = String(15550100 + i);

    const caller = await app.call({ from: number });
    await expect(caller).toHear(/press 3/);
    caller.press('3');
    await expect(caller).toHear(/customer number/);
    caller.press('815#');
    await expect(caller).toHear('Hello Ada.');
    caller.press('4711#');
    await expect(caller).toHear('Order 4711 is on its way');
    caller.press('0');
    await expect(caller).toHear('Please hold');
    const desk = await app.phone('15550300').leg();
    desk.say('This is the desk');
    await expect(caller).toHear('This is the desk');
    expect(app.phone('15550200').calls).toHaveLength(1);

    caller.hangup();
    await expect(caller.session).toEnd({ reason: 'Normal termination' });
    expect(app.http.requests).toHaveLength(1);
    await expect(caller.session).toHaveLogged('Ada has called');
    expect((await app.storage.get(`calls:${number}`)).value).toBe('1');
  });
});
