// An IP address of version 6, and one before a part that is not known.
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, callerid }) => {
  const a = VoxEngine.createWebSocket('wss://[2001:db8::7]:8443/media');
  const b = VoxEngine.createWebSocket('wss://203.0.113.7/' + callerid);
  const c = VoxEngine.createWebSocket('wss://203.0.113.7.media.example.com/' + callerid);
  for (const socket of [a, b, c]) socket.onclose = () => call.hangup();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
