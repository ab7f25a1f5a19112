// Listeners added in loops and by helpers, for several events at once.
//
//     voxemu run testdata/check/ok/listener-loops.js --start --custom-data '15550301' --far testdata/check/ok/far.yaml
function on(target, events, handler) {
  [].concat(events).forEach((event) => target.addEventListener(event, handler));
  return () => [].concat(events).forEach((event) => target.removeEventListener(event, handler));
}

function once(target, event, handler) {
  const wrapped = (e) => {
    target.removeEventListener(event, wrapped);
    handler(e);
  };
  target.addEventListener(event, wrapped);
}

function finish(e) {
  Logger.write(`${e.name}: ${e.code ?? e.internalCode ?? '-'} ${e.reason || ''}`);
  VoxEngine.terminate();
}

VoxEngine.addEventListener(AppEvents.Started, () => {
  const call = VoxEngine.callPSTN(VoxEngine.customData(), '15550100');
  const off = on(call, [CallEvents.Failed, CallEvents.Disconnected], finish);
  for (const event of [CallEvents.Ringing, CallEvents.AudioStarted, CallEvents.FirstAudioPacketReceived]) {
    call.addEventListener(event, ({ name }) => Logger.write(name));
  }
  once(call, CallEvents.Connected, () => {
    once(call, CallEvents.PlaybackFinished, () => {
      off();
      on(call, CallEvents.Disconnected, () => VoxEngine.terminate());
      call.hangup();
    });
    call.say('Your parcel has arrived.');
  });
});
