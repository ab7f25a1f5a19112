// Events that other telephony APIs have, and one that stands in another enum.
VoxEngine.addEventListener(AppEvents.IncomingCall, onCall);
VoxEngine.addEventListener(AppEvents.CallAlerting, onCall);

function onCall({ call }) {
  call.addEventListener(CallEvents.Answered, () => call.say('Hello'));
  call.addEventListener(CallEvents.OnHangup, VoxEngine.terminate);
  call.addEventListener(Call.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Disconnected, VoxEngine.terminate);
  call.addEventListener(CallEvents.Started, () => Logger.write('started'));
  call.answer();
}
