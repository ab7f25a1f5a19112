// An address with TLS needs the name of a host. Without TLS an IP address is fine.
const HOST = '203.0.113.7';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const bot = VoxEngine.createWebSocket(`wss://${HOST}:8443/bot`, { protocols: ['chat'] });
  const plain = VoxEngine.createWebSocket(`ws://${HOST}:8080/log`);
  bot.addEventListener(WebSocketEvents.OPEN, () => VoxEngine.sendMediaBetween(call, bot));
  bot.addEventListener(WebSocketEvents.CLOSE, () => call.hangup());
  plain.onopen = () => plain.send('a call');
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
