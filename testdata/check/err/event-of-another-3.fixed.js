// Events named by texts, as other libraries have them.
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  const socket = VoxEngine.createWebSocket('wss://bot.example.com/talk');
  call.addEventListener('Call.Connected', () => call.sendMediaTo(socket)); // this is right
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  socket.addEventListener(WebSocketEvents.MESSAGE, ({ text }) => Logger.write(text));
  socket.addEventListener('CallEvents.Disconnected', () => call.hangup());
  socket.addEventListener(WebSocketEvents.CLOSE, () => call.hangup());
  call.answer();
});
