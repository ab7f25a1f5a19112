VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const bot = VoxEngine.createWebSocket('wss://bot.example.com/talk');
  bot.addEventListener(WebSocketEvents.OPEN, () => call.answer());
  bot.addEventListener(WebSocketEvents.ERROR, () => call.reject(480));
  bot.addEventListener(WebSocketEvents.CLOSE, () => call.hangup());
  bot.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => {
    Logger.write(text);
    if (text.startsWith('{')) { call.say(JSON.parse(text).say ?? 'what?'); call.addEventListener(CallEvents.PlaybackFinished, () => bot.sendMediaTo(call)); };
  });
  call.addEventListener(CallEvents.Connected, () => { call.sendMediaTo(bot); bot.sendMediaTo(call); bot.send(JSON.stringify({ type: 'hello', caller: call.callerid() })); });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Failed, VoxEngine.terminate);
});
