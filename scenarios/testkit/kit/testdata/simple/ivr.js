VoxEngine.addEventListener(AppEvents.Started, (e) => {
  const what = VoxEngine.customData();
  if (what === 'throw') throw new Error('as asked');
  if (what === 'socket') VoxEngine.createWebSocket('wss://bot.example.com/x').addEventListener(WebSocketEvents.CLOSE, VoxEngine.terminate);
  if (what === 'fetch') Net.httpRequest("https://api.example.com/it's", (r) => { Logger.write(`${r.code} ${r.error ?? ''}`); VoxEngine.terminate(); }, { timeout: 10 });
  if (what === 'twice') for (const n of [1, 2]) Net.httpRequest('https://api.example.com/two', (r) => { Logger.write(`${n}: ${r.code} ${r.text}`); if (n === 2) VoxEngine.terminate(); });
  if (what === 'log') setTimeout(() => { Logger.write('later'); VoxEngine.terminate(); }, 5000);
  if (what === 'store') ApplicationStorage.put('k', 'v', 60).then(VoxEngine.terminate);
});
require(Modules.ApplicationStorage);
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call, destination }) => {
  if (destination === '8') return call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.answer();
  call.handleTones(true);
  call.addEventListener(CallEvents.Connected, () => call.say('Press 1 for sales'));
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    if (tone === '9') call.startPlayback('https://cdn.example.com/a.mp3');
    else call.say(`You pressed ${tone}`);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
});
