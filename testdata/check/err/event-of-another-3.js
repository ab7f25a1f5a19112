// Events named by texts, as other libraries have them.
VoxEngine.addEventListener(AppEvents.CallAlerting, (e) => {
  const call = e.call;
  const socket = VoxEngine.createWebSocket('wss://bot.example.com/talk');
  call.addEventListener('Call.Connected', () => call.sendMediaTo(socket)); // this is right
  call.addEventListener('disconnected', VoxEngine.terminate);
  socket.addEventListener('message', ({ text }) => Logger.write(text));
  socket.addEventListener('CallEvents.Disconnected', () => call.hangup());
  socket.addEventListener(CallEvents.Disconnected, () => call.hangup());
  call.answer();
});
