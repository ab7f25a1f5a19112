import { test, expect } from 'voxemu/test';

const url = 'wss://bot.example.com/talk';

test.beforeEach(async ({ app }) => {
  app.secrets.BOT_KEY = 'test';
});

test('caller and bot talk to each other', async ({ app }) => {
  const bot = app.webSocket(url).answers({ after: '300ms' });
  const caller = await app.call({ from: '15550100' });
  await expect(bot).toHaveReceived({ type: 'hello', caller: '15550100' });
  bot.says('Welcome to the pizza service.');
  await expect(caller).toHear('Welcome to the pizza service.');
  caller.say('When do you open?');
  await expect.poll(() => bot.heard).toMatchObject([{ text: 'When do you open?' }]);
  bot.close(1000, 'done');
  await expect(caller).toEnd();
  await expect(caller.session).toHaveLogged('the bot has left: 1000 done');
});

test('what the bot has sent ahead is dropped when the caller interrupts', async ({ app }) => {
  const bot = app.webSocket(url);
  const caller = await app.call();
  await bot.opened();
  bot.says('Today we recommend the margherita with fresh basil.', { burst: true });
  caller.wait('1s').say('Just tell me when you open', { length: '500ms' });
  await expect.poll(() => bot.heard).toHaveLength(1);
  bot.sends({ type: 'interrupted' }).says('At nine.');
  await expect(caller).toHear('At nine.');
  expect(caller.heard[0]).toMatchObject({ text: expect.stringContaining('margherita'), cut: true });
});

test('no bot, no call', async ({ app }) => {
  app.webSocket(url).rejects(503);
  const caller = await app.call();
  await expect(caller).toEnd({ code: 480 });
});
