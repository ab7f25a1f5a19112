// Connects the caller with a voice bot over a WebSocket. The bot sends its sentences ahead of time; when it hears that the caller
// interrupts, it says so, and what has not been played yet is dropped. The bot is simulated:
//
//     voxemu run scenarios/examples/voice-bot --far scenarios/examples/voice-bot/far.yaml --secret BOT_KEY=test \
//         --do 'wait 2s; say Just tell me when you open; wait-heard /nine/; say thank you; wait 5s'
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const bot = VoxEngine.createWebSocket('wss://bot.example.com/talk', {
    headers: [{ name: 'Authorization', value: `Bearer ${VoxEngine.getSecretValue('BOT_KEY')}` }],
  });

  bot.addEventListener(WebSocketEvents.OPEN, () => call.answer());
  bot.addEventListener(WebSocketEvents.ERROR, () => call.reject(480));
  call.addEventListener(CallEvents.Connected, () => {
    bot.send(JSON.stringify({ type: 'hello', caller: call.callerid() }));
    call.sendMediaTo(bot, { encoding: WebSocketAudioEncoding.PCM16_16KHZ, customParameters: { language: 'en' } });
    bot.sendMediaTo(call);
  });

  bot.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => {
    if (JSON.parse(text).type === 'interrupted') bot.clearMediaBuffer();
  });
  bot.addEventListener(WebSocketEvents.MEDIA_ENDED, ({ mediaInfo }) => Logger.write(`the bot has spoken for ${mediaInfo.duration} s`));
  bot.addEventListener(WebSocketEvents.CLOSE, ({ code, reason }) => {
    Logger.write(`the bot has left: ${code} ${reason}`);
    call.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
