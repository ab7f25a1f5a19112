// The call is in an object, the handler elsewhere, and the listener may be added twice: one finding is enough.
const state = { call: null, digits: '' };

function ask() {
  state.call.say('Enter your number.');
  state.call.addEventListener(CallEvents.ToneReceived, onTone);
}

function onTone(e) {
  state.digits += e.tone;
  if (state.digits.length === 4) state.call.hangup();
}

VoxEngine.addEventListener(AppEvents.CallAlerting, function (e) {
  state.call = e.call;
  state.call.addEventListener(CallEvents.Connected, ask);
  state.call.addEventListener(CallEvents.ToneReceived, function (e) { Logger.write(e.tone); });
  state.call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  state.call.answer();
});
