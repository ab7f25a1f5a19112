// What may be done at the end: one request, whichever branch makes it; timers are cleared, none is set.
//
//     voxemu run testdata/check/ok/terminating.js --do 'wait 1s; hangup'
const started = Date.now();
let reason = 'unknown';
let beat = null;

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  beat = setInterval(() => Logger.write('still here'), 10000);
  call.addEventListener(CallEvents.Disconnected, (e) => {
    reason = e.reason || String(e.internalCode);
    VoxEngine.terminate();
  });
  call.addEventListener(CallEvents.Connected, () => call.say('Hello.'));
  call.answer();
});

VoxEngine.addEventListener(AppEvents.Terminating, async ({ systemError }) => {
  clearInterval(beat);
  const body = JSON.stringify({ reason, ms: Date.now() - started });
  if (systemError) {
    Net.httpRequest('https://log.example.invalid/failed', () => {}, { method: 'POST', postData: body });
    return;
  }
  try {
    const { code } = await Net.httpRequestAsync('https://log.example.invalid/done', { method: 'POST', postData: body });
    Logger.write(`logged: ${code}`);
  } catch (e) {
    Logger.write(`not logged: ${e}`);
  }
});

VoxEngine.addEventListener(AppEvents.Terminated, () => Logger.write('the end'));
