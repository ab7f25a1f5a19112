// Messages of a WebSocket have their text in text. Whether a call's end carries the id of the SIP call isn't known, so that is a note.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const socket = VoxEngine.createWebSocket('wss://bot.example.com/talk');
  socket.onmessage = (e) => call.say(JSON.parse(e.text).say);
  socket.addEventListener(WebSocketEvents.MESSAGE, (e) => Logger.write(e['text']));
  socket.addEventListener(WebSocketEvents.CLOSE, ({ code }) => Logger.write(code));
  call.addEventListener(CallEvents.Disconnected, (e) => {
    Logger.write(`${e.sipCallId} ${e.duration}`);
    VoxEngine.terminate();
  });
  call.answer();
});
