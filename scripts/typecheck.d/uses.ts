// What tests in TypeScript write, and what the typings have to refuse. It is checked, not run.
import { test as base, expect, type Party } from 'voxemu/test';

const test = base.extend<{ caller: Party; n: number }>({
  n: 5,
  caller: async ({ app, n }, use) => {
    n.toFixed();
    await use(await app.call());
  },
});
const more = test.extend({ two: async ({ caller }, use: (value: Party[]) => Promise<void>) => { await use([caller, caller]); } });

declare module 'voxemu/test' {
  interface Matchers<R> {
    toBeEven(): R;
  }
}

more('own fixtures and matchers', async ({ two, caller, n, clock }) => {
  two[0].say('x');
  await expect(caller.session).toEnd({ reason: /termination/ });
  await clock.advance(500);
  expect(n).toBeEven();
  // @ts-expect-error there is no such method
  two.nothing();
  // @ts-expect-error the clock has no such method
  await clock.go();
});
