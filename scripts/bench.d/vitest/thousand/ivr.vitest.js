import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { application, scenario } from '../stubs.js';

const ivr = scenario('./ivr.js');

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(Array.from({ length: 1000 }, (_, i) => i))('caller %i', (i) => {
  test('asks for an order and talks to the desk', async () => {
    const app = application();
    ivr();
    app.http.mockImplementation(() => new Promise((resolve) => {
      setTimeout(() => resolve({ code: 200, text: JSON.stringify({ name: 'Ada' }) }), 300);
    }));
    app.phones = { 15550200: { code: 486 }, 15550300: { after: 3000 } };
    const number = String(15550100 + i);

    const caller = app.call(number);
    await vi.advanceTimersByTimeAsync(2000);
    expect(caller.said.at(-1)).toMatch(/press 3/);
    caller.press('3');
    await vi.advanceTimersByTimeAsync(4000);
    expect(caller.said.at(-1)).toMatch(/customer number/);
    caller.press('815#');
    await vi.advanceTimersByTimeAsync(5000);
    expect(caller.said.at(-1)).toMatch('Hello Ada.');
    caller.press('4711#');
    await vi.advanceTimersByTimeAsync(6000);
    expect(caller.said.at(-1)).toMatch('Order 4711 is on its way');
    caller.press('0');
    await vi.advanceTimersByTimeAsync(5000);
    expect(caller.said.at(-1)).toMatch('Please hold');
    expect(app.legs.map((l) => l.number)).toEqual(['15550200', '15550300']);
    expect(app.connections).toEqual([[caller, app.legs[1].leg]]);

    caller.hangup();
    await vi.advanceTimersByTimeAsync(0);
    expect(app.terminate).toHaveBeenCalledOnce();
    expect(app.http).toHaveBeenCalledWith('https://crm.example.com/customers/815', expect.anything());
    expect(app.log).toContain('Ada has called');
    expect(app.storage.get(`calls:${number}`).value).toBe('1');
  });
});
