// Several listeners of one event: one writes, one counts, one answers; each does its part.
//
//     voxemu run testdata/check/ok/two-listeners.js --do 'wait-heard /Hello/; press 1; press 2; wait 2s; hangup'
let calls = 0;
let armed = false;
const waiting = [];

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ callerid }) => Logger.write(`from ${callerid}`));
VoxEngine.addEventListener(AppEvents.CallAlerting, () => { calls += 1; });
VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  waiting.push(call);
  setTimeout(serve, 0);
});

function serve() {
  const call = waiting.shift();
  const { answer, hangup } = call; // methods work without their object
  call.addEventListener(CallEvents.Connected, () => {
    call.handleTones(true);
    call.say('Hello.');
  });
  call.addEventListener(CallEvents.ToneReceived, ({ tone }) => {
    // Added once, although the handler runs for each key.
    if (!armed) {
      armed = true;
      call.addEventListener(CallEvents.PlaybackFinished, () => hangup());
    }
    if (tone === '2') call.say('Goodbye.');
  });
  call.addEventListener(CallEvents.Disconnected, onEnd);
  call.addEventListener(CallEvents.Disconnected, () => Logger.write(`${calls} calls`));
  answer();
}

function onEnd({ duration }) {
  Logger.write(`${duration} s`);
  setTimeout(() => VoxEngine.terminate(), 10);
}
