import { test, expect } from 'voxemu/test';

test.each`
  country      | from             | greeting
  ${'Germany'} | ${'4930901820'}  | ${'Guten Tag.'}
  ${'France'}  | ${'33142685300'} | ${'Bonjour.'}
  ${'the US'}  | ${'12125550100'} | ${'Hello.'}
`('$country: $greeting', async ({ from, greeting }, { app }) => {
  const caller = await app.call({ from });
  await expect(caller).toHear(greeting);
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
