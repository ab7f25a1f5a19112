import { test, expect } from 'voxemu/test';

test.each([
  ['a weekday in summer', '2026-07-15T14:30:00Z', 'We are open.'],
  ['a minute before closing in winter', '2026-12-18T15:59:00Z', 'We are open.'],
  ['closing time in winter', '2026-12-18T16:00:00Z', 'We open again on Monday'],
  ['Saturday', '2026-07-18T10:00:00Z', 'We open again on Monday'],
  ['before nine', '2026-07-15T06:59:00Z', 'We open again on Wednesday'],
])('%s', async (_: string, at: string, answer: string, { app, clock }) => {
  await clock.advanceTo(at);
  const caller = await app.call();
  await expect(caller).toHear(answer);
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
