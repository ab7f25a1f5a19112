// The address of the page of a service, and one without a scheme.
const service = 'https://bot.example.com';

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  const bot = new WebSocket(`${service}/media`);
  const log = VoxEngine.createWebSocket('log.example.com/calls');
  const right = VoxEngine.createWebSocket(service.replace('https', 'wss'));
  bot.onerror = log.onerror = right.onerror = () => call.hangup();
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
});
