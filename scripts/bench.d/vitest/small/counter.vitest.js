import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { application, scenario } from '../stubs.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('tells how often the number was called', async () => {
  const app = application();
  app.storage.set('totalCalls', { value: '41', expires: Infinity });
  scenario('./small/counter.voxengine.js')();
  const caller = app.call('15550100');
  await vi.advanceTimersByTimeAsync(5000);
  expect(caller.said).toEqual(['Hello. You call 41 times']);
  expect(app.terminate).toHaveBeenCalledOnce();
  expect(app.storage.get('totalCalls').value).toBe('42');
});
