// Members that the scenario sets or asks for itself, names that hide those of the API, and the namespace that takes any name.
//
//     voxemu run testdata/check/ok/unknown-member.js
VoxEngine.stage = 'start';

const hung = CallEvents.HangUp || CallEvents.Disconnected;
const { Busy = CallEvents.Failed, Connected: connected } = CallEvents;
const tone = 'Alarm' in CallEvents ? CallEvents.Alarm : CallEvents.ToneReceived;
const every = Object.keys(CallEvents).filter((name) => CallEvents.hasOwnProperty(name));

function inner(CallEvents) {
  return CallEvents.Missing + CallEvents['Missing'];
}

VoxEngine.addEventListener(AppEvents.CallAlerting, ({ call }) => {
  VoxEngine.stage = 'call';
  for (const name of ['Connected', 'Ringing']) {
    call.addEventListener(CallEvents[name], () => Logger.write(name));
  }
  call.addEventListener(connected, () => call.say('Hello', Language.Premium.US_ENGLISH_FEMALE3));
  call.addEventListener(hung, VoxEngine.terminate.bind(VoxEngine));
  call.addEventListener(Busy, () => Logger.write(Call.prototype.toString()));
  call.addEventListener(tone, () => Logger.write(inner({ Missing: 1 }) + every.length));
  call.addEventListener(CallEvents.PlaybackFinished, () => call.hangup());
  if (typeof VoxEngine.profile === 'function') VoxEngine.profile();
  VoxEngine.measure?.(VoxEngine.stage.length);
  call.handleTones(true);
  call.answer();
});
