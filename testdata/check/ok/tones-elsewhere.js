// Keys are asked for far from where they are listened for.
//
//     voxemu run testdata/check/ok/tones-elsewhere.js --do 'wait-heard /Press/; press 1#; wait 3s'
const features = { keys: true, mic: true };

const enable = {
  keys: (leg, on) => leg.handleTones(on),
  mic: (leg, on) => leg.handleMicStatus(on),
};

function prepare(leg) {
  Object.keys(features)
    .filter((name) => features[name])
    .forEach((name) => enable[name](leg, true));
}

function collect(leg, end) {
  return new Promise((resolve) => {
    let keys = '';
    const onTone = ({ tone }) => {
      if (tone !== end) {
        keys += tone;
        return;
      }
      leg.removeEventListener(CallEvents.ToneReceived, onTone);
      resolve(keys);
    };
    leg.addEventListener(CallEvents.ToneReceived, onTone);
  });
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  call.addEventListener(CallEvents.MicStatusChange, ({ active }) => Logger.write(active ? 'speaks' : 'is silent'));
  call.addEventListener(CallEvents.Connected, async ({ call: leg }) => {
    prepare(leg);
    leg.say('Press keys and the hash key.');
    Logger.write(await collect(leg, '#'));
    leg.hangup();
  });
  call.addEventListener(CallEvents.Disconnected, () => VoxEngine.terminate());
  call.answer();
});
