// A module that only one branch needs is loaded there; requiring it again does no harm.
//
//     voxemu run testdata/check/ok/require-late.js --do 'wait-heard /press/i; press 4711#; wait 5s'
const useStorage = VoxEngine.getSecretValue('KEEP') !== 'no';

function conference() {
  require(Modules.Conference);
  return VoxEngine.createConference({ hd_audio: true });
}

function keep(code) {
  if (!useStorage) return Promise.resolve(null);
  require(Modules.ApplicationStorage);
  return ApplicationStorage.put('code', code, 60).catch((e) => Logger.write(e));
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  let code = '';
  call.addEventListener(CallEvents.Connected, () => call.say('Press your code and the hash key.'));
  call.addEventListener(CallEvents.ToneReceived, async ({ tone }) => {
    if (tone !== '#') {
      code += tone;
      return;
    }
    await keep(code);
    const room = conference();
    room.addEventListener(ConferenceEvents.Started, () => VoxEngine.sendMediaBetween(call, room));
    room.addEventListener(ConferenceEvents.Stopped, () => Logger.write('closed'));
    setTimeout(() => {
      room.stop();
      call.hangup();
    }, 3000);
  });
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.handleTones(true);
  call.answer();
});
