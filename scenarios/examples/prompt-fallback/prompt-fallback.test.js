import { test, expect } from 'voxemu/test';

test('plays the recorded prompt', async ({ app }) => {
  app.file('https://cdn.example.com/prompts/en/welcome.mp3', { length: '2300ms', after: '400ms' });
  const caller = await app.call({ to: '15550101' });
  await expect(caller).toHear('prompts/en/welcome.mp3');
  await expect(caller).toEnd();
  await expect(caller).not.toHaveHeard('Welcome to Acme.');
});

test.each([
  { what: 'is not there', file: { status: 404 } },
  { what: 'takes too long to load', file: { length: '2s', after: '30s' } },
])('says the text when the file $what', async ({ file }, { app }) => {
  app.file('https://cdn.example.com/*', file);
  const caller = await app.call({ to: '15550149' });
  await expect(caller).toHear('Willkommen bei Acme.');
  await expect(caller.session).toHaveLogged('the prompt is not played');
  await expect(caller.session).toEnd({ reason: 'Normal termination' });
});
